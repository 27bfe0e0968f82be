package rerun

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

var noon = time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC)

// worker notes when it has its turn, and sleeps in between.
func worker(ctx context.Context, c *Clock, note func(string), name string, sleeps ...time.Duration) {
	wait, leave := c.Queue()
	go func() {
		if wait(ctx) != nil {
			return
		}
		defer leave()
		for _, d := range sleeps {
			note(name + " " + c.Now().Sub(noon).String())
			if c.Sleep(ctx, d) != nil {
				return
			}
		}
		note(name + " ends")
	}()
}

// run steps a clock until nobody is queued and nobody sleeps.
func run(t *testing.T, c *Clock) {
	t.Helper()
	for {
		more, err := c.Step(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if more {
			continue
		}
		next, any := c.Next()
		if !any {
			return
		}
		c.Set(next)
	}
}

// TestOneAtATime has three sleep and wake in the order of their times, and of their
// falling asleep where that is the same.
func TestOneAtATime(t *testing.T) {
	t.Parallel()
	c := NewClock(noon)
	var got []string // by one at a time, so without a lock
	note := func(s string) { got = append(got, s) }
	worker(t.Context(), c, note, "a", 3*time.Second, time.Second)
	worker(t.Context(), c, note, "b", time.Second, 2*time.Second)
	worker(t.Context(), c, note, "c", 4*time.Second)
	run(t, c)
	want := []string{"a 0s", "b 0s", "c 0s", "b 1s", "a 3s", "b ends", "c ends", "a ends"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if c.Set(noon); !c.Now().Equal(noon.Add(4 * time.Second)) {
		t.Errorf("it is %s: the clock has gone back", c.Now())
	}
}

// TestWhoIsCancelledHoldsNobodyUp cancels one that sleeps and one that is queued.
func TestWhoIsCancelledHoldsNobodyUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := NewClock(noon)
		ctx, cancel := context.WithCancel(t.Context())
		var got []string
		note := func(s string) { got = append(got, s) }
		worker(ctx, c, note, "sleeper", time.Hour)
		if _, err := c.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
		worker(ctx, c, note, "queued", time.Hour)
		cancel()
		synctest.Wait()
		worker(t.Context(), c, note, "other", time.Minute)
		run(t, c)
		if want := []string{"sleeper 0s", "other 0s", "other ends"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		if !c.Now().Equal(noon.Add(time.Minute)) {
			t.Errorf("the clock was moved to %s for one that is gone", c.Now())
		}
	})
}

// TestReleasedItIsReal lets sleeps end by themselves, after what was left of them.
func TestReleasedItIsReal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := NewClock(noon)
		ended := make(chan string, 4)
		note := func(s string) { ended <- s }
		worker(t.Context(), c, note, "a", 10*time.Second)
		if _, err := c.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
		c.Set(noon.Add(4 * time.Second))
		worker(t.Context(), c, note, "b", time.Second)
		c.Release()
		<-ended
		for _, want := range []string{"b 4s", "b ends", "a ends"} {
			if got := <-ended; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
		if !c.Now().Equal(noon.Add(10 * time.Second)) { // the bubble's time, in which nothing else passes
			t.Errorf("it is %s", c.Now())
		}
		worker(t.Context(), c, note, "c", time.Second)
		<-ended
		if got := <-ended; got != "c ends" || !c.Now().Equal(noon.Add(11*time.Second)) {
			t.Errorf("%s at %s", got, c.Now())
		}
	})
}

// TestWhoMovesTheClockDoesNotSleep for nobody else would wake it.
func TestWhoMovesTheClockDoesNotSleep(t *testing.T) {
	t.Parallel()
	c := NewClock(noon)
	if err := c.Sleep(t.Context(), time.Hour); err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Sleep(ctx, time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := c.Step(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestWhoWasLateSleepsFromWhenItWasDue moves the clock while somebody is queued, and while
// a sleep is over.
func TestWhoWasLateSleepsFromWhenItWasDue(t *testing.T) {
	t.Parallel()
	c := NewClock(noon)
	var got []string
	worker(t.Context(), c, func(s string) { got = append(got, s) }, "a", 2*time.Second, 2*time.Second, 30*time.Second)
	c.Set(noon.Add(time.Second))
	if _, err := c.Step(t.Context()); err != nil {
		t.Fatal(err)
	}
	if next, _ := c.Next(); !next.Equal(noon.Add(2 * time.Second)) {
		t.Errorf("it sleeps until %s", next)
	}
	c.Set(noon.Add(10 * time.Second))
	run(t, c)
	if want := []string{"a 1s", "a 10s", "a 10s", "a ends"}; !slices.Equal(got, want) || !c.Now().Equal(noon.Add(34*time.Second)) {
		t.Errorf("got %q, want %q; it is %s", got, want, c.Now())
	}
}
