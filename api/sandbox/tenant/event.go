package tenant

import (
	"iter"

	"winkterm/api/sandbox/data"
	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/user"
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
		t.events.Add(tx, event.Event{Type: "USER_SESSION_COMPLETED", UserID: u.ID, Data: wire.EventData{Session: &done}})
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

// SessionPayload is Data.Payload of a user's session.
func (t *Tenant) SessionPayload(tx *state.Tx, userID string) func() wire.UserPayload {
	u, ok := t.users.Rows.Get(tx, userID)
	if !ok {
		u = &user.User{}
	}
	return t.sessionPayload(tx, u)
}

func (t *Tenant) sessionPayload(tx *state.Tx, u *user.User) func() wire.UserPayload {
	return t.data.Payload(tx, t.session(tx, u), u.SessionSince)
}

// Source is the Source of Data.
func (t *Tenant) Source(tx *state.Tx, id string) (data.Source, bool) { return t.data.Source(tx, id) }

// Cursor is userdata.Cursor.
func (t *Tenant) Cursor(kind wire.Datapoint, lastID string) string {
	return userdata.Cursor(kind, lastID)
}
