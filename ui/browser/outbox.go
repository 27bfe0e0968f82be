package browser

import (
	"context"
	"errors"

	"winkterm/flow"
)

// outboxRoom is how many events wait for the terminal before the page keeps what it
// has; there is as much room again for the states of the page, which are few.
const outboxRoom = 256

// errNotSent: the terminal did not take the last events before the page's end.
var errNotSent = errors.New("the terminal did not take all callbacks of the page in the browser")

// outbox hands events on in order, from one goroutine of its own, so that no request
// waits for Config.OnEvent. offer and show must not be called at the same time.
type outbox struct {
	events         chan flow.Event
	closing, ended chan struct{} // nothing is taken any more; nothing is sent any more
	done           chan struct{} // closed once all was sent
}

func newOutbox(send func(flow.Event)) *outbox {
	o := &outbox{
		events: make(chan flow.Event, 2*outboxRoom), closing: make(chan struct{}), ended: make(chan struct{}), done: make(chan struct{}),
	}
	go o.run(send)
	return o
}

func (o *outbox) run(send func(flow.Event)) {
	defer close(o.done)
	for {
		select {
		case <-o.ended:
			return
		default:
		}
		select {
		case e := <-o.events:
			send(e)
		case <-o.closing:
			if len(o.events) == 0 {
				return
			}
		}
	}
}

// offer takes an event if there is room.
func (o *outbox) offer(e flow.Event) bool {
	if len(o.events) >= outboxRoom {
		return false
	}
	return o.put(e)
}

// show takes a state of the page, for which there is always room unless nobody has
// taken any for long.
func (o *outbox) show(e flow.WidgetPage) { o.put(e) }

func (o *outbox) put(e flow.Event) bool {
	select {
	case <-o.closing:
		return false
	default:
	}
	select {
	case o.events <- e:
		return true
	default:
		return false
	}
}

// close waits until all was sent, or gives up what is left when ctx is done.
func (o *outbox) close(ctx context.Context) error {
	close(o.closing)
	select {
	case <-o.done:
		return nil
	case <-ctx.Done():
		close(o.ended)
		return errNotSent
	}
}
