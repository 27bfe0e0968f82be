package driver

import "winkterm/flow"

// Session is a walk through the flow: the state as it stands, and the driver
// that carries it on. It is for one goroutine.
type Session struct {
	*Driver
	state flow.State
}

// NewSession is at the start of the flow; Apply(flow.Begin{}) sets it going.
func NewSession(d *Driver, o flow.Options) *Session {
	return &Session{Driver: d, state: flow.New(o)}
}

// State gives where the session stands.
func (s *Session) State() flow.State { return s.state }

// Apply takes an event, performs what the flow decides, and gives the new state.
// It does not wait for any call. An intent that does not fit changes nothing.
func (s *Session) Apply(e flow.Event) flow.State {
	next, effects, _ := flow.Step(s.state, e) // a refusal has no effects, and the state is as it was
	s.state = next
	s.Do(effects)
	return next
}
