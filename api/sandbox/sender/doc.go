// Package sender posts events to webhooks over HTTP.
//
// # What waits
//
// What a webhook is to get is a row of a table, added in the batch of its event and dropped
// once it was delivered, or has failed for good; so it survives a kill, and an event may
// come twice but is not lost. While WaitingMost wait, what comes has failed at once. A body
// is made of the row's event when it is first sent, as the data were at the moment of the
// event.
//
// # Who sends
//
// A webhook with something due has one goroutine, which sends one row after the other and
// ends when nothing is due, so no webhook waits for another, and no call of the sandbox for
// any. A row that has failed waits for its next attempt, by the clock of the state, and
// those behind it wait with it; one that a fault has set aside holds up nobody. An alarm
// begins a Tx at the moment at which the next timer of the state is due, so that the clock
// alone brings events about; it is set only while somebody is to hear of them, and in real
// time alone.
//
// # What it must not do
//
// It sends nothing to an address that is not loopback unless Anywhere is set: neither as
// the address is written, nor as its name is resolved, nor by redirects, none of which is
// followed, nor by a proxy. It sends nothing while the lock of the state is held.
package sender
