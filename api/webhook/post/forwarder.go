package post

import (
	"context"
	"fmt"
	"sync"

	"winkterm/api/webhook"
)

// WaitingMost is how many deliveries may wait for a Forwarder.
const WaitingMost = 64

// Outcome is what came of a delivery: an answer, or why there is none.
type Outcome struct {
	Answer
	Err error
}

// Forwarder sends deliveries to an address in their order, one at a time.
type Forwarder struct {
	queue chan forward
	stop  context.CancelFunc
	ended sync.WaitGroup
}

type forward struct {
	post webhook.Post
	done func(Outcome)
}

// NewForwarder begins to forward to an address that CheckAddress has nothing against.
// Close ends it.
func NewForwarder(c *Client, address string) *Forwarder {
	ctx, stop := context.WithCancel(context.Background())
	f := &Forwarder{queue: make(chan forward, WaitingMost), stop: stop}
	f.ended.Go(func() {
		for {
			select {
			case next := <-f.queue:
				answer, err := c.Send(ctx, address, next.post)
				next.done(Outcome{answer, err})
			case <-ctx.Done():
				return
			}
		}
	})
	return f
}

// Forward has a delivery sent and returns at once. Later done is called with what came of
// it, or before Forward returns where too many wait; after Close it may not be called.
func (f *Forwarder) Forward(p webhook.Post, done func(Outcome)) {
	select {
	case f.queue <- forward{p, done}:
	default:
		done(Outcome{Err: fmt.Errorf("not sent, for %d wait to be", WaitingMost)})
	}
}

// Close stops forwarding; what waits is not sent.
func (f *Forwarder) Close() {
	f.stop()
	f.ended.Wait()
}
