package follow

import (
	"math"
	"time"
)

// Pace is how often a host is asked.
type Pace struct {
	// Spacing is the least time between two requests, whatever they are for.
	Spacing time.Duration
	// Abreast is how many looks may be under way at once, so that one that hangs
	// does not stop all.
	Abreast int
	// Open is the pause between two looks at a user with something open, Quiet at
	// any other. A pause grows by half with every look that finds nothing new.
	Open, Quiet Pause
	// Users is the pause between two looks at the list of users.
	Users time.Duration
	// Back is the pause of everybody after a failure, and grows with each.
	Back Pause
}

// Pause is a time that grows from First to Most.
type Pause struct{ First, Most time.Duration }

// The paces: a sandbox on this machine, Smile's sandbox, and production, where
// every call is billed. Smile allows about 20 requests a second from one address,
// which others may share: a follower takes a quarter of it.
var (
	Loopback = Pace{
		Spacing: 70 * time.Millisecond, Abreast: 2,
		Open:  Pause{250 * time.Millisecond, time.Second},
		Quiet: Pause{500 * time.Millisecond, 3 * time.Second},
		Users: time.Second, Back: Pause{500 * time.Millisecond, 5 * time.Second},
	}
	Remote = Pace{
		Spacing: 200 * time.Millisecond, Abreast: 2,
		Open:  Pause{time.Second, 5 * time.Second},
		Quiet: Pause{4 * time.Second, 30 * time.Second},
		Users: 10 * time.Second, Back: Pause{time.Second, 30 * time.Second},
	}
	Production = Pace{
		Spacing: 500 * time.Millisecond, Abreast: 2,
		Open:  Pause{3 * time.Second, 20 * time.Second},
		Quiet: Pause{15 * time.Second, 2 * time.Minute},
		Users: 30 * time.Second, Back: Pause{3 * time.Second, time.Minute},
	}
)

// growthMax is the round after which nothing grows further: by then every pause is
// at its most, and the power must not overflow.
const growthMax = 100

// after is the pause after so many rounds that were alike.
func (p Pause) after(rounds int) time.Duration {
	grown := float64(p.First) * math.Pow(1.5, float64(min(rounds, growthMax)))
	if grown >= float64(p.Most) {
		return p.Most
	}
	return time.Duration(grown)
}
