package state

import (
	"cmp"
	"container/heap"
	"time"
)

// timer is something that is to happen without a call. n is the order in which timers
// were set.
type timer struct {
	at  time.Time
	n   uint64
	run func(tx *Tx, at time.Time)
}

// timers is a heap of them: the one that is due first is the first.
type timers []timer

func (q timers) Len() int      { return len(q) }
func (q timers) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *timers) Push(t any)   { *q = append(*q, t.(timer)) } //nolint:errcheck,forcetypeassert // a heap of timers
func (q timers) Less(i, j int) bool {
	return cmp.Or(q[i].at.Compare(q[j].at), cmp.Compare(q[i].n, q[j].n)) < 0
}

func (q *timers) Pop() any {
	last := len(*q) - 1
	t := (*q)[last]
	(*q)[last] = timer{}
	*q = (*q)[:last]
	return t
}

// At has run called once the clock has come to a moment, which it is given. Its
// Tx is that of whoever comes first after that, with the present as its Now. What
// it is about may have changed meanwhile, so run must see for itself whether
// anything is due. Timers are not written to the data file.
func (tx *Tx) At(moment time.Time, run func(tx *Tx, at time.Time)) {
	tx.st.set++
	heap.Push(&tx.st.timers, timer{moment, tx.st.set, run})
}

// Due is when the first timer is; it is false when there is none.
func (tx *Tx) Due() (at time.Time, some bool) {
	if len(tx.st.timers) == 0 {
		return time.Time{}, false
	}
	return tx.st.timers[0].at, true
}

// AsOf is the Tx with another Moment, to read what was at that time. Nothing may be changed
// by it.
func (tx *Tx) AsOf(moment time.Time) *Tx { return &Tx{st: tx.st, Now: tx.Now, moment: moment} }

// Moment is when what happens now does: that of the timer that runs, otherwise Now.
func (tx *Tx) Moment() time.Time { return tx.moment }

// runDue runs what is due, each at its own moment; one may schedule another.
func (tx *Tx) runDue() {
	for len(tx.st.timers) > 0 && !tx.st.timers[0].at.After(tx.Now) {
		next := heap.Pop(&tx.st.timers).(timer) //nolint:errcheck,forcetypeassert // a heap of timers
		tx.moment = next.at
		next.run(tx, next.at)
		tx.runWatches()
	}
	tx.moment = tx.Now
}

// watched is a row that was changed, and what is to be done about it.
type watched struct {
	row  *Entry
	note func(*Tx)
}

// Watch has note called for every row that a call or a timer has added or changed: once
// each, in the order in which they were first, when all of it is done, at its Moment.
// There is one note for a table.
func (t *Table[T]) Watch(note func(*Tx, T)) { t.note = note }

func (t *Table[T]) watch(tx *Tx, row T) {
	if t.note == nil {
		return
	}
	for _, w := range tx.watched {
		if w.row == row.Meta() {
			return
		}
	}
	tx.watched = append(tx.watched, watched{row.Meta(), func(tx *Tx) { t.note(tx, row) }})
}

func (tx *Tx) runWatches() {
	for len(tx.watched) > 0 {
		next := tx.watched[0]
		tx.watched = tx.watched[1:]
		next.note(tx)
	}
}
