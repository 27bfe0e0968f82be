package web

import (
	"net"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limiter counts the requests of each address against a rate. Its zero value is
// ready.
type Limiter struct {
	mu sync.Mutex
	of map[string]*rate.Limiter
}

// countedAddresses bounds how many addresses are counted; beyond that the counting
// begins anew.
const countedAddresses = 1000

// Allow counts a call against a rate, in requests a second, and refuses one that
// comes too soon.
func (l *Limiter) Allow(c *Call, perSecond int, now time.Time) error {
	host, _, err := net.SplitHostPort(c.R.RemoteAddr)
	if err != nil {
		host = c.R.RemoteAddr
	}
	if !l.allow(host, perSecond, now) {
		return TooMany("too many requests a second from this address", time.Second)
	}
	return nil
}

func (l *Limiter) allow(host string, perSecond int, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	known := l.of[host]
	if known == nil || known.Burst() != perSecond {
		if known == nil && len(l.of) >= countedAddresses || l.of == nil {
			l.of = map[string]*rate.Limiter{}
		}
		known = rate.NewLimiter(rate.Limit(perSecond), perSecond)
		l.of[host] = known
	}
	return known.AllowN(now, 1)
}
