package fault

import (
	"slices"
	"strconv"
	"sync"

	"winkterm/api/wire"
)

// Set is what is armed. It is safe for concurrent use.
type Set struct {
	seed       uint64
	operations []string

	mu    sync.Mutex // guards what follows
	given uint64     // ids
	armed []*armed   // in arming order
	spent []wire.Fault
}

// NewSet makes a set in which nothing is armed. The seed decides over chances and
// delays. The operations are those that faults may name, each a method and a path:
// "GET /v1/accounts/{id}". What controls the faults should not be among them, nor
// its requests be moments, or a fault could keep itself from being disarmed.
func NewSet(seed uint64, operations []string) *Set {
	return &Set{seed: seed, operations: slices.Clone(operations)}
}

// Arm arms f behind all others, and gives it with its id and with what it left open
// filled in. An ID and a Triggered that f brings are replaced. It fails with a
// *FieldError.
func (s *Set) Arm(f wire.Fault) (wire.Fault, error) {
	a, err := s.check(f)
	if err != nil {
		return wire.Fault{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.armed) >= MaxArmed {
		return wire.Fault{}, wrong("name", "%d faults are armed already, disarm some first", MaxArmed)
	}
	s.given++
	a.number = s.given
	a.fault.ID = "f-" + strconv.FormatUint(s.given, 10)
	s.armed = append(s.armed, a)
	return a.fault, nil
}

// Disarm takes the fault of that id away; it is false when there is none, which is
// so when the fault has triggered for the last time.
func (s *Set) Disarm(id string) bool {
	return s.remove(func(a *armed) bool { return a.fault.ID == id })
}

// Clear disarms everything. Ids go on from where they were.
func (s *Set) Clear() { s.remove(func(*armed) bool { return true }) }

// remove takes away what is gone, and is false when nothing is.
func (s *Set) remove(gone func(*armed) bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := len(s.armed)
	s.armed = slices.DeleteFunc(s.armed, gone)
	return len(s.armed) < before
}

// Reset disarms everything and starts over: the same calls as after NewSet give the
// same ids and triggers again.
func (s *Set) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.armed, s.spent, s.given = nil, nil, 0
}

// Armed lists what is armed, in the order of arming, with how often it has triggered.
func (s *Set) Armed() []wire.Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]wire.Fault, 0, len(s.armed))
	for _, a := range s.armed {
		list = append(list, a.fault)
	}
	return list
}

// Spent lists the last MaxSpent faults that can never trigger again, in the order
// in which they came to that, with how often they triggered.
func (s *Set) Spent() []wire.Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]wire.Fault{}, s.spent...)
}

// Take gives the faults that trigger at this moment, in the order of arming, and
// counts them: at most one, but for a request, see the package comment. As they
// trigger, Triggered includes this time and Delay is the very wait.
func (s *Set) Take(m Moment) (triggered []wire.Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var filled slot
	left := s.armed[:0]
	for _, a := range s.armed {
		if a.fits(m) {
			a.seen++
			if filled&a.slot == 0 && a.triggers(s.seed) {
				filled |= a.slot
				triggered = append(triggered, a.trigger(s.seed))
			}
		}
		if a.spent() {
			s.spent = append(s.spent, a.fault)
		} else {
			left = append(left, a)
		}
	}
	clear(s.armed[len(left):])
	s.armed, s.spent = left, s.spent[max(0, len(s.spent)-MaxSpent):]
	return triggered
}

// First is Take for every moment but a request: there one fault triggers at most.
func (s *Set) First(m Moment) (wire.Fault, bool) {
	if triggered := s.Take(m); len(triggered) > 0 {
		return triggered[0], true
	}
	return wire.Fault{}, false
}
