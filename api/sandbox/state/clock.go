package state

import (
	"container/heap"
	"fmt"
	"sync"
	"time"
)

// MaxAdvance bounds how far the clock can be moved ahead of the real one, so
// that no addition overflows and years keep four digits.
const MaxAdvance = 100 * 365 * 24 * time.Hour

// clock is the real one and a lead. It never goes back, even when the system's
// clock is set back, because lists are searched by time.
type clock struct {
	base func() time.Time
	mu   sync.Mutex
	lead time.Duration
	last time.Time
}

// now returns milliseconds in UTC, which is what the wire shows.
func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.base().Add(c.lead).UTC().Truncate(time.Millisecond)
	if now.After(c.last) {
		c.last = now
	}
	return c.last
}

// reset takes the lead back. It is for a state that is empty again.
func (c *clock) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lead, c.last = 0, time.Time{}
}

// advance moves the clock forward by d, which must not be negative, and returns
// the lead.
func (c *clock) advance(d time.Duration) (time.Duration, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d < 0 {
		return c.lead, fmt.Errorf("the clock only goes forward, %s is negative", d)
	}
	if d > MaxAdvance-c.lead {
		return c.lead, fmt.Errorf("%s is too far: the clock can lead by %s at most", d, MaxAdvance)
	}
	c.lead += d
	return c.lead, nil
}

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
