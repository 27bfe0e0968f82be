package follow

import (
	"context"
	"sync"
	"time"
)

// Clock is the time that a follower lives by; api.Clock is one.
type Clock interface {
	// Now is the present moment.
	Now() time.Time
	// Sleep returns nil after d, or the context's error as soon as that ends.
	Sleep(ctx context.Context, d time.Duration) error
}

// Gate is what every request passes: one at a time, spaced, and none while the
// host wants to be left alone. It is safe for concurrent use.
//
// It is a Clock as well, for the client that makes the requests. A client sleeps
// before it tries a call again, and by then the host is in trouble or has asked
// for a pause: whoever sleeps on a Gate holds everybody back for as long, and then
// waits for a turn. So tries that are repeated count, and the pace holds for them.
type Gate struct {
	clock   Clock
	spacing time.Duration
	// head holds a token while somebody stands at the head.
	head chan struct{}
	// asked says that a client was told to wait.
	asked chan struct{}

	mu         sync.Mutex
	last, held time.Time
}

// NewGate makes a gate that lets one request through per spacing.
func NewGate(clock Clock, spacing time.Duration) *Gate {
	return &Gate{clock: clock, spacing: spacing, head: make(chan struct{}, 1), asked: make(chan struct{}, 1)}
}

// Now is the present moment.
func (g *Gate) Now() time.Time { return g.clock.Now() }

// Turn returns when the next request may leave, or with the context's error. Who
// gives up waiting takes no time from the others.
func (g *Gate) Turn(ctx context.Context) error {
	select {
	case g.head <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-g.head }()
	for {
		wait := g.claim()
		if wait <= 0 {
			return ctx.Err()
		}
		if err := g.clock.Sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// claim takes the turn, or gives how long it is until then.
func (g *Gate) claim() time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	now, free := g.clock.Now(), g.last.Add(g.spacing)
	if g.held.After(free) {
		free = g.held
	}
	if wait := free.Sub(now); wait > 0 {
		return wait
	}
	g.last = now
	return 0
}

// Hold lets nobody through for d, unless they are held for longer already.
func (g *Gate) Hold(d time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if until := g.clock.Now().Add(d); until.After(g.held) {
		g.held = until
	}
}

// HeldUntil is when the gate opens again; in the past while it is open.
func (g *Gate) HeldUntil() time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.held
}

// Sleep holds everybody back for d and waits for a turn; see Gate.
func (g *Gate) Sleep(ctx context.Context, d time.Duration) error {
	g.Hold(d)
	select {
	case g.asked <- struct{}{}:
	default: // nobody has heard of the one before yet
	}
	return g.Turn(ctx)
}
