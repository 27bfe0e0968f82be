package driver_test

import (
	"context"
	"maps"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
)

// short is the longest sleep that is over at once.
const short = time.Minute

// handClock is a time that passes when somebody sleeps: a short sleep is over at
// once and takes its time, a long one lasts until the others have come that far
// or the test moves the clock.
type handClock struct {
	mu       sync.Mutex
	now      time.Time
	sleepers map[chan struct{}]time.Time
	// deaf makes all sleeps last, for tests of what happens meanwhile.
	deaf bool
}

func newClock() *handClock {
	return &handClock{now: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC), sleepers: map[chan struct{}]time.Time{}}
}

func (c *handClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// pass moves the clock on and wakes whose time has come.
func (c *handClock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	for woken, due := range c.sleepers {
		if !c.now.Before(due) {
			close(woken)
			delete(c.sleepers, woken)
		}
	}
}

func (c *handClock) Sleep(ctx context.Context, d time.Duration) error {
	if ctx.Err() != nil || d <= 0 {
		return ctx.Err()
	}
	if d <= short && !c.deaf {
		c.pass(d)
		return nil
	}
	woken := c.lie(d)
	select {
	case <-woken:
		return nil
	case <-ctx.Done():
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.sleepers, woken)
		return ctx.Err()
	}
}

func (c *handClock) lie(d time.Duration) chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	woken := make(chan struct{})
	c.sleepers[woken] = c.now.Add(d)
	return woken
}

// await returns once somebody sleeps until a time or a little longer.
func (c *handClock) await(t testing.TB, until time.Time) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for ; ctx.Err() == nil; runtime.Gosched() {
		c.mu.Lock()
		dues := slices.Collect(maps.Values(c.sleepers))
		c.mu.Unlock()
		if slices.ContainsFunc(dues, func(due time.Time) bool { return !due.Before(until) && due.Sub(until) < short }) {
			return
		}
	}
	t.Fatalf("nobody sleeps until %s", until)
}

func TestHandClock(t *testing.T) {
	t.Parallel()
	c := newClock()
	start := c.Now()
	if err := c.Sleep(t.Context(), short); err != nil || c.Now().Sub(start) != short {
		t.Errorf("a short sleep took %s: %v", c.Now().Sub(start), err)
	}
	ended := make(chan error)
	go func() { ended <- c.Sleep(t.Context(), time.Hour) }()
	c.await(t, c.Now().Add(time.Hour))
	c.pass(time.Hour)
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
