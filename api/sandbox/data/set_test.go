package data

import "winkterm/api/wire"

// Set is all data of a source, each kind newest first; nil where the source has
// none of a kind.
type Set struct {
	Identities    []wire.Identity
	Ratings       []wire.Rating
	Documents     []wire.Document
	Employments   []wire.Employment
	Incomes       []wire.Income
	Contributions []wire.Contribution
	Liabilities   []wire.Liability
	Transactions  []wire.Transaction
	Eincomes      []wire.Eincome
	Insights      []wire.Insight
	Links         []wire.Link
}

// Of gives all data of a source.
func Of(s Source) Set {
	return Set{
		Identities: Identities(s), Ratings: Ratings(s), Documents: Documents(s), Employments: Employments(s),
		Incomes: Incomes(s), Contributions: Contributions(s), Liabilities: Liabilities(s), Transactions: Transactions(s),
		Eincomes: Eincomes(s), Insights: Insights(s), Links: Links(s),
	}
}
