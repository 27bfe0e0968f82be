package data

import (
	"slices"

	"winkterm/api/wire"
)

// Each kind of data of a source, newest first: nil where the source has none of the
// kind, and empty where it has no item of it.
var (
	// Identities are one at most: the person as the provider knows them, or what
	// stands on a payslip.
	Identities = listOf(wire.DataIdentities, identities)
	// Ratings are one at most, as of the last sync.
	Ratings = listOf(wire.DataRatings, ratings)
	// Documents are the last payslips where one works, elsewhere the papers that the
	// provider deals with.
	Documents = listOf(wire.DataDocuments, documents)
	// Employments are those that the type of the provider knows; of a payslip the one
	// that it proves.
	Employments = listOf(wire.DataEmployments, employments)
	// Incomes are by the pay period of 12 to 24 months, at a gig platform by the week;
	// of a payslip its own.
	Incomes = listOf(wire.DataIncomes, incomes)
	// Contributions are one at the end of each month with a job, of the last 36 to 60
	// months.
	Contributions = listOf(wire.DataContributions, contributions)
	// Liabilities are one to three loans as of the last sync, whose balance is what is
	// still to be paid with the interest.
	Liabilities = listOf(wire.DataLiabilities, liabilities)
	// Transactions are the payouts of a gig platform.
	Transactions = listOf(wire.DataTransactions, transactions)
	// Eincomes are estimated, one of each whole month with income: the gross incomes of
	// the periods that begin in it; of a source without incomes, the pay that its
	// contributions are reckoned from, up to the ceiling, or else what its transactions
	// come to.
	Eincomes = listOf(wire.DataEIncomes, eincomes)
	// Insights are one of each sync, computed from the items that there are by then: the
	// estimated incomes, and what the source has of liabilities, employments, the
	// identity and links.
	Insights = listOf(wire.DataInsights, insights)
	// Links are one of each sync, which looks back two years.
	Links = listOf(wire.DataLink, links)
)

// listOf reads a kind of data by a function that returns the oldest first.
func listOf[T any](name wire.Datapoint, of func(*reading) []T) func(Source) []T {
	return func(s Source) []T {
		if !s.has(name) {
			return nil
		}
		items := of(read(s))
		if items == nil {
			return []T{}
		}
		slices.Reverse(items)
		return items
	}
}
