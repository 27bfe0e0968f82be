package userdata

import (
	"iter"
	"net/url"
	"time"

	"winkterm/api/sandbox/account"
	"winkterm/api/sandbox/data"
	"winkterm/api/sandbox/document"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/task"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// Data is what is read of users. All fields but Own are wanted.
type Data struct {
	State    *state.State
	Seed     uint64
	Own      *data.Own
	Accounts *account.Accounts
	Archives *document.Archives
	Tasks    *task.Tasks
}

// source is an account or an archive.
type source interface {
	task.Source
	Fill(out *data.Source, now time.Time) bool
}

// read returns what data are made up from; it is false for a source that has none,
// not yet or not any more.
func (d *Data) read(of task.Source, now time.Time) (data.Source, bool) {
	from := of.Origin()
	out := data.Source{
		ID: from.SourceID, Type: from.SourceType, UserID: from.UserID, ProviderID: from.ProviderID, Seed: d.Seed, Own: d.Own,
	}
	s, ok := of.(source)
	return out, ok && s.Fill(&out, now)
}

// among says which sources a list is of, and which one it goes on with, if any.
type among struct{ user, source, from string }

// sources returns those of a list that have data, newest first.
func (d *Data) sources(tx *state.Tx, of among) iter.Seq[data.Source] {
	_, skips := d.Tasks.Source(tx, of.from)
	return func(yield func(data.Source) bool) {
		for next := range d.newest(tx, of) {
			skips = skips && next.Meta().ID != of.from
			if from, ok := d.read(next, tx.Moment()); ok && !skips && !yield(from) {
				return
			}
		}
	}
}

// Source returns the source of an id if it has data at the Tx's Moment.
func (d *Data) Source(tx *state.Tx, id string) (data.Source, bool) {
	of, ok := d.Tasks.Source(tx, id)
	if !ok {
		return data.Source{}, false
	}
	return d.read(of, tx.Moment())
}

// newest returns the sources of a list by time, newest first, and of the same moment
// an account before an archive.
func (d *Data) newest(tx *state.Tx, of among) iter.Seq[task.Source] {
	accounts, archives := d.Accounts.Rows.All(tx), d.Archives.Rows.All(tx)
	if of.user != "" {
		accounts, archives = d.Accounts.Rows.Owned(tx, of.user), d.Archives.Rows.Owned(tx, of.user)
	}
	return func(yield func(task.Source) bool) {
		if of.source != "" {
			one, ok := d.Tasks.Source(tx, of.source)
			_ = ok && (of.user == "" || one.Origin().UserID == of.user) && yield(one)
			return
		}
		for i, j := len(accounts), len(archives); i+j > 0; {
			var next task.Source
			if i == 0 || j > 0 && archives[j-1].CreatedAt.After(accounts[i-1].CreatedAt) {
				j--
				next = archives[j]
			} else {
				i--
				next = accounts[i]
			}
			if !yield(next) {
				return
			}
		}
	}
}

// lists are the paths on which a payload's lists go on.
var lists = map[wire.Datapoint]string{
	wire.DataDocuments: "/v1/documents", wire.DataIncomes: "/v1/incomes", wire.DataTransactions: "/v1/transactions",
	wire.DataEmployments: "/v1/employments", wire.DataContributions: "/v1/contributions",
	wire.DataLiabilities: "/v1/liabilities", wire.DataEIncomes: "/v1/eincomes", wire.DataLink: "/v1/links",
}

// Cursor is the one that goes on with a payload's list behind an item.
func Cursor(kind wire.Datapoint, lastID string) string {
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

// Payload finds what the user of a session has shared in it, since a moment. The data
// are made up by the function that it returns, which needs no Tx.
func (d *Data) Payload(tx *state.Tx, session *wire.UserSession, since time.Time) func() wire.UserPayload {
	var shared []data.Source
	for from := range d.sources(tx, among{user: session.UserID}) {
		if from.Since.After(since) {
			shared = append(shared, from)
		}
	}
	return func() wire.UserPayload { return data.User(session, shared, Cursor) }
}
