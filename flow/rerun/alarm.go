package rerun

import (
	"slices"
	"time"
)

// alarm ends a sleep within a turn before its time, as a time-out does: its turn begins
// with what it calls.
type alarm struct {
	turn  *turn
	until time.Time
	call  func()
	real  *time.Timer // once the clock is released
}

// asleep says that somebody sleeps in a turn. c.mu is held.
func (c *Clock) asleep(t *turn) bool {
	return slices.ContainsFunc(c.sleepers, func(s *sleeper) bool { return s.turn == t })
}

// AfterFunc calls f after d, if somebody sleeps in the present turn then: the turn goes on
// with f in place of the sleep. stop takes it back. Who has no turn has no alarm.
func (c *Clock) AfterFunc(d time.Duration, f func()) (stop func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.live() {
		timer := realTimer(d, f)
		return func() { timer.Stop() }
	}
	if c.current == nil {
		return func() {}
	}
	a := &alarm{turn: c.current, until: c.current.since.Add(d), call: f}
	c.alarms = append(c.alarms, a)
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.alarms = slices.DeleteFunc(c.alarms, func(other *alarm) bool { return other == a })
		if a.real != nil {
			a.real.Stop()
		}
	}
}

// ring has the turns go on whose alarm comes before the end of the sleep in them. c.mu is
// held.
func (c *Clock) ring() {
	for _, a := range slices.Clone(c.alarms) {
		i := slices.IndexFunc(c.sleepers, func(s *sleeper) bool { return s.turn == a.turn })
		if i < 0 || a.until.After(c.now) || !a.until.Before(c.sleepers[i].until) {
			continue
		}
		c.forget(a.turn)
		a.turn.since, a.turn.begun, a.turn.first = a.until, make(chan struct{}), a.call
		c.enqueue(a.turn)
	}
}
