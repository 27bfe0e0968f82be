package poll

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Clock is the time of a session or a follower; api.Clock is one.
type Clock interface {
	// Now is the present moment.
	Now() time.Time
	// Sleep returns nil after d, or the context's error as soon as that ends.
	Sleep(ctx context.Context, d time.Duration) error
}

// Limiter lets one request through at a time, spaced, and none while it is
// suspended. It is safe for concurrent use.
type Limiter struct {
	clock Clock
	// head holds a token while somebody is next; the others queue behind.
	head chan struct{}
	rate *rate.Limiter

	mu        sync.Mutex
	suspended time.Time
}

// NewLimiter makes a limiter that lets one request through per spacing; with a
// spacing of 0 they need not wait.
func NewLimiter(clock Clock, spacing time.Duration) *Limiter {
	return &Limiter{
		clock: clock, head: make(chan struct{}, 1),
		rate: rate.NewLimiter(rate.Every(spacing), 1),
	}
}

// SetSpacing changes the least time between two requests.
func (l *Limiter) SetSpacing(d time.Duration) { l.rate.SetLimitAt(l.clock.Now(), rate.Every(d)) }

// Now is the present moment.
func (l *Limiter) Now() time.Time { return l.clock.Now() }

// Wait returns when the next request may be made, or with the context's error.
// A request that is given up while it waits does not delay the others.
func (l *Limiter) Wait(ctx context.Context) error {
	select {
	case l.head <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-l.head }()
	for {
		wait := l.reserve()
		if wait <= 0 {
			return ctx.Err()
		}
		if err := l.clock.Sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// reserve takes the next request's time if that is now, else it gives how long to
// wait before trying again.
func (l *Limiter) reserve() time.Duration {
	now := l.clock.Now()
	if wait := l.SuspendedUntil().Sub(now); wait > 0 {
		return wait
	}
	r := l.rate.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait <= 0 {
		return 0
	}
	r.CancelAt(now)
	// The rate is a float, and its delays may be a nanosecond short.
	return (wait + time.Microsecond - 1).Truncate(time.Microsecond)
}

// Suspend lets no request through for d, unless none is let through for longer
// already.
func (l *Limiter) Suspend(d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if until := l.clock.Now().Add(d); until.After(l.suspended) {
		l.suspended = until
	}
}

// SuspendedUntil is when requests are let through again; in the past while they
// are.
func (l *Limiter) SuspendedUntil() time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.suspended
}
