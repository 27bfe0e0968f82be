package suite

import (
	"cmp"
	"maps"
	"slices"
	"sync"
	"time"

	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/scenario/suite"
)

// Board is what is known of a run. It is safe for concurrent use.
type Board struct {
	now     func() time.Time
	changed chan struct{} // has something while what is known is not drawn

	mu      sync.Mutex
	known   known
	ongoing map[played]*ongoing
}

// known is what is drawn.
type known struct {
	total, done int
	counts      map[play.Verdict]int
	failures    []suite.Event // without their records
	running     []ongoing     // those that began first come first
	over        bool
}

// played is an attempt at the scenario that begins at a place.
type played struct {
	at      spec.Pos
	attempt int
}

// ongoing is a scenario that is being played.
type ongoing struct {
	number     int
	name, step string
	began      time.Time
}

// NewBoard makes the board of a run of so many plays, 0 for one without an end, by the
// clock that now gives.
func NewBoard(total int, now func() time.Time) *Board {
	return &Board{
		now: now, changed: make(chan struct{}, 1), ongoing: map[played]*ongoing{},
		known: known{total: total, counts: map[play.Verdict]int{}},
	}
}

// Observe takes an event of the run.
func (b *Board) Observe(e suite.Event) {
	b.change(func(k *known) {
		at := played{e.Scenario.Pos, e.Attempt}
		if e.Outcome == nil {
			b.ongoing[at] = &ongoing{number: e.Number, name: e.Scenario.Name, began: b.now()}
			return
		}
		delete(b.ongoing, at)
		k.done++
		k.counts[e.Outcome.Verdict]++
		if v := e.Outcome.Verdict; v != play.Passed && v != play.Skipped {
			o := *e.Outcome
			o.Records, o.Events, e.Outcome = nil, nil, &o
			k.failures = append(k.failures, e)
		}
	})
}

// Step says at which step the scenario is that begins at a place.
func (b *Board) Step(at spec.Pos, attempt int, step string) {
	b.change(func(*known) {
		if o := b.ongoing[played{at, attempt}]; o != nil {
			o.step = step
		}
	})
}

// End says that the run is over.
func (b *Board) End() { b.change(func(k *known) { k.over = true }) }

func (b *Board) change(by func(*known)) {
	b.mu.Lock()
	by(&b.known)
	b.mu.Unlock()
	select {
	case b.changed <- struct{}{}:
	default:
	}
}

// snapshot is what is known now.
func (b *Board) snapshot() known {
	b.mu.Lock()
	defer b.mu.Unlock()
	k := b.known
	k.counts, k.failures = maps.Clone(k.counts), slices.Clone(k.failures)
	for _, o := range b.ongoing {
		k.running = append(k.running, *o)
	}
	slices.SortFunc(k.running, func(x, y ongoing) int { return cmp.Compare(x.number, y.number) })
	return k
}
