package tenant

import (
	"iter"
	"time"

	"winkterm/api/sandbox/data"
	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/userdata"
	"winkterm/api/wire"
)

// follow adds what follows from an event: a user's session is COMPLETED.
func (t *Tenant) follow(tx *state.Tx, e *event.Event) {
	if e.Type != "ACCOUNT_CONNECTED" && e.Type != "ARCHIVE_ANALYZED" {
		return
	}
	if u, ok := t.users.Rows.Get(tx, e.UserID); ok && !u.Completed {
		u.Completed = true
		t.users.Rows.Changed(tx, u)
		done := wire.UserSession{UserID: u.ID, Channel: wire.ChannelDefault, Status: wire.SessionCompleted}
		t.events.Add(tx, event.Event{Type: "USER_SESSION_COMPLETED", UserID: u.ID, Since: u.SessionSince, Data: wire.EventData{Session: &done}})
	}
}

// Webhooks are those that are registered, in the order of their registration.
func (t *Tenant) Webhooks(tx *state.Tx) iter.Seq[wire.Webhook] {
	return func(yield func(wire.Webhook) bool) {
		for _, w := range t.webhooks.rows.All(tx) {
			if !yield(showWebhook(tx, w)) {
				return
			}
		}
	}
}

// Webhook is the one of an id, if it is registered.
func (t *Tenant) Webhook(tx *state.Tx, id string) (wire.Webhook, bool) {
	w, ok := t.webhooks.rows.Get(tx, id)
	if !ok {
		return wire.Webhook{}, false
	}
	return showWebhook(tx, w), true
}

// SessionPayload is Data.Payload.
func (t *Tenant) SessionPayload(tx *state.Tx, session *wire.UserSession, since time.Time) func() wire.UserPayload {
	return t.data.Payload(tx, session, since)
}

// Source is the Source of Data.
func (t *Tenant) Source(tx *state.Tx, id string) (data.Source, bool) { return t.data.Source(tx, id) }

// Cursor is userdata.Cursor.
func (t *Tenant) Cursor(kind wire.Datapoint, lastID string) string {
	return userdata.Cursor(kind, lastID)
}
