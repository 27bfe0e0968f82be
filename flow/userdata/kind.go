package userdata

import "encoding/json"

// Kind is a kind of user data, as the API's list names it: "incomes".
type Kind string

// The kinds, in the order in which they are shown.
const (
	Identities    Kind = "identities"
	Employments   Kind = "employments"
	Incomes       Kind = "incomes"
	Contributions Kind = "contributions"
	Documents     Kind = "documents"
	Ratings       Kind = "ratings"
	Transactions  Kind = "transactions"
	Liabilities   Kind = "liabilities"
	Eincomes      Kind = "eincomes"
	Insights      Kind = "insights"
	Links         Kind = "links"
)

// Kinds are all kinds, in the order in which they are shown.
func Kinds() []Kind {
	return []Kind{Identities, Employments, Incomes, Contributions, Documents, Ratings, Transactions, Liabilities, Eincomes, Insights, Links}
}

// Item is one item of a list as the host has it, in clear or masked.
type Item = json.RawMessage
