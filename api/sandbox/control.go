package sandbox

import (
	"time"

	"winkterm/api/wire"
)

// showState serves GET /_sandbox.
func (s *Server) showState(c *call) (any, error) {
	return s.summary(c.now), nil
}

// moveClock serves POST /_sandbox/clock, and shows the state after it.
func (s *Server) moveClock(c *call) (any, error) {
	var body wire.SandboxAdvance
	if err := decodeAll(c, &body); err != nil {
		return nil, err
	}
	d, err := time.ParseDuration(body.Advance)
	if err != nil {
		return nil, invalid("advance", "must be a duration such as 5h or 90s")
	}
	if err := s.clock.advance(d); err != nil {
		return nil, invalid("advance", "%v", err)
	}
	c.now = s.clock.Now()
	return s.summary(c.now), nil
}

func (s *Server) summary(now time.Time) wire.SandboxState {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweep(now)
	sum := wire.SandboxState{
		Now: now, Seed: s.cfg.Seed, Speed: s.cfg.Speed, Providers: s.providers.n,
		Users: len(s.state.users), Tokens: len(s.state.tokens), Sessions: len(s.state.sessions),
		Tasks: len(s.state.tasks.all), Accounts: map[wire.ConnectionStatus]int{},
		Archives: map[wire.ArchiveStatus]int{},
	}
	for _, a := range s.state.accounts.all {
		sum.Accounts[a.line.current(now).status]++
	}
	for _, a := range s.state.archives.all {
		sum.Archives[a.status(now)]++
	}
	return sum
}
