package fault

import (
	"math/rand/v2"
	"time"

	"winkterm/api/wire"
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
