package sandbox

import (
	"context"
	"time"
)

// Clock is the time that a sandbox goes by. One that has a Sleep too, as that of a rerun,
// says when a slow answer comes; else it comes in real time.
type Clock interface {
	Now() time.Time
}

// sleeper is a Clock that lets time pass itself: Sleep returns nil after d, or the
// context's error.
type sleeper interface {
	Sleep(ctx context.Context, d time.Duration) error
}

// systemClock is the real time.
type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

// pause is the wait of a slow answer. It fails when ctx ends before.
func pause(ctx context.Context, c Clock, d time.Duration) error {
	if own, ok := c.(sleeper); ok {
		return own.Sleep(ctx, d)
	}
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
