package rerun

import (
	"context"
	"slices"
	"sync"
	"time"

	"winkterm/api"
)

// realTime is the time of a clock that was released, realTimer its timers.
var (
	realTime  = api.SystemClock()
	realTimer = time.AfterFunc
)

// Clock is a simulated clock, a session's Clock and its driver.Turns. Whoever steps it
// decides what happens: Step lets what is next in the queue go on until it ends or
// sleeps, Set moves the time, which queues those whose sleep is over. Release lets all go
// on by itself, in real time. Make it with NewClock. It is safe for concurrent use; Step,
// Set and Next are to be called from one goroutine.
type Clock struct {
	mu  sync.Mutex
	now time.Time
	// queue are those who wait for their turn, current has it, sleepers are in the order
	// in which they fell asleep.
	queue    []*turn
	current  *turn
	sleepers []*sleeper
	alarms   []*alarm
	// passed has a value once the current turn is over.
	passed chan struct{}
	// released is closed once the time is real, which it is from since on.
	released chan struct{}
	since    time.Time
}

// turn is somebody who waits for a turn or has it; begun is closed as it begins. since is
// when it could have begun: what goes on takes no time, so who sleeps does it from then
// on, even if the clock was moved meanwhile.
type turn struct {
	begun chan struct{}
	since time.Time
	// first is what is called as it begins; nil is nothing.
	first func()
	// inside is who sleeps in it, as a handler does for a call; nil is nobody.
	inside *sleeper
}

type sleeper struct {
	turn  *turn
	begun chan struct{}
	until time.Time
	// over is closed when the turn has ended without it.
	over chan struct{}
}

// NewClock makes a clock that stands at a moment.
func NewClock(at time.Time) *Clock {
	return &Clock{now: at, passed: make(chan struct{}, 1), released: make(chan struct{})}
}

// Now is the simulated moment.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at()
}

func (c *Clock) at() time.Time {
	if c.live() {
		return c.now.Add(realTime.Now().Sub(c.since))
	}
	return c.now
}

func (c *Clock) live() bool { return !c.since.IsZero() }

// Sleep gives the turn away, and returns in a turn of its own once the clock has been
// moved on by d, or at once with the context's error when that ends. Who has no turn, as
// the one who moves the clock, does not sleep.
func (c *Clock) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil || d <= 0 {
		return err
	}
	c.mu.Lock()
	t := c.current
	if c.live() || t == nil {
		live := c.live()
		c.mu.Unlock()
		if !live {
			return nil
		}
		return realTime.Sleep(ctx, d)
	}
	until := t.since.Add(d)
	t.since = until
	if !until.After(c.now) {
		c.mu.Unlock()
		return nil
	}
	t.begun = make(chan struct{})
	begun := t.begun
	s := &sleeper{turn: t, begun: begun, until: until, over: make(chan struct{})}
	c.sleepers, t.inside = append(c.sleepers, s), s
	c.pass(t)
	c.mu.Unlock()
	if err := c.wait(ctx, t, begun, s.over); err != nil {
		return err
	}
	return realTime.Sleep(ctx, c.left(until))
}

// left is how much real time there is until a moment, nothing before the clock is
// released.
func (c *Clock) left(until time.Time) time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.live() {
		return 0
	}
	return until.Sub(c.at())
}

// Step lets the next in the queue have its turn and waits until that is over. It is false
// when nobody is queued; the error is the context's.
func (c *Clock) Step(ctx context.Context) (bool, error) {
	c.mu.Lock()
	if len(c.queue) == 0 {
		c.mu.Unlock()
		return false, ctx.Err()
	}
	c.current, c.queue = c.queue[0], c.queue[1:]
	close(c.current.begun)
	first := c.current.first
	c.current.first = nil
	c.mu.Unlock()
	if first != nil {
		first()
	}
	select {
	case <-c.passed:
		return true, ctx.Err()
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// Queued says that somebody waits for a turn.
func (c *Clock) Queued() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.queue) > 0
}

// Next is when the first sleep ends; it is false when nobody sleeps.
func (c *Clock) Next() (at time.Time, any bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range c.sleepers {
		if !any || s.until.Before(at) {
			at, any = s.until, true
		}
	}
	for _, a := range c.alarms {
		if c.asleep(a.turn) && a.until.Before(at) {
			at = a.until
		}
	}
	return at, any
}

// Set moves the clock on, never back, and queues those whose sleep is over: the one that
// ends first is first, of those that end at once the one that began first.
func (c *Clock) Set(to time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if to.After(c.now) {
		c.now = to
	}
	c.ring()
	due := func(s *sleeper) bool { return !s.until.After(c.now) }
	var over []*sleeper
	for _, s := range c.sleepers {
		if due(s) {
			over = append(over, s)
		}
	}
	c.sleepers = slices.DeleteFunc(c.sleepers, due)
	slices.SortStableFunc(over, func(a, b *sleeper) int { return a.until.Compare(b.until) })
	for _, s := range over {
		c.enqueue(s.turn)
	}
}

// Release lets everything go on by itself from now on, in real time; Step and Set are not
// to be called any more.
func (c *Clock) Release() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.live() {
		return
	}
	c.since = realTime.Now()
	for _, t := range c.queue {
		close(t.begun)
	}
	for _, s := range c.sleepers {
		close(s.turn.begun)
	}
	for _, a := range c.alarms {
		a.real = realTimer(a.until.Sub(c.now), a.call)
	}
	c.queue, c.sleepers, c.alarms = nil, nil, nil
}
