package sandbox

import (
	"context"
	"time"
)

// Clock is the time that a sandbox goes by.
type Clock interface {
	Now() time.Time
}

// systemClock is the real time.
type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

// pause is the wait of a slow answer, the only one in real time. It fails when
// ctx ends before.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
