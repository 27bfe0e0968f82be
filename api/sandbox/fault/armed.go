package fault

import (
	"math/rand/v2"
	"time"

	"winkterm/api/wire"
)

// At is the kind of moment at which an armed fault can trigger.
type At uint8

// The moments. AtNone is for what cannot wait.
const (
	AtNone      At = iota
	AtRequest      // a request has come, and nothing is done yet
	AtLogin        // credentials have been sent
	AtChallenge    // a code or another second step is about to be asked for
	AtAnswer       // the answer to that has come
	AtResend       // another code is wanted
	AtUpload       // files have been sent
	AtSync         // a monthly sync is due
	AtDelivery     // an event is about to be sent to a webhook
)

var waitsFor = [...]string{
	AtRequest: "the next request", AtLogin: "the next login", AtChallenge: "the next challenge",
	AtAnswer: "the next answer", AtResend: "the next new code", AtUpload: "the next upload", AtSync: "the next monthly sync",
	AtDelivery: "the next delivery",
}

// String says what a fault waits for, empty for AtNone.
func (a At) String() string { return waitsFor[a] }

// Moment is what the sandbox knows of one. What it does not know, or what there is
// not, is empty; a fault that asks for it does not fit then.
type Moment struct {
	At At
	// Operation is the method and path of the request in which it happens, as
	// it was given to NewSet. A monthly sync has none.
	Operation  string
	UserID     string
	ProviderID string
}

// slot is a part of a moment that one fault may have; see the package comment.
type slot uint8

const (
	slotOnly slot = 1 << iota
	slotWait
	slotLimit
)

// armed is a fault that waits, read once.
type armed struct {
	fault           wire.Fault
	number          uint64 // behind "f-" in its id
	at              At
	slot            slot
	delay, delayMax time.Duration
	seen            uint64 // how many moments have fitted
}

// What is drawn for a fault.
const (
	drawTrigger = iota
	drawDelay
)

// fits says whether it is a moment of this fault.
func (a *armed) fits(m Moment) bool {
	when := &a.fault.When
	return a.at == m.At &&
		(when.Operation == "" || when.Operation == m.Operation) &&
		(when.UserID == "" || when.UserID == m.UserID) &&
		(when.ProviderID == "" || when.ProviderID == m.ProviderID)
}

// triggers decides over the moment that was counted last.
func (a *armed) triggers(seed uint64) bool {
	when := &a.fault.When
	if when.Nth > 0 && a.seen != uint64(when.Nth) {
		return false
	}
	return when.Chance == nil || draw(seed, a.number, a.seen, drawTrigger) < *when.Chance
}

// trigger counts it and gives the fault as it triggers: a range of delays has become
// the one that it is.
func (a *armed) trigger(seed uint64) wire.Fault {
	a.fault.Triggered++
	f := a.fault
	if a.delayMax > a.delay {
		share := draw(seed, a.number, a.seen, drawDelay)
		d := a.delay + time.Duration(share*float64(a.delayMax-a.delay))
		f.Delay, f.DelayMax = max(a.delay, d.Truncate(time.Millisecond)).String(), ""
	}
	return f
}

// spent says whether it can never trigger again.
func (a *armed) spent() bool {
	times, nth := a.fault.Times, a.fault.When.Nth
	return times > 0 && a.fault.Triggered >= times || nth > 0 && a.seen >= uint64(nth)
}

// draw gives a number from 0 up to 1, without it, that depends on nothing else.
func draw(seed, number, seen, what uint64) float64 {
	return rand.New(rand.NewPCG(seed^what<<63, number<<40^seen)).Float64()
}
