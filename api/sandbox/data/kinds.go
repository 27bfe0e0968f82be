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
	Identities = listOf(wire.DataIdentities, identities, likeIdentity)
	// Ratings are one at most, as of the last sync.
	Ratings = listOf(wire.DataRatings, ratings, likeRating)
	// Documents are the last payslips where one works, elsewhere the papers that the
	// provider deals with.
	Documents = listOf(wire.DataDocuments, documents, likeDocument)
	// Employments are those that the type of the provider knows; of a payslip the one
	// that it proves.
	Employments = listOf(wire.DataEmployments, employments, likeEmployment)
	// Incomes are by the pay period of 12 to 24 months, at a gig platform by the week;
	// of a payslip its own.
	Incomes = listOf(wire.DataIncomes, incomes, likeIncome)
	// Contributions are one at the end of each month with a job, of the last 36 to 60
	// months.
	Contributions = listOf(wire.DataContributions, contributions, likeContribution)
	// Liabilities are one to three loans as of the last sync, whose balance is what is
	// still to be paid with the interest.
	Liabilities = listOf(wire.DataLiabilities, liabilities, likeLiability)
	// Transactions are the payouts of a gig platform.
	Transactions = listOf(wire.DataTransactions, transactions, likeTransaction)
	// Eincomes are estimated, one of each whole month with income: the gross incomes of
	// the periods that begin in it; of a source without incomes, the pay that its
	// contributions are reckoned from, up to the ceiling, or else what its transactions
	// come to.
	Eincomes = listOf(wire.DataEIncomes, eincomes, likeEincome)
	// Insights are one of each sync, computed from the items that there are by then: the
	// estimated incomes, and what the source has of liabilities, employments, the
	// identity and links.
	Insights = listOf(wire.DataInsights, insights, likeInsight)
	// Links are one of each sync, which looks back two years.
	Links = listOf(wire.DataLink, links, likeLink)
)

// listOf reads a kind of data: that of one's own, else by a function that makes it up.
func listOf[T any, P placed[T]](name wire.Datapoint, made func(*reading) []T, like func(*reading, given, int) T) func(Source) []T {
	return func(s Source) []T {
		if !s.has(name) {
			return nil
		}
		items := items[T, P](read(s), name, made, like)
		if items == nil {
			return []T{}
		}
		slices.Reverse(items)
		return items
	}
}

// items gives a kind of data, oldest first: that of one's own, else what is made up.
func items[T any, P placed[T]](r *reading, name wire.Datapoint, made func(*reading) []T, like func(*reading, given, int) T) []T {
	if list, ok := own[T, P](r, name, like); ok {
		return list
	}
	return made(r)
}
