// Package delivery makes of events what webhooks get: which webhook wants which event, the
// body with what is read off the source's data.
//
// # When
//
// An Outbox follows the log of events. What each event was to whoever wants it is put into
// a queue in the Tx in which it is added, with no more than what its body is made from,
// and handed over in that order after the end of the Tx, so before the call that caused or
// found it is answered. What Receive gets passes the faults of webhooks first; what is late
// or out of order comes by a timer of the state. A body is made when it is asked for. With
// nobody to deliver to nothing is done.
//
// # Over HTTP
//
// Each event is given to Send with each webhook that wants it, within the Tx: package
// sender adds a row for it in the same batch, and makes the body anew by Body from the
// event's row and from its source as of the event's moment, for the data are a pure
// function of both.
//
// # What it must not do
//
// It calls nobody, and holds no lock of the state while it hands over.
package delivery
