package driver

import (
	"math"
	"time"

	"winkterm/api/wire"
)

// Pace is how often a host is asked. Smile allows about 20 requests a second
// from one address; all lines of a session together take half of that.
type Pace struct {
	// First is the pause before the second look at an account; each further one
	// is half as long again, up to Most.
	First, Most time.Duration
	// Gap is the pause between two pages of a list.
	Gap time.Duration
	// Settle is how long a query must stand before the host is asked for it.
	Settle time.Duration
	// Spacing is the least time between two requests of a session, whatever they
	// are for: a user who keeps a key down must not get the address barred. 0 is
	// for a host on this machine.
	Spacing time.Duration
}

// The paces: a sandbox on this machine, Smile's sandbox, and production, where
// every call is billed.
var (
	Loopback   = Pace{First: 250 * time.Millisecond, Most: 2 * time.Second, Settle: 100 * time.Millisecond}
	Remote     = Pace{First: time.Second, Most: 5 * time.Second, Gap: 200 * time.Millisecond, Settle: 300 * time.Millisecond, Spacing: 100 * time.Millisecond}
	Production = Pace{First: 3 * time.Second, Most: 20 * time.Second, Gap: 500 * time.Millisecond, Settle: 600 * time.Millisecond, Spacing: 100 * time.Millisecond}
)

// growthMax is the round after which a pause grows no further: by then every
// pause is at Most, and the power must not overflow.
const growthMax = 100

// pause is how long to wait before a round: nothing before round 0, and never
// less than the host wants.
func (p Pace) pause(round int, wait time.Duration) time.Duration {
	if round <= 0 {
		return wait
	}
	grown := float64(p.First) * math.Pow(1.5, float64(min(round-1, growthMax)))
	if grown >= float64(p.Most) {
		return max(p.Most, wait)
	}
	return max(time.Duration(grown), wait)
}

// forMode slows down where calls are billed.
func (p Pace) forMode(m wire.Mode) Pace {
	if m == wire.ModeProduction {
		return Production
	}
	return p
}
