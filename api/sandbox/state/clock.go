package state

import (
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
