// Package delivery makes of events what webhooks get: which webhook wants which event, the
// body with what is read off the source's data.
//
// # When
//
// An Outbox follows the log of events. What each event was to whoever wants it is put into
// a queue in the Tx in which it is added, with no more than what its body is made from,
// and handed over in that order after the end of the Tx, so before the call that caused or
// found it is answered. What Receive gets passes the faults of webhooks first; what is late
// or out of order comes by a timer of the state. A body is made when it is asked for. With nobody to deliver to
// nothing is done.
//
// # Over HTTP
//
// Deliveries over HTTP, with their attempts, are one more who gets what the outbox hands
// over: one queue for each WebhookID, filled in Deliver, which must not wait. For them to
// survive a kill they want a table with a row for each webhook and event that was not
// delivered, added where the outbox queues it, in the same batch as the event, and
// dropped once it was; a body is made anew from the event's row and from its source as of
// the event's moment, for the data are a pure function of both.
//
// # What it must not do
//
// It calls nobody, and holds no lock of the state while it hands over.
package delivery
