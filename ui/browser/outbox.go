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

// errNotSent: the terminal did not take the last events before the page's end.
var errNotSent = errors.New("the terminal did not take all callbacks of the page in the browser")

// outbox hands events on in order, from one goroutine of its own, so that no
// request waits for Config.OnEvent.
type outbox struct {
	send func(flow.Event)
	done chan struct{} // closed once all was sent

	mu     sync.Mutex
	ready  sync.Cond
	queue  []flow.Event
	closed bool
}

func newOutbox(send func(flow.Event)) *outbox {
	o := &outbox{send: send, done: make(chan struct{})}
	o.ready.L = &o.mu
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
		o.send(e)
	}
}

// next waits for an event; there is none after close.
func (o *outbox) next() (flow.Event, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for len(o.queue) == 0 && !o.closed {
		o.ready.Wait()
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
	o.ready.Signal()
}

// close waits until all was sent, or gives up what is left when ctx is done.
func (o *outbox) close(ctx context.Context) error {
	o.mu.Lock()
	o.closed = true
	o.ready.Signal()
	o.mu.Unlock()
	select {
	case <-o.done:
		return nil
	case <-ctx.Done():
		o.mu.Lock()
		defer o.mu.Unlock()
		o.queue = nil
		return errNotSent
	}
}
