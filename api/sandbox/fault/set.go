package fault

import (
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"winkterm/api/wire"
)

// Set is what is armed. It is safe for concurrent use.
type Set struct {
	seed       uint64
	operations []string

	// waiting has a bit for each At that something waits for.
	waiting atomic.Uint32

	mu    sync.Mutex // guards what follows
	given uint64     // ids
	armed []*armed   // in arming order
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
	a, err := check(f, s.operations)
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
	s.watch()
	return a.fault, nil
}

// Disarm takes the fault of that id away; it is false when there is none, which is
// so when the fault has triggered for the last time.
func (s *Set) Disarm(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.remove(func(a *armed) bool { return a.fault.ID == id })
}

// Clear disarms everything. Ids go on from where they were.
func (s *Set) Clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remove(func(*armed) bool { return true })
}

// Reset disarms everything and starts over: the same calls as after NewSet give the
// same ids and triggers again.
func (s *Set) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.armed, s.given = nil, 0
	s.watch()
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

// remove takes away what is gone, and is false when nothing is. mu must be held.
func (s *Set) remove(gone func(*armed) bool) bool {
	before := len(s.armed)
	s.armed = slices.DeleteFunc(s.armed, gone)
	s.watch()
	return len(s.armed) < before
}

// watch brings waiting up to date. mu must be held.
func (s *Set) watch() {
	var bits uint32
	for _, a := range s.armed {
		bits |= 1 << a.at
	}
	s.waiting.Store(bits)
}
