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
			s.flush()
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
