package account

import (
	"time"

	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/task"
	"winkterm/api/wire"
	"winkterm/assets"
)

// noted is how much of an account has become events: steps of its history, its first
// sync, and the monthly ones.
type noted struct {
	steps, synced int
	read          bool
	next          event.Next
}

// added and updated are the events of data that a first and a monthly sync brought.
var (
	added = map[wire.Datapoint]wire.WebhookEventType{
		wire.DataIdentities: "IDENTITY_ADDED", wire.DataRatings: "RATING_ADDED", wire.DataTransactions: "TRANSACTIONS_ADDED",
		wire.DataDocuments: "DOCUMENTS_ADDED", wire.DataEmployments: "EMPLOYMENTS_ADDED", wire.DataIncomes: "INCOMES_ADDED",
		wire.DataContributions: "CONTRIBUTIONS_ADDED", wire.DataEIncomes: "EINCOMES_ADDED",
		wire.DataLiabilities: "LIABILITIES_ADDED", wire.DataInsights: "INSIGHT_ADDED", wire.DataLink: "LINK_ADDED",
	}
	updated = map[wire.Datapoint]wire.WebhookEventType{
		wire.DataTransactions: "TRANSACTIONS_ADDED", wire.DataInsights: "INSIGHT_ADDED", wire.DataLink: "LINK_ADDED",
		wire.DataDocuments: "DOCUMENTS_UPDATED", wire.DataEmployments: "EMPLOYMENTS_UPDATED", wire.DataIncomes: "INCOMES_UPDATED",
		wire.DataContributions: "CONTRIBUTIONS_UPDATED", wire.DataEIncomes: "EINCOMES_UPDATED", wire.DataLiabilities: "LIABILITIES_UPDATED",
	}
)

// noter makes events of what becomes of accounts.
type noter struct {
	events *event.Log
	tasks  *task.Tasks
}

// note adds the events of what has come of an account since it was noted last, those of
// one moment in the order of cause, and looks again when the next comes.
func (n *noter) note(tx *state.Tx, a *Account) {
	now := tx.Moment()
	if a.noted.steps == 0 {
		a.noted.steps = 1
		n.addEvent(tx, a, "ACCOUNT_CREATED", wire.EventData{})
	}
	n.tasks.Started(tx, a)
	i := a.History.index(now)
	for ; a.noted.steps <= i; a.noted.steps++ {
		n.noteStep(tx, a, a.noted.steps)
	}
	n.noteData(tx, a, now)
	n.tasks.Finished(tx, a, task.Outcome{Code: string(a.History[i].Code), Monitor: a.monitor(i).Status})
	a.noted.next.Set(tx, a.changes(i, now), func(tx *state.Tx) { n.note(tx, a) })
}

func (n *noter) noteStep(tx *state.Tx, a *Account, i int) {
	switch at := a.History[i]; at.Status {
	case wire.StatusConnected:
		n.addEvent(tx, a, "ACCOUNT_CONNECTED", wire.EventData{LoginName: &a.LoginName})
	case wire.StatusDisconnected:
		n.addEvent(tx, a, "ACCOUNT_DISCONNECTED", wire.EventData{})
	case wire.StatusError:
		why, _ := assets.Explain(string(at.Code))
		n.addEvent(tx, a, "ACCOUNT_FAILED", wire.EventData{LoginName: &a.LoginName, ErrorCode: string(at.Code), ErrorMessage: why.Message})
	case wire.StatusPending, wire.StatusAwaitingMFA:
	}
}

// noteData adds the events of the data that syncs have brought.
func (n *noter) noteData(tx *state.Tx, a *Account, now time.Time) {
	if a.Status(now) == wire.StatusDisconnected {
		return
	}
	if _, through := a.firstSync(now); through && !a.noted.read {
		a.noted.read = true
		n.addDataEvents(tx, a, added)
	}
	for due := a.syncedBy(now); a.noted.synced < due; a.noted.synced++ {
		n.addDataEvents(tx, a, updated)
	}
}

func (n *noter) addDataEvents(tx *state.Tx, a *Account, types map[wire.Datapoint]wire.WebhookEventType) {
	for _, kind := range a.provider.Supported {
		if what, ok := types[kind]; ok {
			n.addEvent(tx, a, what, wire.EventData{})
		}
	}
}

func (n *noter) addEvent(tx *state.Tx, a *Account, what wire.WebhookEventType, d wire.EventData) {
	d.UserID, d.AccountID, d.Providers = a.UserID, a.ID, []string{a.ProviderID}
	n.events.Add(tx, event.Event{Type: what, UserID: a.UserID, SourceID: a.ID, Data: d})
}

// syncedBy is how many monthly syncs are through.
func (a *Account) syncedBy(now time.Time) (n int) {
	for n < len(a.Synced) && !a.Synced[n].After(now) {
		n++
	}
	return n
}

// changes is the next moment at which something comes of itself, the zero time for none:
// the step after i, or the end of a sync.
func (a *Account) changes(i int, now time.Time) (next time.Time) {
	sooner := func(at time.Time) {
		if at.After(now) && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	if i+1 < len(a.History) {
		sooner(a.History[i+1].At)
	}
	if at, ok := a.History.connected(i); ok {
		sooner(at.Add(a.SyncTime))
	}
	if n := a.syncedBy(now); n < len(a.Synced) {
		sooner(a.Synced[n])
	}
	return next
}

// noteUntil takes what had come by event.Log.Until for noted, of an account that was read back.
func (n *noter) noteUntil(tx *state.Tx, a *Account) {
	until := n.events.Until(tx)
	if a.CreatedAt.After(until) {
		return
	}
	n.tasks.NoteUntil(tx, a, until)
	i := a.History.index(until)
	_, read := a.firstSync(until)
	a.noted = noted{steps: i + 1, synced: a.syncedBy(until), read: read}
	if next := a.changes(i, until); !next.IsZero() {
		tx.At(next, func(tx *state.Tx, _ time.Time) { n.note(tx, a) })
	}
}
