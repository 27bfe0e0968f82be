package follow

import (
	"time"

	"winkterm/flow/poll"
)

// Pace is how often a host is asked.
type Pace struct {
	// Spacing is the least time between two requests, whatever they are for.
	Spacing time.Duration
	// Abreast is how many polls may be under way at once, so that one that hangs
	// does not stop all.
	Abreast int
	// Open is the pause between two polls of a user with something open, Quiet at
	// any other. A pause grows by half with every poll that finds nothing new.
	Open, Quiet poll.Pause
	// Users is the pause between two polls of the list of users.
	Users time.Duration
	// Back is the pause of everybody after a failure, and grows with each.
	Back poll.Pause
}

// The paces: a sandbox on this machine, Smile's sandbox, and production, where
// every call may be billed. Smile allows about 20 requests a second from one address,
// which others may share: a follower takes a quarter of it.
var (
	Loopback = Pace{
		Spacing: 70 * time.Millisecond, Abreast: 2,
		Open:  poll.Pause{First: 250 * time.Millisecond, Most: time.Second},
		Quiet: poll.Pause{First: 500 * time.Millisecond, Most: 3 * time.Second},
		Users: time.Second, Back: poll.Pause{First: 500 * time.Millisecond, Most: 5 * time.Second},
	}
	Remote = Pace{
		Spacing: 200 * time.Millisecond, Abreast: 2,
		Open:  poll.Pause{First: time.Second, Most: 5 * time.Second},
		Quiet: poll.Pause{First: 4 * time.Second, Most: 30 * time.Second},
		Users: 10 * time.Second, Back: poll.Pause{First: time.Second, Most: 30 * time.Second},
	}
	Production = Pace{
		Spacing: 500 * time.Millisecond, Abreast: 2,
		Open:  poll.Pause{First: 3 * time.Second, Most: 20 * time.Second},
		Quiet: poll.Pause{First: 15 * time.Second, Most: 2 * time.Minute},
		Users: 30 * time.Second, Back: poll.Pause{First: 3 * time.Second, Most: time.Minute},
	}
)
