package sandbox

import (
	"time"

	"winkterm/api/wire"
)

// showState serves GET /_sandbox.
func (s *Server) showState(c *call) (any, error) {
	return s.summary(c), nil
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
	if err := s.advance(d); err != nil {
		return nil, err
	}
	return s.summary(c), nil
}

// advance moves the clock and writes down how far.
func (s *Server) advance(d time.Duration) error {
	s.mu.Lock()
	defer s.release()
	if err := s.clock.advance(d); err != nil {
		return invalid("advance", "%v", err)
	}
	s.writeFront()
	return nil
}

// reset serves POST /_sandbox/reset: everything that calls have made is gone,
// ids and waits begin anew, and the clock is the real one again.
func (s *Server) reset(c *call) (any, error) {
	s.startOver()
	return s.summary(c), nil
}

func (s *Server) startOver() {
	s.mu.Lock()
	defer s.release()
	s.book.clear()
	s.state = newState(s.book)
	s.clock.reset()
	s.writeFront()
	s.faults.Reset()
	_ = s.armConfigured() // it went well at the start
}

func (s *Server) summary(c *call) wire.SandboxState {
	defer s.hold(c)()
	now, st := c.now, &s.state
	sum := wire.SandboxState{
		Now: now, Seed: s.cfg.Seed, Speed: s.cfg.Speed, Providers: s.providers.n,
		Users: len(st.users.all), Tokens: len(st.tokens.all), Sessions: len(st.sessions.all),
		Tasks: len(st.tasks.all), Accounts: map[wire.ConnectionStatus]int{},
		Archives: map[wire.ArchiveStatus]int{},
	}
	for _, a := range st.accounts.all {
		sum.Accounts[a.Line.current(now).Status]++
	}
	for _, a := range st.archives.all {
		sum.Archives[a.status(now)]++
	}
	return sum
}
