package user

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"winkterm/api/sandbox/catalogue"
	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/state"
	"winkterm/api/wire"
)

// tokenLife is how long a link token lives, and the session that spends it.
const tokenLife = 5 * time.Hour

// User is a user of the tenant.
type User struct {
	state.Entry
	Metadata map[string]string
	// SessionSince is when the session was reset, zero if it never was.
	SessionSince time.Time
	// Completed says that the event of the session's end was added.
	Completed bool `json:",omitempty"`
}

// Token is a link token; its ID is the access token. Once it is spent, Session is
// its session's key.
type Token struct {
	state.Entry
	UserID  string
	Session string
}

// Owners are the user.
func (t *Token) Owners() []string { return []string{t.UserID} }

func (t *Token) expiresAt() time.Time { return t.CreatedAt.Add(tokenLife) }

// Session is what a spent link token leads to; its ID is the session's key.
type Session struct {
	state.Entry
	UserID    string
	ExpiresAt time.Time
	Options   wire.WidgetOptions

	// Scope is what the options leave of the catalogue.
	Scope catalogue.Scope `json:"-"`
}

// Owners are the user.
func (s *Session) Owners() []string { return []string{s.UserID} }

// Users is all of them.
type Users struct {
	st        *state.State
	events    *event.Log
	catalogue *catalogue.Catalogue
	// Rows are the users themselves, Tokens and Sessions are theirs.
	Rows     *state.Table[*User]
	Tokens   *state.Table[*Token]
	Sessions *state.Table[*Session]
	// Consent is what sessions ask users to agree to, nil for nothing of the tenant's.
	Consent func(*state.Tx) *wire.ConsentText
}

// New adds the tables of users to a state.
func New(st *state.State, events *event.Log, all *catalogue.Catalogue) *Users {
	u := &Users{st: st, events: events, catalogue: all}
	u.Rows = state.NewTable[User](st, "users", "user", nil)
	u.Tokens = state.NewTable[Token](st, "tokens", "link token", nil)
	u.Sessions = state.NewTable(st, "sessions", "session", u.revive)
	return u
}

func (u *Users) revive(tx *state.Tx, s *Session) error {
	if _, ok := u.Rows.Get(tx, s.UserID); !ok {
		return fmt.Errorf("session of user %s, who is not known", s.UserID)
	}
	s.Scope = u.catalogue.Scope(s.Options)
	return nil
}

// Add makes a user.
func (u *Users) Add(tx *state.Tx, metadata map[string]string) *User {
	made := &User{
		Entry:    state.Entry{ID: tx.ID("tenant-", u.Rows.Next(tx)), CreatedAt: tx.Now},
		Metadata: maps.Clone(metadata),
	}
	if made.Metadata == nil {
		made.Metadata = map[string]string{}
	}
	u.Rows.Add(tx, made)
	u.events.Add(tx, event.Event{Type: "USER_CREATED", UserID: made.ID, Data: wire.EventData{
		UserID:  made.ID,
		Session: &wire.UserSession{UserID: made.ID, Channel: wire.ChannelDefault, Status: wire.SessionInProgress},
	}})
	return made
}

// Issue makes a link token for a user, and forgets the ones that are over, with
// their sessions, so that a sandbox that runs for weeks does not grow.
func (u *Users) Issue(tx *state.Tx, userID string) wire.Token {
	for all := u.Tokens.All(tx); len(all) > 0 && !tx.Now.Before(all[0].expiresAt()); all = u.Tokens.All(tx) {
		u.drop(tx, all[0])
	}
	n := u.Tokens.Next(tx)
	t := &Token{Entry: state.Entry{ID: tx.Token("lt-", n), CreatedAt: tx.Now}, UserID: userID}
	u.Tokens.Add(tx, t)
	return wire.Token{ID: tx.ID("tk-", n), ExpiresAt: t.expiresAt(), Mode: wire.ModeSandbox, AccessToken: wire.Secret(t.ID)}
}

// drop forgets a token and its session.
func (u *Users) drop(tx *state.Tx, t *Token) {
	if open, ok := u.Sessions.Get(tx, t.Session); ok {
		u.Sessions.Drop(tx, open)
	}
	u.Tokens.Drop(tx, t)
}

// Expire ends the link tokens and sessions of a user, of all when none is named,
// and returns how many there were.
func (u *Users) Expire(tx *state.Tx, userID string) int {
	list := u.Tokens.All(tx)
	if userID != "" {
		list = u.Tokens.Owned(tx, userID)
	}
	list = slices.Clone(list)
	for _, t := range list {
		u.drop(tx, t)
	}
	return len(list)
}
