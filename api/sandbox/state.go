package sandbox

import (
	"time"

	"winkterm/api/wire"
)

// tokenLife is how long a link token lives, and the session that spends it.
const tokenLife = 5 * time.Hour

// state is everything that calls have made. It is guarded by Server.mu.
type state struct {
	users    ledger[*user]
	tokens   ledger[*token]   // the entry's id is the access token
	sessions ledger[*session] // the entry's id is the session's key
	accounts ledger[*account]
	archives ledger[*archive]
	tasks    ledger[*task]
	consents ledger[*consentTemplate]
	webhooks ledger[*webhook]
	invites  ledger[*invite]
	// inviteTemplates are what the invites are made from.
	inviteTemplates ledger[*inviteTemplate]
	due             agenda
}

// newState is the state before any call. Whatever is added here must be on the
// shelves below as well, or it is lost with the process.
func newState(b *book) state {
	return state{
		users:    newLedger("users", b, func() *user { return new(user) }),
		tokens:   newLedger("tokens", b, func() *token { return new(token) }),
		sessions: newLedger("sessions", b, func() *session { return new(session) }),
		accounts: newLedger("accounts", b, func() *account { return new(account) }),
		archives: newLedger("archives", b, func() *archive { return new(archive) }),
		tasks:    newLedger("tasks", b, func() *task { return new(task) }),
		consents: newLedger("consentTemplates", b, func() *consentTemplate { return new(consentTemplate) }),
		webhooks: newLedger("webhooks", b, func() *webhook { return new(webhook) }),
		invites:  newLedger("invites", b, func() *invite { return new(invite) }),

		inviteTemplates: newLedger("inviteTemplates", b, func() *inviteTemplate { return new(inviteTemplate) }),
	}
}

// shelves are all ledgers, those that others point into first.
func (st *state) shelves() []shelf {
	return []shelf{
		&st.users, &st.tokens, &st.sessions, &st.accounts, &st.archives, &st.tasks,
		&st.consents, &st.webhooks, &st.invites, &st.inviteTemplates,
	}
}

type user struct {
	entry
	Metadata map[string]string
	// SessionSince is when the session was reset, zero if it never was.
	SessionSince time.Time
}

func (u *user) owners() []string { return nil }

// token is a link token. Once it is spent, Session is its session's key.
type token struct {
	entry
	UserID  string
	Session string
}

func (t *token) owners() []string { return []string{t.UserID} }

func (t *token) expiresAt() time.Time { return t.CreatedAt.Add(tokenLife) }

// session is what a spent link token leads to.
type session struct {
	entry
	UserID    string
	ExpiresAt time.Time
	Options   wire.WidgetOptions
	scope     scope // of the options
}

func (s *session) owners() []string { return []string{s.UserID} }

// issueToken makes a link token for a user and forgets the ones that are over,
// with their sessions, so that a sandbox that runs for weeks does not grow.
func (s *Server) issueToken(userID string, now time.Time) wire.Token {
	st := &s.state
	for len(st.tokens.all) > 0 && !now.Before(st.tokens.all[0].expiresAt()) {
		s.dropToken(st.tokens.all[0])
	}
	n := uint64(st.tokens.next)
	t := &token{entry: entry{ID: s.seed.token("lt-", n), CreatedAt: now}, UserID: userID}
	st.tokens.add(t)
	return wire.Token{ID: s.seed.id("tk-", n), ExpiresAt: t.expiresAt(), Mode: wire.ModeSandbox, AccessToken: wire.Secret(t.ID)}
}

// dropToken forgets a token and its session.
func (s *Server) dropToken(t *token) {
	if open := s.state.sessions.byID[t.Session]; open != nil {
		s.state.sessions.drop(open)
	}
	s.state.tokens.drop(t)
}
