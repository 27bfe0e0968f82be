package driver_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/poll"
)

// allowed is how many requests a second Smile allows from one address.
const allowed = 20

// wish is what a user or the flow wants at some moment.
type wish struct {
	after time.Duration
	line  flow.Slot
	what  flow.Request
}

func wishes() *rapid.Generator[wish] {
	return rapid.Custom(func(t *rapid.T) wish {
		round := rapid.IntRange(0, 600).Draw(t, "round")
		of := map[flow.Slot]flow.Request{
			flow.SlotUser: flow.CreateUser{}, flow.SlotToken: flow.FetchToken{UserID: "u"},
			flow.SlotPoll: flow.Poll{Subject: flow.Subject{Kind: flow.SubjectSync, ID: "a", UserID: "u"}, Round: round},
			flow.SlotList: flow.LoadProviders{}, flow.SlotSearch: flow.SearchProviders{Query: "x"},
		}
		w := wish{
			after: duration(t, "after", 300*time.Millisecond),
			line:  rapid.SampledFrom([]flow.Slot{flow.SlotUser, flow.SlotPoll, flow.SlotPoll, flow.SlotList, flow.SlotSearch, flow.SlotToken}).Draw(t, "line"),
		}
		w.what = of[w.line]
		return w
	})
}

func duration(t *rapid.T, label string, most time.Duration) time.Duration {
	return time.Duration(rapid.Int64Range(0, int64(most/time.Millisecond)).Draw(t, label)) * time.Millisecond
}

// TestNeverTooOften wants things as fast as no user can, at any pace: the host is
// never asked too often, no line asks twice at once, and what was forgotten does
// not answer.
func TestNeverTooOften(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		pace := driver.Pace{
			Poll: poll.Pause{First: duration(r, "first", time.Second), Most: duration(r, "most", 5*time.Second)},
			Gap:  duration(r, "gap", 300*time.Millisecond), Debounce: duration(r, "debounce", 300*time.Millisecond),
			Spacing: driver.Remote.Spacing,
		}
		script := rapid.SliceOfN(wishes(), 20, 120).Draw(r, "wishes")
		latency := duration(r, "latency", 200*time.Millisecond)
		synctest.Test(t, func(t *testing.T) { play(t, pace, latency, script) })
	})
}

func play(t *testing.T, pace driver.Pace, latency time.Duration, script []wish) {
	t.Helper()
	tr := newTraffic()
	b := newBench(&fake{call: func(ctx context.Context, l flow.Slot) error {
		defer tr.begin(ctx, l)()
		return tr.clock.Sleep(ctx, latency)
	}}, pace)
	current := map[flow.Slot]int{}
	known := map[int]bool{}
	check := func() {
		synctest.Wait()
		for all := b.drain(); len(all) > 0; all = b.drain() {
			for _, e := range all {
				if a, ok := e.(flow.Answer); ok && !known[a.Attempt] {
					t.Errorf("attempt %d answers although it was forgotten", a.Attempt)
				}
			}
			synctest.Wait()
		}
	}
	for i, w := range script {
		if err := b.clock.Sleep(t.Context(), w.after); err != nil {
			t.Fatal(err)
		}
		check()
		delete(known, current[w.line])
		b.Do([]flow.Effect{flow.Cancel{Attempt: current[w.line]}, flow.Ask{Attempt: i + 1, Request: w.what}})
		current[w.line], known[i+1] = i+1, true
	}
	check()
	b.Close()
	if n := tr.busiest(); n >= allowed {
		t.Errorf("%d requests in a second", n)
	}
	if tr.twice {
		t.Error("a line made two requests at once")
	}
}

// TestHeldKey holds down the key that looks again: 30 a second reach the host as
// a few, and the last one still gets its answer.
func TestHeldKey(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tr := newTraffic()
		b := newBench(&fake{call: func(ctx context.Context, l flow.Slot) error {
			defer tr.begin(ctx, l)()
			return tr.clock.Sleep(ctx, 20*time.Millisecond)
		}}, driver.Remote)
		for i := range 300 {
			b.Do([]flow.Effect{flow.Cancel{Attempt: i}, flow.Ask{Attempt: i + 1, Request: flow.Poll{Subject: flow.Subject{Kind: flow.SubjectSync}}}})
			if err := b.clock.Sleep(t.Context(), 33*time.Millisecond); err != nil {
				t.Fatal(err)
			}
			b.drain()
		}
		last := b.clock.Now()
		if a := b.next(t); a.Attempt != 300 || b.clock.Now().Sub(last) > time.Second {
			t.Errorf("%+v came after %s", a, b.clock.Now().Sub(last))
		}
		b.Close()
		if n := tr.busiest(); n > allowed/2 {
			t.Errorf("%d requests in a second", n)
		}
	})
}

// TestQuickTyping asks for what was typed once the keys rest.
func TestQuickTyping(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tr := newTraffic()
		b := newBench(&fake{call: func(ctx context.Context, l flow.Slot) error {
			tr.begin(ctx, l)()
			return nil
		}}, driver.Remote)
		for i := range 10 {
			b.Do([]flow.Effect{flow.Cancel{Attempt: i}, flow.Ask{Attempt: i + 1, Request: flow.SearchProviders{Query: "social sec"[:i+1]}}})
			if err := b.clock.Sleep(t.Context(), 50*time.Millisecond); err != nil {
				t.Fatal(err)
			}
		}
		if a := b.next(t); a.Attempt != 10 || len(tr.at) != 1 {
			t.Errorf("attempt %d answers, %d requests", a.Attempt, len(tr.at))
		}
		b.Close()
	})
}

// TestLoopbackIsNotHeldUp reads a list from this machine without a pause.
func TestLoopbackIsNotHeldUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(&fake{call: func(context.Context, flow.Slot) error { return nil }, pages: 700}, driver.Loopback)
		start := b.clock.Now()
		b.ask(1, flow.LoadProviders{})
		for last := false; !last; {
			arrived, ok := b.next(t).Reply.(flow.ProvidersArrived)
			last = arrived.Last || !ok
		}
		if took := b.clock.Now().Sub(start); took > 0 {
			t.Errorf("700 pages took %s", took)
		}
		b.Close()
	})
}

// TestBilledCallsAreSpaced spaces the requests as soon as a token says that they
// may be billed, even where they were not spaced before.
func TestBilledCallsAreSpaced(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tr := newTraffic()
		b := newBench(&fake{mode: wire.ModeProduction, call: func(ctx context.Context, l flow.Slot) error {
			tr.begin(ctx, l)()
			return nil
		}}, driver.Loopback)
		for i := range 60 {
			b.ask(i, flow.FetchToken{UserID: "u"})
			b.next(t)
		}
		b.Close()
		if n := tr.busiest(); n > allowed/2+1 { // the first one was not spaced yet
			t.Errorf("%d requests in a second", n)
		}
	})
}
