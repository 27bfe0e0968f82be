package driver

import "context"

// Turns lets one thing at a time go on: calls, and what waits for its time beside them.
// Where it is the session's Clock as well, whoever sleeps gives its turn away.
type Turns interface {
	// Queue takes the next place in the queue. wait returns once its turn has come, or
	// with the context's error; leave ends the turn.
	Queue() (wait func(context.Context) error, leave func())
}

// start does something on a goroutine of its own, in its turn.
func (d *Driver) start(do func()) {
	if d.Turns == nil {
		d.work.Go(do)
		return
	}
	wait, leave := d.Turns.Queue()
	d.work.Go(func() {
		if wait(d.ctx) != nil {
			return
		}
		defer leave()
		do()
	})
}

// handed waits, where there are turns, until all is done that an event brings about.
func (d *Driver) handed() {
	if d.Turns == nil {
		return
	}
	select {
	case <-d.taken:
	case <-d.ctx.Done():
	}
}

// Taken says that all that the last event brings about has been done. It is for whoever
// reads Events, after each one; without Turns it does nothing.
func (d *Driver) Taken() {
	if d.Turns == nil {
		return
	}
	select {
	case d.taken <- struct{}{}:
	case <-d.ctx.Done():
	}
}
