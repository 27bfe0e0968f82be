package userdata

import (
	"net/url"
	"time"

	"winkterm/api/sandbox/account"
	"winkterm/api/sandbox/data"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// lists are the paths on which a payload's lists go on.
var lists = map[wire.Datapoint]string{
	wire.DataDocuments: "/v1/documents", wire.DataIncomes: "/v1/incomes", wire.DataTransactions: "/v1/transactions",
	wire.DataEmployments: "/v1/employments", wire.DataContributions: "/v1/contributions",
	wire.DataLiabilities: "/v1/liabilities", wire.DataEIncomes: "/v1/eincomes", wire.DataLink: "/v1/links",
}

// goOn is the cursor that goes on with a payload's list behind an item.
func goOn(kind wire.Datapoint, lastID string) string {
	_, source, _, _ := data.Parse(lastID)
	q := web.NewQuery(lists[kind], url.Values{"sourceId": {source}})
	return q.CursorAfter(lastID)
}

// accountPayload serves get-account-payload. Until the first sync is through, and
// after revoking, it is but the metadata.
func (d *Data) accountPayload(tx *state.Tx, _ *web.Call, a *account.Account) (any, error) {
	from, ok := d.read(a, tx.Now)
	if !ok {
		return wire.AccountPayload{Metadata: wire.SourceMetadata{
			SourceID: a.ID, SourceType: wire.SourceAccount, UserID: a.UserID, ProviderID: a.ProviderID,
		}}, nil
	}
	return data.Account(from), nil
}

// Payload is what the user of a session has shared in it, since a moment.
func (d *Data) Payload(tx *state.Tx, session *wire.UserSession, since time.Time) wire.UserPayload {
	var shared []data.Source
	for from := range d.sources(tx, among{user: session.UserID}) {
		if from.Since.After(since) {
			shared = append(shared, from)
		}
	}
	return data.User(session, shared, goOn)
}
