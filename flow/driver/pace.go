package driver

import (
	"time"

	"winkterm/api/wire"
	"winkterm/flow/poll"
)

// Pace is how often a host is asked. Smile allows about 20 requests a second
// from one address; all lines of a session together take half of that.
type Pace struct {
	// Poll is the pause between two polls of an account, an archive or a user.
	Poll poll.Pause
	// Gap is the pause between two pages of a list.
	Gap time.Duration
	// Debounce is how long a query must stand before the host is asked for it.
	Debounce time.Duration
	// Spacing is the least time between two requests of a session, whatever they
	// are for: a user who keeps a key down must not get the address barred. 0 is
	// for a host on this machine.
	Spacing time.Duration
}

// The paces: a sandbox on this machine, Smile's sandbox, and production, where
// every call may be billed.
var (
	Loopback = Pace{
		Poll: poll.Pause{First: 250 * time.Millisecond, Most: 2 * time.Second}, Debounce: 100 * time.Millisecond,
	}
	Remote = Pace{
		Poll: poll.Pause{First: time.Second, Most: 5 * time.Second}, Debounce: 300 * time.Millisecond,
		Gap: 200 * time.Millisecond, Spacing: 100 * time.Millisecond,
	}
	Production = Pace{
		Poll: poll.Pause{First: 3 * time.Second, Most: 20 * time.Second}, Debounce: 600 * time.Millisecond,
		Gap: 500 * time.Millisecond, Spacing: 100 * time.Millisecond,
	}
)

// pause is how long to wait before a round: nothing before round 0, and never
// less than the host wants.
func (p Pace) pause(round int, wait time.Duration) time.Duration {
	if round <= 0 {
		return wait
	}
	return max(p.Poll.After(round-1), wait)
}

// forMode slows down where calls may be billed.
func (p Pace) forMode(m wire.Mode) Pace {
	if m == wire.ModeProduction {
		return Production
	}
	return p
}
