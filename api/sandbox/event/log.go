package event

import (
	"fmt"
	"slices"
	"time"

	"winkterm/api/sandbox/state"
	"winkterm/api/wire"
)

// Max is how many events are kept, the last ones.
const Max = 1000

// Event is one that has happened, at its CreatedAt.
type Event struct {
	state.Entry
	Type   wire.WebhookEventType
	UserID string
	// SourceID is the account or archive that it is about, if any.
	SourceID string `json:",omitempty"`
	// Since is when the session began that is COMPLETED by it.
	Since time.Time `json:",omitzero"`
	// Data is what is said of it, but for what is read off the source's data.
	Data wire.EventData
}

// Owners are the user.
func (e *Event) Owners() []string { return []string{e.UserID} }

// Log is all that has happened.
type Log struct {
	// Rows are the last Max events; their users are the owners.
	Rows      *state.Table[*Event]
	followers []func(*state.Tx, *Event)
}

// New adds the table of events to a state.
func New(st *state.State) *Log {
	return &Log{Rows: state.NewTable(st, "events", "event", revive)}
}

func revive(_ *state.Tx, e *Event) error {
	if !slices.Contains(wire.WebhookEventTypes(), e.Type) {
		return fmt.Errorf("event %s is of a type that is not known", e.ID)
	}
	return nil
}

// Follow has f called with each event, in the Tx in which it is added. It is called
// before anything is served.
func (l *Log) Follow(f func(*state.Tx, *Event)) { l.followers = append(l.followers, f) }

// Add adds an event of the Tx's Moment, and forgets the oldest beyond Max.
func (l *Log) Add(tx *state.Tx, e Event) {
	e.Entry = state.Entry{ID: tx.ID("et-", l.Rows.Next(tx)), CreatedAt: tx.Moment()}
	l.Rows.Add(tx, &e)
	if all := l.Rows.All(tx); len(all) > Max {
		l.Rows.Drop(tx, all[0])
	}
	for _, f := range l.followers {
		f(tx, &e)
	}
}

// Until is the moment up to which the state that was read back has its events: that of
// the last one. In a file from before there were events nothing is made up for, and it is
// the present.
func (l *Log) Until(tx *state.Tx) time.Time {
	all := l.Rows.All(tx)
	if len(all) == 0 {
		return tx.Now
	}
	return all[len(all)-1].CreatedAt
}

// NotCaused are the types that nothing in the sandbox causes, with the reason.
func NotCaused() map[wire.WebhookEventType]string {
	return map[wire.WebhookEventType]string{
		wire.EventAll:            "stands for all types where a webhook is registered",
		"VERIFICATION_STARTED":   "the sandbox has no verifications",
		"VERIFICATION_COMPLETED": "the sandbox has no verifications",
		"RECORD_CREATED":         "the sandbox has no records",
		"RECORD_COMPLETED":       "the sandbox has no records",
		"DOCUMENTS_UPDATED":      "no provider with a monthly sync has documents",
		"EINCOMES_UPDATED":       "no provider with a monthly sync has estimated incomes",
	}
}

// Next is the moment at which a row is looked at again.
type Next struct{ at time.Time }

// Set has look called at a moment after the present one, in the place of what was set
// before. Any other moment, such as the zero time, is none.
func (n *Next) Set(tx *state.Tx, at time.Time, look func(*state.Tx)) {
	if !at.After(tx.Moment()) {
		at = time.Time{}
	}
	if at.Equal(n.at) {
		return
	}
	if n.at = at; at.IsZero() {
		return
	}
	tx.At(at, func(tx *state.Tx, at time.Time) {
		if at.Equal(n.at) {
			n.at = time.Time{}
			look(tx)
		}
	})
}
