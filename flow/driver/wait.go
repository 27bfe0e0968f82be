package driver

import (
	"context"
	"time"

	"winkterm/flow"
)

// wait holds a request back as long as it must stand, and then until it is its
// turn.
func (c call) wait(r flow.Request) error {
	if err := c.Clock.Sleep(c.ctx, c.delay(r)); err != nil {
		return err
	}
	return c.turn()
}

// delay is how long a request stands before it is made; the next one of its line
// cancels it.
func (c call) delay(r flow.Request) time.Duration {
	switch r := r.(type) {
	case flow.Poll:
		return c.pace().pause(r.Round, r.Wait)
	case flow.SearchProviders:
		return c.pace().Settle
	case flow.CreateUser, flow.FetchToken, flow.OpenSession, flow.LoadAccounts, flow.LoadProvider, flow.LoadProviders,
		flow.LoadLogin, flow.CreateAccount, flow.SubmitMFA, flow.ResendCode, flow.RevokeAccount, flow.DisableMonitor,
		flow.LoadFileTypes, flow.LoadArchives, flow.CreateArchive, flow.DeleteArchive,
		flow.LaunchWidget, flow.RenewWidget:
	}
	return 0
}

// turn waits until the next request may leave.
func (c call) turn() error { return c.queue.wait(c.ctx, c.pace().Spacing) }

// queue lets requests leave one after the other. Who gives up waiting takes no
// time from the others.
type queue struct {
	clock Clock
	// first holds a token while somebody stands at the head; last is theirs.
	first chan struct{}
	last  time.Time
}

func newQueue(clock Clock) queue { return queue{clock: clock, first: make(chan struct{}, 1)} }

// wait returns once spacing has passed since the request before, or with the
// context's error.
func (q *queue) wait(ctx context.Context, spacing time.Duration) error {
	select {
	case q.first <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-q.first }()
	if err := q.clock.Sleep(ctx, q.last.Add(spacing).Sub(q.clock.Now())); err != nil {
		return err
	}
	q.last = q.clock.Now()
	return nil
}
