package sandbox

// hold takes the state's lock for a call, lets happen what is due by now, and
// gives what releases the lock again:
//
//	defer s.hold(c)()
//
// From then on c.now is the moment of the call: nobody else changes anything in
// between, so what is made is in the order of time. What was changed is handed
// to the book as one batch.
func (s *Server) hold(c *call) (release func()) {
	s.mu.Lock()
	c.now = s.clock.Now()
	s.state.due.catchUp(c.now)
	return s.release
}

func (s *Server) release() {
	s.book.hand()
	s.mu.Unlock()
}
