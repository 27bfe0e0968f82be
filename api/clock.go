package api

import (
	"context"
	"fmt"
	"time"
)

// Clock is the time a client lives by. A test brings its own and so waits
// through retries without waiting.
type Clock interface {
	// Now is the present moment.
	Now() time.Time
	// Sleep returns nil after d, or the context's error as soon as that ends.
	Sleep(ctx context.Context, d time.Duration) error
}

// SystemClock is the clock of the machine.
func SystemClock() Clock { return systemClock{} }

type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

func (systemClock) Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// timers is a Clock that says itself when a time is over, as that of a rerun does; the
// others have their time-outs in real time. AfterFunc calls f after d, unless stop is
// called before.
type timers interface {
	AfterFunc(d time.Duration, f func()) (stop func())
}

// limit bounds an attempt in time. A plain call has the time-out as a whole. An
// upload takes as long as it takes while it moves: the time-out runs anew with
// each part that is sent. For the answer it has it answerWaits times over, for
// the system may hold back megabytes of what was handed to the connection, and a
// slow line takes its time with them.
func (t *Transport) limit(ctx context.Context, r request) (context.Context, *uploadBody, context.CancelFunc) {
	if r.content == nil {
		late := fmt.Errorf("no answer within %s", t.timeout)
		if own, ok := t.clock.(timers); ok {
			limited, cancel := context.WithCancelCause(ctx)
			stop := own.AfterFunc(t.timeout, func() { cancel(late) })
			return limited, nil, func() { stop(); cancel(nil) }
		}
		limited, cancel := context.WithTimeoutCause(ctx, t.timeout, late)
		return limited, nil, cancel
	}
	limited, cancel := context.WithCancelCause(ctx)
	b := &uploadBody{content: r.content, timeout: t.timeout}
	b.open, b.stop = context.WithCancel(limited)
	timer := time.AfterFunc(t.timeout, func() { cancel(b.late()) })
	b.extend = func(d time.Duration) { timer.Reset(d) }
	return limited, b, func() { timer.Stop(); cancel(nil) }
}
