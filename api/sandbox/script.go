package sandbox

import (
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
)

// firstSync is when later_<CODE> strikes, counted from CONNECTED.
const firstSync = 5 * time.Second

// begin makes the account of a login and writes how it will go.
func (s *Server) begin(c *call, p assets.Provider, option, identifier, password string) *account {
	st, now := &s.state, s.clock.Now()
	n := len(st.accounts.all)
	who, known := findPerson(identifier)
	v := judge(who, known, password)
	if v.fails == "" && !p.Active {
		v.fails = wire.ErrServiceUnavailable
	}
	a := &account{
		entry: entry{seq: n, createdAt: now}, id: s.seed.id("a-", uint64(n)), userID: c.session.userID,
		provider: p, person: who, later: v.later, contact: channelOf(option),
		syncTime: s.wait("sync", uint64(n), 2*time.Second, 4*time.Second),
	}
	a.line.add(step{at: now, status: wire.StatusPending})
	s.proceed(a, now.Add(s.wait("pending", uint64(n), time.Second, 2*time.Second)+scale(v.slow, s.cfg.Speed)), v.fails)
	st.accounts.add(a, a.userID)
	st.accountByID[a.id] = a
	s.startTask(wire.TaskLinkAccount, a.createdAt, a)
	return a
}

// proceed is what follows the password: the error, the second step, or success.
func (s *Server) proceed(a *account, at time.Time, fails wire.AccountErrorCode) {
	if fails != "" {
		a.line.add(step{at: at, status: wire.StatusError, code: fails})
		return
	}
	if a.provider.MFAKind == assets.MFANone {
		s.connect(a, at)
		return
	}
	s.ask(a, at, s.firstChallenge(a))
}

// connect is CONNECTED, and the error of the first sync when one was asked for.
func (s *Server) connect(a *account, at time.Time) {
	wait := scale(firstSync, s.cfg.Speed)
	a.line.add(step{at: at, status: wire.StatusConnected, held: a.later != "" && wait == 0})
	if a.later != "" {
		a.line.add(step{at: at.Add(wait), status: wire.StatusError, code: a.later})
	}
}
