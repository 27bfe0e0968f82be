package follow

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"winkterm/api"
)

func TestTheGateSpaces(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		clock := api.SystemClock()
		g := NewGate(clock, 100*time.Millisecond)
		start := clock.Now()
		var mu sync.Mutex
		var left []time.Duration
		var all sync.WaitGroup
		for range 5 {
			all.Go(func() {
				if err := g.Turn(t.Context()); err != nil {
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

// Who sleeps on the gate holds all the others back, those that wait already too.
func TestWhoSleepsHoldsEverybody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		clock := api.SystemClock()
		g := NewGate(clock, time.Second)
		start := clock.Now()
		passes := func() time.Duration {
			if err := g.Turn(t.Context()); err != nil {
				t.Error(err)
			}
			return clock.Now().Sub(start)
		}
		passes()
		early, late := make(chan time.Duration), make(chan time.Duration)
		go func() { early <- passes() }()
		synctest.Wait()
		go func() {
			if err := g.Sleep(t.Context(), 30*time.Second); err != nil {
				t.Error(err)
			}
			late <- clock.Now().Sub(start)
		}()
		if got := <-early; got != 30*time.Second {
			t.Errorf("who waited already left after %s", got)
		}
		if got := <-late; got != 31*time.Second {
			t.Errorf("the sleeper left after %s", got)
		}
		g.Hold(time.Second) // a shorter pause must not end a longer one
		g.Hold(time.Millisecond)
		if got := passes(); got != 32*time.Second {
			t.Errorf("left after %s", got)
		}
	})
}

func TestWhoGivesUpWaitingTakesNoTurn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		clock := api.SystemClock()
		g := NewGate(clock, time.Minute)
		start := clock.Now()
		if err := g.Turn(t.Context()); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		done := make(chan error)
		go func() { done <- g.Turn(ctx) }()
		go func() { done <- g.Turn(ctx) }() // one at the head, one behind it
		for range 2 {
			if err := <-done; !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v", err)
			}
		}
		if err := g.Turn(t.Context()); err != nil || clock.Now().Sub(start) != time.Minute {
			t.Errorf("left after %s, %v", clock.Now().Sub(start), err)
		}
	})
}
