package state

import (
	"sync"
	"sync/atomic"
	"time"

	"winkterm/api/sandbox/store"
)

// State is one sandbox's state. It is safe for use by many calls at once.
type State struct {
	clock    clock
	seed     seed
	speed    float64
	requests atomic.Uint64

	mu     sync.Mutex // guards all below
	tables []persisted
	timers timers
	set    uint64 // timers, ever
	about  about
	file   *store.Store // nil for a state that is not kept
	batch  store.Batch

	ended, reset func()
	ending       func(*Tx)
}

// New makes an empty state on a clock. speed divides the waits and is not
// negative; 0 makes them nothing.
func New(c Clock, idSeed uint64, speed float64) *State {
	s := &State{clock: clock{Clock: c}, seed: seed(idSeed), speed: speed}
	s.clock.reset()
	return s
}

// Now is the present on the state's clock.
func (s *State) Now() time.Time { return s.clock.now() }

// RequestID is an id for a request that no other one has.
func (s *State) RequestID() string { return s.seed.uuid(s.about.Runs<<40 + s.requests.Add(1)) }

// OnEnd has f called after each End, once the lock is released. It is set before the
// state is used.
func (s *State) OnEnd(f func()) { s.ended = f }

// BeforeEnd has f called at each End while the lock is held, when all is done. It is set
// before the state is used.
func (s *State) BeforeEnd(f func(*Tx)) { s.ending = f }

// OnReset has f called with each Reset, while the lock is held. It is set before the state
// is used.
func (s *State) OnReset(f func()) { s.reset = f }

// Tx is the state while its lock is held.
type Tx struct {
	st *State
	// Now is the moment of the call.
	Now time.Time

	moment  time.Time
	watched []watched
}

// Begin takes the lock and runs the timers that are due. End must follow.
func (s *State) Begin() *Tx {
	s.mu.Lock()
	tx := s.newTx()
	tx.runDue()
	return tx
}

func (s *State) newTx() *Tx {
	now := s.clock.now()
	return &Tx{st: s, Now: now, moment: now}
}

// End hands the changes over to the data file, if there is one, and releases the
// lock. The Tx must not be used any more.
func (tx *Tx) End() {
	tx.end()
	if tx.st.ended != nil {
		tx.st.ended()
	}
}

func (tx *Tx) end() {
	defer tx.st.mu.Unlock()
	tx.runWatches()
	if tx.st.ending != nil {
		tx.st.ending(tx)
	}
	if tx.st.file != nil {
		tx.st.file.Append(&tx.st.batch)
	}
}

// Advance moves the clock forward; the timers run with the next Begin. It fails
// for less than nothing and beyond MaxAdvance.
func (tx *Tx) Advance(d time.Duration) error {
	lead, err := tx.st.clock.advance(d)
	if err != nil {
		return err
	}
	tx.st.about.Lead = lead
	tx.putAbout()
	return nil
}

// Reset empties the state: rows, timers, numbers, the ids of requests and the clock
// begin anew.
func (tx *Tx) Reset() {
	if tx.st.file != nil {
		tx.st.batch.Clear()
	}
	for _, t := range tx.st.tables {
		t.clear()
	}
	tx.st.timers, tx.watched = nil, nil
	if tx.st.reset != nil {
		tx.st.reset()
	}
	tx.st.requests.Store(0)
	tx.st.clock.reset()
	tx.st.about.Lead = 0
	tx.putAbout()
}
