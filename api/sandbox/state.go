package sandbox

import (
	"time"

	"winkterm/api/wire"
)

// tokenLife is how long a link token lives, and the session that spends it.
const tokenLife = 5 * time.Hour

// state is everything that calls have made. It is guarded by Server.mu.
type state struct {
	users    []*user
	userByID map[string]*user

	tokens   map[string]*token // by the access token
	issued   []*token          // in the order in which they expire
	tokenSeq uint64

	sessions   map[string]*session // by the session's key
	sessionSeq uint64

	accounts    ledger[*account]
	accountByID map[string]*account
	archives    ledger[*archive]
	archiveByID map[string]*archive
	swept       int // archives whose time is over
	fileSeq     uint64
	tasks       ledger[*task]
	taskByID    map[string]*task
	taskSeq     int
	challenges  uint64
}

func newState() state {
	return state{
		userByID:    map[string]*user{},
		tokens:      map[string]*token{},
		sessions:    map[string]*session{},
		accounts:    newLedger[*account](),
		accountByID: map[string]*account{},
		archives:    newLedger[*archive](),
		archiveByID: map[string]*archive{},
		tasks:       newLedger[*task](),
		taskByID:    map[string]*task{},
	}
}

type user struct {
	entry
	id       string
	metadata map[string]string
}

// token is a link token. Once it is spent, session is its session's key.
type token struct {
	id        string
	access    string
	userID    string
	expiresAt time.Time
	session   string
}

// session is what a spent link token leads to.
type session struct {
	userID    string
	expiresAt time.Time
	scope     scope
}

// issueToken makes a link token for a user and forgets the ones that are over,
// with their sessions, so that a sandbox that runs for weeks does not grow.
func (s *Server) issueToken(userID string, now time.Time) wire.Token {
	st := &s.state
	for len(st.issued) > 0 && !now.Before(st.issued[0].expiresAt) {
		delete(st.tokens, st.issued[0].access)
		delete(st.sessions, st.issued[0].session)
		st.issued = st.issued[1:]
	}
	st.tokenSeq++
	t := &token{
		id:     s.seed.id("tk-", st.tokenSeq),
		access: s.seed.token("lt-", st.tokenSeq), userID: userID, expiresAt: now.Add(tokenLife),
	}
	st.tokens[t.access] = t
	st.issued = append(st.issued, t)
	return wire.Token{ID: t.id, ExpiresAt: t.expiresAt, Mode: wire.ModeSandbox, AccessToken: wire.Secret(t.access)}
}
