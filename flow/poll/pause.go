package poll

import (
	"math"
	"time"
)

// Pause is a time to wait that grows by half with every round, from First to Most.
type Pause struct{ First, Most time.Duration }

// growthMax is the round after which nothing grows further: by then every pause is
// at its most, and the power must not overflow.
const growthMax = 100

// After is the pause after so many rounds, which are 0 or more: First after none.
func (p Pause) After(rounds int) time.Duration {
	grown := float64(p.First) * math.Pow(1.5, float64(min(rounds, growthMax)))
	if grown >= float64(p.Most) {
		return p.Most
	}
	return time.Duration(grown)
}
