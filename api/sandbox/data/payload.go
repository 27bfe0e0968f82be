package data

import "winkterm/api/wire"

// Account gives all data of an account at once.
func Account(s Source) wire.AccountPayload {
	return wire.AccountPayload{
		Metadata:      wire.SourceMetadata{SourceID: s.ID, SourceType: s.Type, UserID: s.UserID, ProviderID: s.ProviderID},
		Identity:      newest(Identities(s)),
		Rating:        newest(Ratings(s)),
		Documents:     each(Documents(s)),
		Incomes:       each(Incomes(s)),
		Transactions:  each(Transactions(s)),
		Employments:   each(Employments(s)),
		Contributions: each(Contributions(s)),
		Liabilities:   each(Liabilities(s)),
		Eincomes:      each(Eincomes(s)),
		Links:         each(Links(s)),
		Insight:       newest(Insights(s)),
	}
}

// Cursor gives the cursor that goes on with a list of a source after an item.
type Cursor func(kind wire.Datapoint, lastID string) string

// Datapoints gives all data of a source in first pages of wire.PayloadListMax
// items; next makes the cursors of those that have more.
func Datapoints(s Source, next Cursor) wire.AllDatapointPayload {
	a := Account(s)
	return wire.AllDatapointPayload{
		Identity:      a.Identity,
		Rating:        a.Rating,
		Documents:     page(a.Documents, wire.DataDocuments, next),
		Incomes:       page(a.Incomes, wire.DataIncomes, next),
		Transactions:  page(a.Transactions, wire.DataTransactions, next),
		Employments:   page(a.Employments, wire.DataEmployments, next),
		Contributions: page(a.Contributions, wire.DataContributions, next),
		Liabilities:   page(a.Liabilities, wire.DataLiabilities, next),
		Eincomes:      page(a.Eincomes, wire.DataEIncomes, next),
		Links:         page(a.Links, wire.DataLink, next),
		Insight:       a.Insight,
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

// item is a pointer to an item of user data.
type item[T any] interface {
	*T
	Strip()
}

// newest gives the first item without its origin, nil for none.
func newest[T any, P item[T]](items []T) P {
	if len(items) == 0 {
		return nil
	}
	P(&items[0]).Strip()
	return &items[0]
}

// each takes their origin off all items, which are nil for a kind that the source does
// not have.
func each[T any, P item[T]](items []T) []T {
	for i := range items {
		P(&items[i]).Strip()
	}
	return items
}

func page[T wire.Item](items []T, kind wire.Datapoint, next Cursor) *wire.Page[T] {
	if items == nil {
		return nil
	}
	p := &wire.Page[T]{Items: items[:min(len(items), wire.PayloadListMax)]}
	if n := len(p.Items); n < len(items) {
		p.NextCursor = next(kind, p.Items[n-1].ItemID())
	}
	return p
}
