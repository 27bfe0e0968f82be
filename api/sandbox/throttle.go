package sandbox

import (
	"net"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// throttle counts the requests of each address against a rate.
type throttle struct {
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

// allowed counts a request of an address against a rate, in requests a second.
func (s *Server) allowed(c *call, perSecond int) bool {
	host, _, err := net.SplitHostPort(c.r.RemoteAddr)
	if err != nil {
		host = c.r.RemoteAddr
	}
	return s.throttle.allow(host, perSecond, s.cfg.Clock.Now())
}

func (l *throttle) allow(host string, perSecond int, now time.Time) bool {
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

func (l *throttle) makeRoom() {
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
