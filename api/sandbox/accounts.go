package sandbox

import (
	"time"

	"winkterm/api/wire"
)

// listAccounts serves GET /accounts.
func (s *Server) listAccounts(c *call) (any, error) {
	q, err := readQuery(c.r, "userId", "startDate", "endDate")
	if err != nil {
		return nil, err
	}
	defer s.hold(c)()
	list := s.state.accounts.all
	if id := q.filter.Get("userId"); id != "" {
		list = s.state.accounts.owned[id]
	}
	return newestFirst(list, q, nil, func(a *account) wire.Account {
		shown, _ := s.read(a, c.now)
		return shown
	})
}

// find gives the account of the path. Server.mu must be held.
func (s *Server) find(c *call) (*account, error) {
	a := s.state.accounts.byID[c.r.PathValue("id")]
	if a == nil {
		return nil, missing("there is no account of this id")
	}
	return a, nil
}

// getAccount serves GET /accounts/{id}.
func (s *Server) getAccount(c *call) (any, error) {
	defer s.hold(c)()
	a, err := s.find(c)
	if err != nil {
		return nil, err
	}
	shown, _ := s.read(a, c.now)
	return shown, nil
}

// revokeAccount serves DELETE /accounts/{id}.
func (s *Server) revokeAccount(c *call) (any, error) {
	defer s.hold(c)()
	a, err := s.find(c)
	if err != nil {
		return nil, err
	}
	s.revoke(a, c.now)
	return nil, nil
}

// revoke disconnects an account and forgets what was read from it. Once more
// changes nothing, so a client may repeat it.
func (s *Server) revoke(a *account, now time.Time) {
	if a.Line.current(now).Status == wire.StatusDisconnected {
		return
	}
	a.Line.cut(now)
	a.Line.add(step{At: now, Status: wire.StatusDisconnected})
	s.state.accounts.changed(a)
	s.state.tasks.dropOwned(a.ID)
}

// disableMonitor serves POST /accounts/{accountId}/disableMonitor.
func (s *Server) disableMonitor(c *call) (any, error) {
	defer s.hold(c)()
	a, err := s.find(c)
	if err != nil {
		return nil, err
	}
	if a.monitor(a.Line.index(c.now)).Status == wire.MonitorUnsupported {
		return nil, invalid("accountId", "this account has no continuous sync that could be disabled")
	}
	if a.Monitor != wire.MonitorCustomerDisabled {
		s.setMonitor(a, wire.MonitorCustomerDisabled, c.now)
	}
	return nil, nil
}

// setMonitor sets the continuous sync to something else than what the account's
// line makes of it.
func (s *Server) setMonitor(a *account, to wire.MonitorStatus, now time.Time) {
	a.Monitor, a.MonitorAt = to, now
	s.state.accounts.changed(a)
}
