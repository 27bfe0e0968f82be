package sandbox

import "winkterm/api/wire"

// listAccounts serves GET /accounts.
func (s *Server) listAccounts(c *call) (any, error) {
	q, err := readQuery(c.r, "userId", "startDate", "endDate")
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.state.accounts.all
	if id := q.filter.Get("userId"); id != "" {
		list = s.state.accounts.owned[id]
	}
	return newestFirst(list, q, func(a *account) wire.Account {
		shown, _ := a.read(c.now)
		return shown
	})
}

// find gives the account of the path. Server.mu must be held.
func (s *Server) find(c *call) (*account, error) {
	a := s.state.accountByID[c.r.PathValue("id")]
	if a == nil {
		return nil, missing("there is no account of this id")
	}
	return a, nil
}

// getAccount serves GET /accounts/{id}.
func (s *Server) getAccount(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, err := s.find(c)
	if err != nil {
		return nil, err
	}
	shown, _ := a.read(c.now)
	return shown, nil
}

// revokeAccount serves DELETE /accounts/{id}.
func (s *Server) revokeAccount(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, err := s.find(c)
	if err != nil {
		return nil, err
	}
	s.revoke(a)
	return nil, nil
}

// revoke disconnects an account and forgets what was read from it. Once more
// changes nothing, so a client may repeat it.
func (s *Server) revoke(a *account) {
	now := s.clock.Now()
	if a.line.current(now).status == wire.StatusDisconnected {
		return
	}
	a.line.cut(now)
	a.line.add(step{at: now, status: wire.StatusDisconnected})
	s.dropTasks(a.id, a.userID)
}

// disableMonitor serves POST /accounts/{accountId}/disableMonitor.
func (s *Server) disableMonitor(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, err := s.find(c)
	if err != nil {
		return nil, err
	}
	now := s.clock.Now()
	if a.monitor(a.line.index(now)).Status == wire.MonitorUnsupported {
		return nil, invalid("accountId", "this account has no continuous sync that could be disabled")
	}
	if a.monitorOff.IsZero() {
		a.monitorOff = now
	}
	return nil, nil
}
