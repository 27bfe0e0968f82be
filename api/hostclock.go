package api

import (
	"net/http"
	"strconv"
	"sync/atomic"
	"time"
)

// aheadMin is the least difference of two clocks that counts: a Date header has
// whole seconds, and an answer takes its time.
const aheadMin = 2 * time.Second

// hostClock is how far the host's clock is ahead of this machine's.
type hostClock struct{ ahead atomic.Int64 }

// read takes the Date of an answer that came at now. A proxy's copy of an older
// answer, which has an Age, says nothing.
func (c *hostClock) read(h http.Header, now time.Time) {
	date, err := http.ParseTime(h.Get("Date"))
	if err != nil || h.Get("Age") != "" {
		return
	}
	ahead := date.Sub(now)
	if ahead.Abs() < aheadMin {
		ahead = 0
	}
	c.ahead.Store(int64(ahead))
}

// HostAhead is how far the host's clock is ahead of the client's Clock by the Date of
// the last answer, negative when it is behind. It is 0 before the first answer, where
// answers have no Date, and for less than two seconds, which a Date cannot tell.
//
// What the host dates is to be compared with the host's own time: a token has
// ExpiresAt.Sub(clock.Now().Add(client.HostAhead())) left, and a call that has just
// answered with an ExpiresAt has updated HostAhead before it returned.
func (s Shared) HostAhead() time.Duration {
	return time.Duration(s.transport().hostClock.ahead.Load())
}

// retryAfterMax caps what a server may ask for, so that a wild number cannot
// overflow; a wait as long as that is never made anyway.
const retryAfterMax = 24 * time.Hour

// retryAfter reads the header in both its forms, seconds and a date, which counts
// from the answer's own Date, or from now when it has none; 0 when there is no such
// header or the date is past.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := h.Get("Retry-After")
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		return min(time.Duration(seconds)*time.Second, retryAfterMax)
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	return min(max(at.Sub(now), 0), retryAfterMax)
}
