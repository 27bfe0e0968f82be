package session

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"winkterm/api"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
)

// idle is a session without a host, in which nothing happens by itself.
func idle(t *testing.T) *Session {
	t.Helper()
	clock := api.SystemClock()
	j := journal.New(clock.Now)
	s := New(driver.New(driver.Config{Journal: j, Clock: clock}), j, flow.Options{})
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// TestWhoGivesUpIsForgotten leaves no waiter behind, and the others where they are.
func TestWhoGivesUpIsForgotten(t *testing.T) {
	t.Parallel()
	s := idle(t)
	stays := &waiter{until: func(flow.State) bool { return false }}
	s.waiters = append(s.waiters, stays)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Wait(ctx, func(flow.State) bool { return false }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if len(s.waiters) != 1 || s.waiters[0] != stays {
		t.Errorf("%d wait", len(s.waiters))
	}
}

// TestRecordsWaitForTheEnd reads the records while a session that is being closed still
// performs what was decided.
func TestRecordsWaitForTheEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &Session{closed: true}
		performing, read := make(chan struct{}), make(chan struct{})
		s.performed.Go(func() { <-performing })
		go func() {
			s.Flush()
			close(read)
		}()
		synctest.Wait()
		select {
		case <-read:
			t.Error("the records were read before the end")
		default:
		}
		close(performing)
		<-read
	})
}

// TestWhyThereIsNoProvider tells a list that cannot be read from one that is complete
// without the provider, and from a wait that was given up.
func TestWhyThereIsNoProvider(t *testing.T) {
	t.Parallel()
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]struct {
		ctx   context.Context
		state flow.Catalogue
		why   string
	}{
		"failed":   {t.Context(), flow.Catalogue{Failure: flow.Failure{Title: "the host is down"}}, "cannot be read: the host is down"},
		"complete": {t.Context(), flow.Catalogue{Complete: true}, `no provider "grab"`},
		"given up": {cancelled, flow.Catalogue{}, context.Canceled.Error()},
	} {
		s := idle(t)
		s.state.Catalogue = c.state
		if _, err := s.Provider(c.ctx, "grab"); err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestCloseWaitsForWhatCallsBring closes while an event is still being taken in.
func TestCloseWaitsForWhatCallsBring(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := idle(t)
		taking, closed := make(chan struct{}), make(chan struct{})
		s.taken.Go(func() { <-taking })
		go func() {
			_ = s.Close()
			close(closed)
		}()
		synctest.Wait()
		select {
		case <-closed:
			t.Error("the session is closed already")
		default:
		}
		close(taking)
		<-closed
	})
}

// TestStepsThatWaitAreCounted decides faster than anything is performed.
func TestStepsThatWaitAreCounted(t *testing.T) {
	t.Parallel()
	s := &Session{state: flow.New(flow.Options{}), changed: make(chan struct{}), steps: make(chan *step, stepsMax)}
	for _, i := range []flow.Intent{flow.Begin{}, flow.Close{}} {
		_, changed := s.Watch()
		if err := s.Do(i); err != nil {
			t.Fatal(err)
		}
		select {
		case <-changed:
		default:
			t.Errorf("who watches does not learn of %T", i)
		}
	}
	if n := s.waiting.Load(); n != 2 {
		t.Errorf("%d steps wait", n)
	}
}

// TestWhatIsProgress leaves the end of a list and of an upload to be recorded.
func TestWhatIsProgress(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		event flow.Event
		want  bool
	}{
		{flow.Answer{Reply: flow.ProvidersArrived{}}, true},
		{flow.Answer{Reply: flow.ProvidersArrived{Last: true}}, false},
		{flow.Answer{Reply: flow.UploadProgress{}}, true},
		{flow.Answer{Reply: flow.ArchiveCreated{}}, false},
		{flow.Answer{Reply: flow.DataArrived{}}, true},
		{flow.Answer{Reply: flow.DataArrived{Last: true}}, false},
		{flow.Begin{}, false},
	} {
		if got := isProgress(c.event); got != c.want {
			t.Errorf("%T: %t", c.event, got)
		}
	}
}

// TestASandboxIsClosedInTime closes one in which a call never ends, and ones that fail.
func TestASandboxIsClosedInTime(t *testing.T) {
	t.Parallel()
	broken := errors.New("the data file is broken")
	for want, closing := range map[error]func(context.Context) error{
		nil: func(ctx context.Context) error {
			<-ctx.Done()
			return errors.Join(ctx.Err(), nil)
		},
		broken:           func(context.Context) error { return broken },
		context.Canceled: func(context.Context) error { return context.Canceled },
	} {
		synctest.Test(t, func(t *testing.T) {
			began := api.SystemClock().Now()
			err := closeInTime(closing)
			if took := api.SystemClock().Now().Sub(began); !errors.Is(err, want) || want == nil && took != closeTimeout {
				t.Errorf("%v after %s, want %v", err, took, want)
			}
		})
	}
}
