package rerun

import (
	"context"
	"errors"
	"slices"
)

// Queue takes the next place in the queue, see driver.Turns.
func (c *Clock) Queue() (wait func(context.Context) error, leave func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := &turn{begun: make(chan struct{}), since: c.now}
	c.enqueue(t)
	return func(ctx context.Context) error { return c.wait(ctx, t, t.begun, nil) }, func() { c.leave(t) }
}

// enqueue is for a turn whose begun is open. c.mu is held.
func (c *Clock) enqueue(t *turn) {
	if c.live() {
		close(t.begun)
		return
	}
	c.queue = append(c.queue, t)
}

// errOver is what who sleeps gets when the turn has ended meanwhile.
var errOver = errors.New("nobody waits for it any more")

func (c *Clock) wait(ctx context.Context, t *turn, begun, over <-chan struct{}) error {
	select {
	case <-begun:
		return nil
	case <-over:
		return errOver
	case <-ctx.Done():
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sleepers = slices.DeleteFunc(c.sleepers, func(s *sleeper) bool { return s.turn == t && s.begun == begun })
	if t.begun != begun {
		return ctx.Err() // the turn has gone on without the one who slept in it
	}
	c.queue = slices.DeleteFunc(c.queue, func(other *turn) bool { return other == t })
	c.pass(t)
	return ctx.Err()
}

// leave ends a turn, also one that somebody else sleeps in, as a handler does for a call
// that was given up.
func (c *Clock) leave(t *turn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.inside != nil {
		close(t.inside.over)
		t.inside = nil
	}
	c.forget(t)
	c.pass(t)
}

// forget takes a turn out of all that wait. c.mu is held.
func (c *Clock) forget(t *turn) {
	c.queue = slices.DeleteFunc(c.queue, func(other *turn) bool { return other == t })
	c.sleepers = slices.DeleteFunc(c.sleepers, func(s *sleeper) bool { return s.turn == t })
	c.alarms = slices.DeleteFunc(c.alarms, func(a *alarm) bool { return a.turn == t })
}

// pass ends the turn of somebody who has it. c.mu is held.
func (c *Clock) pass(t *turn) {
	if c.current == t {
		c.current = nil
		c.passed <- struct{}{}
	}
}
