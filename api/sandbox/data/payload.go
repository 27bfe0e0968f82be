package data

import "winkterm/api/wire"

// Account gives all data of an account at once.
func Account(s Source) wire.AccountPayload {
	return wire.AccountPayload{
		Metadata:      wire.SourceMetadata{SourceID: s.ID, SourceType: s.Type, UserID: s.UserID, ProviderID: s.ProviderID},
		Identity:      newest(Identities(s), identityOf),
		Rating:        newest(Ratings(s), ratingOf),
		Documents:     each(Documents(s), documentOf),
		Incomes:       each(Incomes(s), incomeOf),
		Transactions:  each(Transactions(s), transactionOf),
		Employments:   each(Employments(s), employmentOf),
		Contributions: each(Contributions(s), contributionOf),
		Liabilities:   each(Liabilities(s), liabilityOf),
		Eincomes:      each(Eincomes(s), eincomeOf),
		Links:         each(Links(s), linkOf),
		Insight:       newest(Insights(s), insightOf),
	}
}

// Cursor gives the cursor that goes on with a list of a source after an item.
type Cursor func(kind wire.Datapoint, lastID string) string

// Datapoints gives all data of a source in first pages of wire.PayloadListMax
// items; next makes the cursors of those that have more.
func Datapoints(s Source, next Cursor) wire.AllDatapointPayload {
	return wire.AllDatapointPayload{
		Identity:      newest(Identities(s), identityOf),
		Rating:        newest(Ratings(s), ratingOf),
		Documents:     page(Documents(s), documentOf, wire.DataDocuments, next),
		Incomes:       page(Incomes(s), incomeOf, wire.DataIncomes, next),
		Transactions:  page(Transactions(s), transactionOf, wire.DataTransactions, next),
		Employments:   page(Employments(s), employmentOf, wire.DataEmployments, next),
		Contributions: page(Contributions(s), contributionOf, wire.DataContributions, next),
		Liabilities:   page(Liabilities(s), liabilityOf, wire.DataLiabilities, next),
		Eincomes:      page(Eincomes(s), eincomeOf, wire.DataEIncomes, next),
		Links:         page(Links(s), linkOf, wire.DataLink, next),
		Insight:       newest(Insights(s), insightOf),
	}
}

// User gives all data of a user: session is the user's, nil for none.
func User(session *wire.UserSession, sources []Source, next Cursor) wire.UserPayload {
	out := wire.UserPayload{
		Metadata: session, Forms: []wire.FormPayload{},
		Accounts: []wire.UserAccountPayload{}, Archives: []wire.UserArchivePayload{},
	}
	for _, s := range sources {
		if s.Type == wire.SourceArchive {
			out.Archives = append(out.Archives, wire.UserArchivePayload{ID: s.ID, FileType: s.FileType, Payload: Datapoints(s, next)})
			continue
		}
		out.Accounts = append(out.Accounts, wire.UserAccountPayload{ID: s.ID, ProviderID: s.ProviderID, Payload: Datapoints(s, next)})
	}
	return out
}

// What an item of each kind is without its origin.
func identityOf(i *wire.Identity) *wire.IdentityPayload             { return &i.IdentityPayload }
func ratingOf(i *wire.Rating) *wire.RatingPayload                   { return &i.RatingPayload }
func documentOf(i *wire.Document) *wire.DocumentPayload             { return &i.DocumentPayload }
func incomeOf(i *wire.Income) *wire.IncomePayload                   { return &i.IncomePayload }
func transactionOf(i *wire.Transaction) *wire.TransactionPayload    { return &i.TransactionPayload }
func employmentOf(i *wire.Employment) *wire.EmploymentPayload       { return &i.EmploymentPayload }
func contributionOf(i *wire.Contribution) *wire.ContributionPayload { return &i.ContributionPayload }
func liabilityOf(i *wire.Liability) *wire.LiabilityPayload          { return &i.LiabilityPayload }
func eincomeOf(i *wire.Eincome) *wire.EincomePayload                { return &i.EincomePayload }
func linkOf(i *wire.Link) *wire.LinkPayload                         { return &i.LinkPayload }
func insightOf(i *wire.Insight) *wire.InsightPayload                { return &i.InsightPayload }

// newest gives the first item, nil for none.
func newest[T, P any](items []T, payload func(*T) *P) *P {
	if len(items) == 0 {
		return nil
	}
	return payload(&items[0])
}

// each gives all items, nil for a kind that the source does not have.
func each[T, P any](items []T, payload func(*T) *P) []P {
	if items == nil {
		return nil
	}
	list := make([]P, len(items))
	for i := range items {
		list[i] = *payload(&items[i])
	}
	return list
}

func page[T any, P wire.Item](items []T, payload func(*T) *P, kind wire.Datapoint, next Cursor) *wire.Page[P] {
	if items == nil {
		return nil
	}
	p := &wire.Page[P]{Items: each(items[:min(len(items), wire.PayloadListMax)], payload)}
	if n := len(p.Items); n < len(items) {
		p.NextCursor = next(kind, p.Items[n-1].ItemID())
	}
	return p
}
