package sandbox

import (
	"net/url"

	"winkterm/api/sandbox/data"
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
	q := query{list: lists[kind], filter: url.Values{"sourceId": {source}}}
	return q.cursorAfter(lastID)
}

// accountPayload serves GET /accounts/{id}/payload. Until the first sync is
// through, and after revoking, it is but the metadata.
func (s *Server) accountPayload(c *call) (any, error) {
	release := s.hold(c)
	a, err := s.find(c)
	if err != nil {
		release()
		return nil, err
	}
	from, ok := s.sourceOf(a, c.now)
	release()
	if !ok {
		return wire.AccountPayload{Metadata: wire.SourceMetadata{
			SourceID: a.ID, SourceType: wire.SourceAccount, UserID: a.UserID, ProviderID: a.ProviderID,
		}}, nil
	}
	return data.Account(from), nil
}

// userPayload serves GET /users/{id}/payload: what was shared in the user's
// present session.
func (s *Server) userPayload(c *call) (any, error) {
	release := s.hold(c)
	u := s.state.users.byID[c.r.PathValue("id")]
	if u == nil {
		release()
		return nil, missing("there is no user of this id")
	}
	session, since := s.sessionOf(u, c.now), u.SessionSince
	release()
	var shared []data.Source
	for from := range s.sources(c, among{user: u.ID}) {
		if from.Since.After(since) {
			shared = append(shared, from)
		}
	}
	return data.User(session, shared, goOn), nil
}
