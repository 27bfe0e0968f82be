package session

import (
	"errors"
	"sync"
	"sync/atomic"

	"winkterm/api"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
	"winkterm/flow/search"
	"winkterm/flow/userdata"
)

// stepsMax is how many steps may wait for their effects before Do waits as well.
const stepsMax = 256

// ErrClosed says that the session is closed: open another one.
var ErrClosed = errors.New("the session is closed")

// Session is one walk through the flow. It is safe for concurrent use.
type Session struct {
	driver    *driver.Driver
	journal   *journal.Journal
	catalogue *search.Index
	config    Config
	clock     api.Clock
	faults    *driver.Faults
	people    []assets.Person
	// received makes records of webhooks; nil where none are received.
	received *deliveries
	// closeHost ends the sandbox that is the session's own.
	closeHost func() error

	mu      sync.Mutex
	state   flow.State
	changed chan struct{} // closed and replaced with every new state
	waiters []*waiter
	closed  bool

	steps chan *step
	// waiting counts the decisions among steps.
	waiting atomic.Int32
	// snapshots is performSteps's.
	snapshots Snapshots
	// performed and taken are the two loops.
	performed, taken sync.WaitGroup
}

// step is a decision whose effects are to be performed. Where flushed is set it is
// none: the channel is closed once everything before has been performed.
type step struct {
	intent  flow.Intent // nil for another event
	state   *flow.State
	effects []flow.Effect
	// progress says that more of the same answer follows.
	progress bool
	flushed  chan struct{}
}

// New makes a session of a driver, which it closes at its end. Nothing happens
// before Do(flow.Begin{}).
func New(d *driver.Driver, j *journal.Journal, o flow.Options) *Session {
	s := &Session{
		driver: d, clock: d.Clock, journal: j, catalogue: search.New(), people: assets.People(), state: flow.New(o),
		changed: make(chan struct{}), steps: make(chan *step, stepsMax),
		closeHost: func() error { return nil },
	}
	s.performed.Go(s.performSteps)
	s.taken.Go(s.takeEvents)
	return s
}

// Do gives the flow an intent and returns without waiting for any call. The error is
// a *flow.Refused when the intent does not fit the state, which stays as it is, or
// ErrClosed.
func (s *Session) Do(i flow.Intent) error { return s.apply(i) }

// State gives where the session stands.
func (s *Session) State() flow.State {
	state, _ := s.Watch()
	return state
}

// Watch gives the state, and a channel that is closed when there is a newer one.
func (s *Session) Watch() (flow.State, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state, s.changed
}

// Records gives the records that the journal keeps, oldest first, those of
// everything done so far among them.
func (s *Session) Records() []journal.Record {
	s.Flush()
	return s.journal.Since(0)
}

// Data are the user data that were read, in clear and masked. They are in memory alone.
func (s *Session) Data() *userdata.Store { return s.driver.Data }

// Clock is the session's.
func (s *Session) Clock() api.Clock { return s.clock }

// Journal is the session's journal, masked.
func (s *Session) Journal() *journal.Journal { return s.journal }

// Done is closed when the session is.
func (s *Session) Done() <-chan struct{} { return s.driver.Done() }

// Close performs what was decided, ends every call, then the sandbox if it is the
// session's own, and waits for all of it. A second Close does nothing.
func (s *Session) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	close(s.steps)
	s.mu.Unlock()
	s.performed.Wait()
	s.driver.Close()
	s.taken.Wait()
	return s.closeHost()
}

// apply takes an event: it decides, shows the new state, and leaves the effects to
// performSteps, in the order of the events.
func (s *Session) apply(e flow.Event) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return ErrClosed
	}
	next, effects, err := flow.Step(s.state, e)
	if err != nil {
		return err
	}
	s.addProviders(e)
	if _, ok := e.(flow.HostReset); ok && s.received != nil {
		s.received.over.Store(true)
	}
	s.state = next
	close(s.changed)
	s.changed = make(chan struct{})
	s.wake()
	intent, _ := e.(flow.Intent)
	s.waiting.Add(1)
	s.steps <- &step{intent: intent, state: &next, effects: effects, progress: isProgress(e)}
	return nil
}

// takeEvents hands the flow what calls bring, until the session is closed.
func (s *Session) takeEvents() {
	for {
		select {
		case e := <-s.driver.Events():
			_ = s.apply(e) // only an intent is refused, and the driver has none
			if s.driver.Turns != nil {
				s.Flush()
			}
			s.driver.Taken()
		case <-s.driver.Done():
			return
		}
	}
}

// performSteps records what was wanted, performs the effects, and records the state
// that they belong to, in the order of the steps.
func (s *Session) performSteps() {
	for next := range s.steps {
		if next.flushed != nil {
			close(next.flushed)
			continue
		}
		s.waiting.Add(-1)
		s.recordIntent(next.intent)
		s.driver.Do(next.effects)
		s.recordState(next)
	}
}

// Flush waits until the effects of every decision so far have been performed: calls are
// under way then, and not answered.
func (s *Session) Flush() {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		s.performed.Wait()
		return
	}
	done := make(chan struct{})
	s.steps <- &step{flushed: done}
	s.mu.Unlock()
	<-done
}
