package browser

import (
	"context"
	"errors"
	"sync"

	"winkterm/flow"
)

// outboxRoom is how many events wait for the terminal at most; then the page
// keeps what it has.
const outboxRoom = 256

// errUntold: the terminal did not take the last events before the page's end.
var errUntold = errors.New("the terminal did not take all that the page in the browser told")

// outbox hands events on in order, from one goroutine of its own, so that nobody
// who has something to tell waits for the one who listens.
type outbox struct {
	tell func(flow.Event)
	done chan struct{} // closed once all was told

	mu     sync.Mutex
	come   sync.Cond
	queue  []flow.Event
	closed bool
}

func newOutbox(tell func(flow.Event)) *outbox {
	o := &outbox{tell: tell, done: make(chan struct{})}
	o.come.L = &o.mu
	go o.run()
	return o
}

func (o *outbox) run() {
	defer close(o.done)
	for {
		e, ok := o.next()
		if !ok {
			return
		}
		o.tell(e)
	}
}

// next waits for an event; there is none after close.
func (o *outbox) next() (flow.Event, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for len(o.queue) == 0 && !o.closed {
		o.come.Wait()
	}
	if len(o.queue) == 0 {
		return nil, false
	}
	e := o.queue[0]
	o.queue = o.queue[1:]
	return e, true
}

// offer takes an event if there is room.
func (o *outbox) offer(e flow.Event) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed || len(o.queue) >= outboxRoom {
		return false
	}
	o.put(e)
	return true
}

// show takes a state of the page. Without room it takes the place of a state
// that nobody has heard of yet.
func (o *outbox) show(e flow.WidgetPage) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if n := len(o.queue); n >= outboxRoom {
		if _, page := o.queue[n-1].(flow.WidgetPage); page {
			o.queue[n-1] = e
			return
		}
	}
	o.put(e)
}

func (o *outbox) put(e flow.Event) {
	o.queue = append(o.queue, e)
	o.come.Signal()
}

// close waits until all was told, or gives up what is left when ctx is done.
func (o *outbox) close(ctx context.Context) error {
	o.mu.Lock()
	o.closed = true
	o.come.Signal()
	o.mu.Unlock()
	select {
	case <-o.done:
		return nil
	case <-ctx.Done():
		o.mu.Lock()
		defer o.mu.Unlock()
		o.queue = nil
		return errUntold
	}
}
