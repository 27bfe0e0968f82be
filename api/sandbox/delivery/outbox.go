package delivery

import (
	"encoding/json"
	"fmt"
	"iter"
	"sync"
	"sync/atomic"
	"time"

	"winkterm/api/sandbox/data"
	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/state"
	"winkterm/api/webhook"
	"winkterm/api/wire"
)

// Delivery is an event on its way to a webhook. It may be kept and read at any time.
type Delivery struct {
	// WebhookID is whose it is; empty for who listens in the process to all events, and
	// gets them as a webhook with includePayload would.
	WebhookID string
	// ID is the event's, the same for all webhooks, and the same again when it is
	// delivered twice.
	ID        string
	Type      wire.WebhookEventType
	CreatedAt time.Time
	// UserID is whose event it is.
	UserID string

	secret wire.Secret
	body   func() []byte
	post   func() webhook.Post // for Receive; nil for Deliver
}

// Body is what is posted, JSON of a wire.Event. It is made when it is first asked for,
// has personal data in clear, and must not be changed.
func (d Delivery) Body() []byte { return d.body() }

// Signature is the Smile-Signature of the Body, empty without a webhook.
func (d Delivery) Signature() string {
	if d.WebhookID == "" {
		return ""
	}
	return webhook.Sign(d.secret, d.Body())
}

// Reader reads of the state what deliveries are made of.
type Reader interface {
	Webhooks(tx *state.Tx) iter.Seq[wire.Webhook]
	// Source is an account or archive as of the Tx's Moment, false when it has no data.
	Source(tx *state.Tx, id string) (data.Source, bool)
	// SessionPayload finds what a user has shared in a session that began at a moment; the
	// function that it returns needs no Tx.
	SessionPayload(tx *state.Tx, session *wire.UserSession, since time.Time) func() wire.UserPayload
	// Cursor goes on with a payload's list behind an item.
	Cursor(kind wire.Datapoint, lastID string) string
}

// Outbox makes deliveries of events, in the order of these. Its fields are set before
// anything is served.
type Outbox struct {
	// Deliver gets them, one at a time; nil gets none.
	Deliver func(Delivery)
	// Receive gets what a webhook of all events would be posted, signed with Secret, as
	// Faults have it; nil gets none.
	Receive func(webhook.Post)
	Secret  wire.Secret
	Faults  *fault.Set
	// Send gets each event with each webhook that wants it, within the Tx; nil gets none.
	Send   func(*state.Tx, wire.Webhook, *event.Event)
	Reader Reader

	held []*func(*state.Tx) // posts for Receive that come after the next; guarded by the Tx

	open    atomic.Int64 // deliveries that were not handed over
	mu      sync.Mutex   // guards queue
	queue   []Delivery
	handing sync.Mutex // who has it hands over; guards spare
	spare   []Delivery // the next queue, empty
}

// Add queues the deliveries of an event. It is a follower of the log.
func (o *Outbox) Add(tx *state.Tx, e *event.Event) {
	if o.Send != nil {
		for w := range o.Reader.Webhooks(tx) {
			if Wants(w, e.Type) {
				o.Send(tx, w, e)
			}
		}
	}
	if o.Deliver == nil && o.Receive == nil {
		return
	}
	d := Delivery{ID: e.ID, Type: e.Type, CreatedAt: e.CreatedAt, UserID: e.UserID, body: o.Body(tx, e, true)}
	if o.Deliver != nil {
		o.deliver(tx, e, d)
	}
	met, _ := o.Faults.First(fault.Moment{At: fault.AtDelivery, UserID: d.UserID})
	if o.Receive != nil {
		o.receive(tx, d, met)
	}
}

// deliver queues what Deliver gets of an event: d, and a delivery for each webhook.
func (o *Outbox) deliver(tx *state.Tx, e *event.Event, d Delivery) {
	list := []Delivery{d}
	full, plain := d.body, (func() []byte)(nil)
	for w := range o.Reader.Webhooks(tx) {
		if !Wants(w, e.Type) {
			continue
		}
		if d.body = full; !w.IncludePayload {
			if plain == nil {
				plain = o.Body(tx, e, false)
			}
			d.body = plain
		}
		d.WebhookID, d.secret = w.ID, w.Secret
		list = append(list, d)
	}
	o.enqueue(list...)
}

func (o *Outbox) enqueue(list ...Delivery) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.queue = append(o.queue, list...)
	o.open.Add(int64(len(list)))
}

// Flush hands over all that was queued before it. It is called while no lock of the
// state is held.
func (o *Outbox) Flush() {
	if o.open.Load() == 0 {
		return
	}
	o.handing.Lock() // also while another call hands over what was this one's
	defer o.handing.Unlock()
	o.mu.Lock()
	queue := o.queue
	o.queue, o.spare = o.spare, nil
	o.mu.Unlock()
	for _, d := range queue {
		if d.post != nil {
			o.Receive(d.post())
		} else {
			o.Deliver(d)
		}
	}
	o.open.Add(-int64(len(queue)))
	clear(queue)
	o.spare = queue[:0]
}

// Body finds what an event's body is made of, as of the Tx's Moment. The function that it
// returns makes it when it is first asked for, once for all, and needs no Tx.
func (o *Outbox) Body(tx *state.Tx, e *event.Event, payload bool) func() []byte {
	fill := o.content(tx, e, payload)
	return sync.OnceValue(func() []byte {
		out := wire.Event{ID: e.ID, Version: 1, Type: e.Type, CreatedAt: e.CreatedAt, Data: e.Data}
		fill(&out.Data)
		body, err := json.Marshal(out)
		if err != nil { // plain data of our own
			panic(fmt.Sprintf("sandbox: %s cannot be written: %v", e.Type, err))
		}
		return body
	})
}
