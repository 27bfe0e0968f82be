package delivery

import (
	"slices"
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/state"
	"winkterm/api/webhook"
	"winkterm/api/wire"
)

// Overdue is how long one that comes out of order waits for the next one, by the sandbox's
// clock, before it comes alone.
const Overdue = time.Minute

// Seal is the POST of a body, signed with a webhook's secret, as a fault has it that
// changes what is sent; any other name leaves it as it should be. At is the caller's.
func Seal(secret wire.Secret, body []byte, name wire.FaultName) webhook.Post {
	if name == fault.BadSign {
		secret = "not " + secret
	}
	p := webhook.Post{Body: body}
	if name != fault.Unsigned {
		p.Signature = webhook.Sign(secret, body)
	}
	if name == fault.BodyCut {
		p.Body = body[:len(body)/2]
	}
	return p
}

// receive queues what Receive gets of an event that has met a fault, if any, and what has
// waited for it.
func (o *Outbox) receive(tx *state.Tx, d Delivery, f wire.Fault) {
	post := func(tx *state.Tx) {
		at := tx.Moment()
		d.post = func() webhook.Post {
			p := Seal(o.Secret, d.Body(), f.Name)
			p.At = at
			return p
		}
		o.enqueue(d)
	}
	if f.Name == fault.Missing {
		return
	}
	if f.Name == fault.Late {
		tx.At(tx.Moment().Add(fault.Delay(f)), func(tx *state.Tx, _ time.Time) { post(tx) })
		return
	}
	if f.Name == fault.OutOfOrder {
		o.hold(tx, &post)
		return
	}
	if post(tx); f.Name == fault.Duplicate {
		post(tx)
	}
	for _, held := range o.held {
		(*held)(tx)
	}
	o.held = nil
}

// hold keeps a post until the next one, or until it is Overdue.
func (o *Outbox) hold(tx *state.Tx, post *func(*state.Tx)) {
	o.held = append(o.held, post)
	tx.At(tx.Moment().Add(Overdue), func(tx *state.Tx, _ time.Time) {
		if i := slices.Index(o.held, post); i >= 0 {
			o.held = slices.Delete(o.held, i, i+1)
			(*post)(tx)
		}
	})
}

// Reset forgets what waits for the next event.
func (o *Outbox) Reset() { o.held = nil }
