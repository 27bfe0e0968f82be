package sandbox

import "time"

// Clock tells the time. The sandbox asks for nothing else: it never waits.
type Clock interface {
	Now() time.Time
}

// systemClock is the only place that reads the real time.
type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }
