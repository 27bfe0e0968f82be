package state

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	day     = 24 * time.Hour
	maxDays = 100 * 365
)

// MaxAdvance bounds how far the clock can be moved ahead of what it began with, so
// that no addition overflows and years keep four digits.
const MaxAdvance = maxDays * day

// ParseAdvance reads how far a clock is to be moved: days ("60d"), what Go calls a
// duration ("5h"), or both ("1d12h").
func ParseAdvance(text string) (time.Duration, error) {
	days, rest, ok := strings.Cut(text, "d")
	if !ok {
		return time.ParseDuration(text)
	}
	n, err := strconv.ParseUint(days, 10, 16)
	if err != nil || n > maxDays {
		return 0, fmt.Errorf("at most %d days", maxDays)
	}
	more := time.Duration(0)
	if rest != "" {
		more, err = time.ParseDuration(rest)
	}
	return time.Duration(n)*day + more, err
}

// Clock is where the time of a state comes from.
type Clock struct {
	// Real is the real clock.
	Real func() time.Time
	// Start is when the state's clock begins; the zero time is the real one.
	Start time.Time
	// Frozen has it stand still but for Advance.
	Frozen bool
}

// clock is that and a lead. It never goes back, even when the system's clock is set
// back, because lists are searched by time.
type clock struct {
	Clock
	mu           sync.Mutex
	begun, start time.Time // the real time at the start, and what it counts as
	lead         time.Duration
	last         time.Time
}

// now returns milliseconds in UTC, which is what the wire shows.
func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.start.Add(c.lead)
	if !c.Frozen {
		now = now.Add(c.Real().Round(0).Sub(c.begun)) // without the monotonic time, which a laptop's sleep is not in
	}
	if now = now.UTC().Truncate(time.Millisecond); now.After(c.last) {
		c.last = now
	}
	return c.last
}

// reset begins anew. It is for a state that is empty.
func (c *clock) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lead, c.last, c.begun = 0, time.Time{}, c.Real().Round(0)
	c.start = c.begun
	if !c.Start.IsZero() {
		c.start = c.Start
	}
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
		return c.lead, fmt.Errorf("that is too far: the clock can be moved by %d days in all", maxDays)
	}
	c.lead += d
	return c.lead, nil
}

// catchUp moves the clock to a moment that has been, if it is behind.
func (c *clock) catchUp(at time.Time) error {
	_, err := c.advance(max(0, at.Sub(c.now())))
	return err
}
