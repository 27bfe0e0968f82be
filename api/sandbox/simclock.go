package sandbox

import (
	"fmt"
	"sync"
	"time"
)

// maxAdvance bounds how far the clock can be moved ahead of the real one, so
// that no addition overflows and years keep four digits.
const maxAdvance = 100 * 365 * 24 * time.Hour

// simClock is the sandbox's clock: the real one and a lead. It never goes back,
// even when the system's clock is set back, because lists are searched by time.
type simClock struct {
	base Clock
	mu   sync.Mutex
	lead time.Duration
	last time.Time
}

// Now gives milliseconds in UTC, which is what the wire shows.
func (c *simClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.base.Now().Add(c.lead).UTC().Truncate(time.Millisecond)
	if now.After(c.last) {
		c.last = now
	}
	return c.last
}

// reset takes the lead back. It is for a state that is empty again.
func (c *simClock) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lead, c.last = 0, time.Time{}
}

// ahead gives the lead.
func (c *simClock) ahead() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.lead
}

// advance moves the clock forward by d, which must not be negative.
func (c *simClock) advance(d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d < 0 {
		return fmt.Errorf("the clock only goes forward, %s is negative", d)
	}
	if d > maxAdvance-c.lead {
		return fmt.Errorf("%s is too far: the clock can lead by %s at most", d, maxAdvance)
	}
	c.lead += d
	return nil
}
