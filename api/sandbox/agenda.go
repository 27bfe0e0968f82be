package sandbox

import (
	"container/heap"
	"time"
)

// agenda is what is to happen without a call, in order of time. Nothing runs in
// the background: whoever takes the state's lock first lets happen what is due.
type agenda []appointment

// appointment is one of them. What it is about may have changed meanwhile, so
// wake looks for itself whether anything is due.
type appointment struct {
	at   time.Time
	wake func(at time.Time)
}

func (a agenda) Len() int           { return len(a) }
func (a agenda) Less(i, j int) bool { return a[i].at.Before(a[j].at) }
func (a agenda) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)        { *a = append(*a, x.(appointment)) } //nolint:errcheck // heap pushes what schedule gave it

// Pop gives the last one, as package heap wants it.
func (a *agenda) Pop() any {
	last := (*a)[len(*a)-1]
	(*a)[len(*a)-1] = appointment{}
	*a = (*a)[:len(*a)-1]
	return last
}

// schedule has wake called once the clock has come to a moment.
func (a *agenda) schedule(at time.Time, wake func(time.Time)) {
	heap.Push(a, appointment{at, wake})
}

// catchUp lets happen what is due, each at its own moment. What wakes may
// schedule more.
func (a *agenda) catchUp(now time.Time) {
	for len(*a) > 0 && !(*a)[0].at.After(now) {
		next := heap.Pop(a).(appointment) //nolint:errcheck // see Push
		next.wake(next.at)
	}
}
