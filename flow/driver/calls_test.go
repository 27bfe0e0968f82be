package driver_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"winkterm/api"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
)

// hang waits for the context alone.
func hang(ctx context.Context, _ flow.Slot) error {
	<-ctx.Done()
	return ctx.Err()
}

// TestForgetCancels ends a call that hangs, and hears nothing of it.
func TestForgetCancels(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ended := make(chan struct{})
		b := newBench(&fake{call: func(ctx context.Context, l flow.Slot) error {
			defer close(ended)
			return hang(ctx, l)
		}}, driver.Loopback)
		b.ask(1, flow.CreateUser{})
		synctest.Wait()
		b.Do([]flow.Effect{flow.Cancel{Attempt: 1}, flow.Cancel{Attempt: 1}, flow.Cancel{Attempt: 77}})
		<-ended
		synctest.Wait()
		if all := b.drain(); len(all) > 0 {
			t.Errorf("%+v came", all)
		}
		b.Close()
	})
}

// TestLateAnswer has a call that succeeds after it was forgotten, as often as it
// takes to see an answer that is let through by chance.
func TestLateAnswer(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"answer", "failure", "panic", "page"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				release := make(chan struct{})
				b := newBench(&fake{pages: 2, call: func(context.Context, flow.Slot) error {
					<-release
					switch kind {
					case "failure":
						return errors.New("late")
					case "panic":
						panic("late")
					}
					return nil
				}}, driver.Loopback)
				for i := range 50 {
					var what flow.Request = flow.CreateUser{}
					if kind == "page" {
						what = flow.LoadProviders{}
					}
					b.ask(i, what)
				}
				synctest.Wait()
				for i := range 50 {
					b.Do([]flow.Effect{flow.Cancel{Attempt: i}})
				}
				close(release)
				synctest.Wait()
				if all := b.drain(); len(all) > 0 {
					t.Errorf("%d answers came", len(all))
				}
				b.Close()
			})
		})
	}
}

// TestLateTokenIsNotKept has the token of a forgotten call arrive after the one
// that took its place: the session is opened with the newer one, and its time
// alone is told.
func TestLateTokenIsNotKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(&fake{}, driver.Loopback)
		host := &twoTokens{clock: b.clock}
		b.Open, b.Link = host, &spender{host: host}
		b.ask(1, flow.FetchToken{UserID: "late"})
		synctest.Wait()
		b.Do([]flow.Effect{flow.Cancel{Attempt: 1}})
		for i := range 3 {
			b.ask(2+i, flow.FetchToken{UserID: "u"})
			b.next(t)
		}
		if err := b.clock.Sleep(t.Context(), time.Minute); err != nil { // the late one arrives
			t.Fatal(err)
		}
		b.ask(5, flow.OpenSession{})
		opened, ok := b.next(t).Reply.(flow.SessionOpened)
		if !ok || host.spent != "u-3" {
			t.Errorf("%q was spent", host.spent)
		}
		if e := <-b.Events(); e != (flow.TokenExpired{ExpiresAt: opened.ExpiresAt}) {
			t.Errorf("%+v came", e)
		}
		if err := b.clock.Sleep(t.Context(), 3*tokenLife); err != nil {
			t.Fatal(err)
		}
		if all := b.drain(); len(all) > 0 {
			t.Errorf("%+v came", all)
		}
		b.Close()
	})
}

// TestCloseEndsEverything closes with many calls in every stage of being made.
func TestCloseEndsEverything(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(&fake{call: hang}, driver.Remote)
		start := b.clock.Now()
		for i := range 100 {
			b.ask(3*i, flow.CreateUser{})
			b.ask(3*i+1, flow.Poll{Subject: flow.Subject{Kind: flow.SubjectAccount}, Wait: time.Hour})
			b.ask(3*i+2, flow.SearchProviders{})
		}
		synctest.Wait()
		b.Close()
		b.ask(1000, flow.CreateUser{})
		b.Close()
		<-b.Done()
		if all := b.drain(); len(all) > 0 || b.clock.Now() != start {
			t.Errorf("%d events came, closing took %s", len(all), b.clock.Now().Sub(start))
		}
	})
}

// TestNobodyReads closes while more events wait than the channel holds.
func TestNobodyReads(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		clock, pages := api.SystemClock(), 0
		b := newBench(&fake{call: func(ctx context.Context, s flow.Slot) error {
			if s != flow.SlotList {
				return nil
			}
			pages++
			return clock.Sleep(ctx, time.Millisecond) // the list never ends
		}}, driver.Loopback)
		for i := range 50 {
			b.ask(i, flow.CreateUser{})
		}
		b.ask(50, flow.LoadProviders{})
		if err := clock.Sleep(t.Context(), time.Minute); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if pages > 10_000 {
			t.Errorf("%d pages were read, and nobody takes them", pages)
		}
		b.Close()
	})
}

// TestPanic survives a client that panics: the call fails, the next one works,
// and the journal says where.
func TestPanic(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		broken := true
		b := newBench(&fake{call: func(context.Context, flow.Slot) error {
			if broken {
				panic(fmt.Errorf("a client fell over: %d", 7))
			}
			return nil
		}}, driver.Loopback)
		b.ask(1, flow.CreateUser{})
		synctest.Wait()
		f := b.failure(t)
		if f.Kind != flow.Lasting || !strings.Contains(f.Title, "winkterm itself failed") || f.Advice == "" {
			t.Errorf("%+v", f)
		}
		var note journal.Note
		for _, r := range b.journal.Since(0) {
			note, _ = r.Data.(journal.Note)
		}
		if note.Topic != "panic" || !strings.Contains(note.Text, "flow.CreateUser: a client fell over: 7") || !strings.Contains(note.Text, "(*fake).CreateUser") {
			t.Errorf("the note is %+v", note)
		}
		broken = false
		b.ask(2, flow.CreateUser{})
		if a := b.next(t); a.Attempt != 2 {
			t.Errorf("%+v came", a)
		}
		b.Close()
	})
}

// TestForeignError passes on an error that no client of ours makes.
func TestForeignError(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(&fake{call: func(context.Context, flow.Slot) error { return errors.New("odd") }}, driver.Loopback)
		b.ask(1, flow.CreateUser{})
		synctest.Wait()
		if f := b.failure(t); f.Title != "odd" || f.Advice == "" || f.Kind != flow.Lasting {
			t.Errorf("%+v", f)
		}
		b.Close()
	})
}
