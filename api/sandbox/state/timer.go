package state

import (
	"container/heap"
	"time"
)

// timers is the queue of what is to happen without a call, in order of time.
type timers []timer

type timer struct {
	at  time.Time
	run func(tx *Tx, at time.Time)
}

func (q timers) Len() int           { return len(q) }
func (q timers) Less(i, j int) bool { return q[i].at.Before(q[j].at) }
func (q timers) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *timers) Push(x any)        { *q = append(*q, x.(timer)) } //nolint:errcheck // heap pushes what At gave it

// Pop returns the last one, as package heap wants it.
func (q *timers) Pop() any {
	last := (*q)[len(*q)-1]
	(*q)[len(*q)-1] = timer{}
	*q = (*q)[:len(*q)-1]
	return last
}

// At has run called once the clock has come to a moment, which it is given. Its
// Tx is that of whoever comes first after that, with the present as its Now. What
// it is about may have changed meanwhile, so run must see for itself whether
// anything is due. Timers are not written to the data file.
func (tx *Tx) At(moment time.Time, run func(tx *Tx, at time.Time)) {
	heap.Push(&tx.st.timers, timer{moment, run})
}

// runDue runs what is due, each at its own moment; one may schedule another.
func (tx *Tx) runDue() {
	for q := &tx.st.timers; len(*q) > 0 && !(*q)[0].at.After(tx.Now); {
		next := heap.Pop(q).(timer) //nolint:errcheck // see Push
		next.run(tx, next.at)
	}
}
