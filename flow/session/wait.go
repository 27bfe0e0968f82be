package session

import (
	"context"
	"slices"

	"winkterm/flow"
)

// waiter is somebody who waits for a state; got has room for it.
type waiter struct {
	until func(flow.State) bool
	got   chan flow.State
}

// Wait waits for a state that is as wanted and gives it: the present one, or the
// first that comes. until sees every state, however short it lasts; it must be quick
// and must not call the session. The error is the context's, or ErrClosed; the state
// is then the last one.
func (s *Session) Wait(ctx context.Context, until func(flow.State) bool) (flow.State, error) {
	w := &waiter{until: until, got: make(chan flow.State, 1)}
	s.mu.Lock()
	if until(s.state) {
		defer s.mu.Unlock()
		return s.state, nil
	}
	s.waiters = append(s.waiters, w)
	s.mu.Unlock()
	select {
	case state := <-w.got:
		return state, nil
	case <-ctx.Done():
		return s.giveUp(w), ctx.Err()
	case <-s.Done():
		return s.giveUp(w), ErrClosed
	}
}

// giveUp takes a waiter off the list and gives the present state.
func (s *Session) giveUp(w *waiter) flow.State {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiters = slices.DeleteFunc(s.waiters, func(other *waiter) bool { return other == w })
	return s.state
}

// wake gives the state to those who wait for it. s.mu is held.
func (s *Session) wake() {
	s.waiters = slices.DeleteFunc(s.waiters, func(w *waiter) bool {
		if !w.until(s.state) {
			return false
		}
		w.got <- s.state
		return true
	})
}

// On is for Wait: the page shows, and it waits for nothing that the user asked for.
func On(p flow.Page) func(flow.State) bool {
	return func(s flow.State) bool { return s.Page == p && !s.Calls.Busy() }
}
