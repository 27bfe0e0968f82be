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
	of map[string]*counter
}

// counter is of one address.
type counter struct {
	*rate.Limiter
	last time.Time
}

// countedAddresses bounds how many addresses are counted; the one that was quiet
// for longest is forgotten first.
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
	if l.of == nil {
		l.of = map[string]*counter{}
	}
	known := l.of[host]
	if known == nil || known.Burst() != perSecond {
		l.makeRoom()
		known = &counter{Limiter: rate.NewLimiter(rate.Limit(perSecond), perSecond)}
		l.of[host] = known
	}
	known.last = now
	return known.AllowN(now, 1)
}

func (l *Limiter) makeRoom() {
	if len(l.of) < countedAddresses {
		return
	}
	quietest := ""
	for host, x := range l.of {
		if quietest == "" || x.last.Before(l.of[quietest].last) {
			quietest = host
		}
	}
	delete(l.of, quietest)
}
