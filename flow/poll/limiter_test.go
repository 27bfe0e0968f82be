package poll

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"winkterm/api"
)

func TestTheLimiterSpaces(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		clock := api.SystemClock()
		l := NewLimiter(clock, 100*time.Millisecond)
		start := clock.Now()
		var mu sync.Mutex
		var left []time.Duration
		var all sync.WaitGroup
		for range 5 {
			all.Go(func() {
				if err := l.Wait(t.Context()); err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				left = append(left, clock.Now().Sub(start))
			})
		}
		all.Wait()
		for i, at := range left {
			if want := time.Duration(i) * 100 * time.Millisecond; at != want {
				t.Errorf("%d left after %s, want %s", i, at, want)
			}
		}
	})
}

// A pause holds everybody back, those that wait already too.
func TestAPauseHoldsEverybody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		clock := api.SystemClock()
		l := NewLimiter(clock, time.Second)
		start := clock.Now()
		passes := func() time.Duration {
			if err := l.Wait(t.Context()); err != nil {
				t.Error(err)
			}
			return clock.Now().Sub(start)
		}
		passes()
		early := make(chan time.Duration)
		go func() { early <- passes() }()
		synctest.Wait()
		l.Suspend(30 * time.Second)
		if got := <-early; got != 30*time.Second {
			t.Errorf("who waited already left after %s", got)
		}
		l.Suspend(2 * time.Second) // a shorter pause must not end a longer one
		l.Suspend(time.Millisecond)
		if got := passes(); got != 32*time.Second {
			t.Errorf("left after %s", got)
		}
	})
}

func TestWhoGivesUpWaitingTakesNoTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		clock := api.SystemClock()
		l := NewLimiter(clock, time.Minute)
		start := clock.Now()
		if err := l.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		done := make(chan error)
		go func() { done <- l.Wait(ctx) }()
		go func() { done <- l.Wait(ctx) }() // one at the head, one behind it
		for range 2 {
			if err := <-done; !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v", err)
			}
		}
		if err := l.Wait(t.Context()); err != nil || clock.Now().Sub(start) != time.Minute {
			t.Errorf("left after %s, %v", clock.Now().Sub(start), err)
		}
	})
}

// The spacing of a host that turns out to bill its calls begins with the next
// request, also where there was none before.
func TestTheSpacingChanges(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		clock := api.SystemClock()
		l := NewLimiter(clock, 0)
		start := clock.Now()
		for i, c := range []struct{ spacing, want time.Duration }{
			{0, 0}, {0, 0}, {time.Second, 0}, {time.Second, time.Second}, {time.Second, 2 * time.Second},
			{3 * time.Second, 5 * time.Second}, {0, 5 * time.Second},
		} {
			l.SetSpacing(c.spacing)
			if err := l.Wait(t.Context()); err != nil || clock.Now().Sub(start) != c.want {
				t.Errorf("%d left after %s, %v; want %s", i, clock.Now().Sub(start), err, c.want)
			}
		}
	})
}

// Whoever waits, gives up or suspends the others at whatever moment: no two
// requests are closer than the spacing, and none is made while it is suspended.
func TestRequestsAreNeverTooClose(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		const spacing = 70 * time.Millisecond
		ms := func(label string, most int) time.Duration {
			return time.Duration(rapid.IntRange(0, most).Draw(r, label)) * time.Millisecond
		}
		type step struct{ after, patience, suspend time.Duration }
		var script []step
		for range rapid.IntRange(1, 40).Draw(r, "steps") {
			script = append(script, step{after: ms("after", 100), patience: ms("patience", 400), suspend: max(0, ms("suspend", 400)-300*time.Millisecond)})
		}
		synctest.Test(t, func(t *testing.T) {
			clock := api.SystemClock()
			l := NewLimiter(clock, spacing)
			var mu sync.Mutex
			var last time.Time
			var all sync.WaitGroup
			for _, s := range script {
				_ = clock.Sleep(t.Context(), s.after)
				if s.suspend > 0 {
					l.Suspend(s.suspend)
				}
				all.Go(func() {
					ctx, cancel := context.WithTimeout(t.Context(), s.patience)
					defer cancel()
					if l.Wait(ctx) != nil {
						return
					}
					mu.Lock()
					defer mu.Unlock()
					now := clock.Now()
					if gap := now.Sub(last); gap < spacing {
						t.Errorf("%s after the one before", gap)
					}
					if now.Before(l.SuspendedUntil()) {
						t.Error("a request left while none may")
					}
					last = now
				})
			}
			all.Wait()
		})
	})
}
