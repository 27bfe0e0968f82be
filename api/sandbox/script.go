package sandbox

import (
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
	"winkterm/assets"
)

// firstFailure is when later_<CODE> strikes, counted from CONNECTED.
const firstFailure = 5 * time.Second

// begin makes the account of a login and writes how it will go.
func (s *Server) begin(c *call, p assets.Provider, option, identifier, password string) *account {
	accounts, now := &s.state.accounts, c.now
	n := uint64(accounts.next)
	who, known := findPerson(identifier)
	v := judge(who, known, password)
	if v.fails == "" && !p.Active {
		v.fails = wire.ErrServiceUnavailable
	}
	a := &account{
		entry: entry{ID: s.seed.id("a-", n), Seq: int(n), CreatedAt: now}, UserID: c.session.UserID, ProviderID: p.ID,
		Person: who.Name, Alias: who.alias, Later: v.later, Contact: channelOf(option),
		SyncTime: s.wait("sync", n, 2*time.Second, 4*time.Second),
		provider: p, person: who,
	}
	if name := s.struck(fault.AtLogin, c.rt.operation(), a); name != "" {
		_, code := fault.Split(name)
		v.fails = wire.AccountErrorCode(code)
	}
	a.Line.add(step{At: now, Status: wire.StatusPending})
	s.proceed(c, a, now.Add(s.wait("pending", n, time.Second, 2*time.Second)+scale(v.slow, s.cfg.Speed)), v.fails)
	accounts.add(a)
	s.addTask(&task{entry: entry{CreatedAt: now}, Work: wire.TaskLinkAccount, source: a})
	return a
}

// proceed is what follows the password: the error, the second step, or success.
func (s *Server) proceed(c *call, a *account, at time.Time, fails wire.AccountErrorCode) {
	if fails != "" {
		a.Line.add(step{At: at, Status: wire.StatusError, Code: fails})
		return
	}
	if a.provider.MFAKind == assets.MFANone {
		s.connect(a, at)
		return
	}
	s.ask(c, a, at, s.firstChallenge(a))
}

// connect is CONNECTED, and the error of the first sync when one was asked for.
func (s *Server) connect(a *account, at time.Time) {
	wait := scale(firstFailure, s.cfg.Speed)
	s.live(a, at, a.Later != "" && wait == 0)
	if a.Later != "" {
		a.Line.insert(step{At: at.Add(wait), Status: wire.StatusError, Code: a.Later})
	}
}
