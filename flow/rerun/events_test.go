package rerun_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/sandbox"
	"winkterm/flow/journal"
	"winkterm/flow/rerun"
	"winkterm/flow/session"
)

// delivered plays a script and gives the events that the sandbox delivers, with their bodies
// and with how many records there were by then.
func delivered(t *testing.T) []string {
	t.Helper()
	var list []string
	var open *session.Session
	c := rerun.Config{Opened: func(s *session.Session) error { open = s; return nil }}
	c.Session.Sandbox.Deliver = func(d sandbox.Delivery) {
		calls := 0
		if open != nil {
			for _, r := range open.Journal().Since(0) {
				if r.Lane == journal.LaneHTTP {
					calls++
				}
			}
		}
		list = append(list, fmt.Sprintf("%d calls, then %s %s", calls, d.CreatedAt, d.Body()))
	}
	if _, err := rerun.Play(t.Context(), wholeDay(), c); err != nil {
		t.Fatal(err)
	}
	return list
}

// TestEventsAreTheSameInEachPlay has them come to the byte, and at the same place among the
// calls.
func TestEventsAreTheSameInEachPlay(t *testing.T) {
	t.Parallel()
	first := delivered(t)
	if len(first) < 15 {
		t.Fatalf("%d events: %q", len(first), first)
	}
	for range 3 {
		if again := delivered(t); !slices.Equal(first, again) {
			t.Fatalf("other events (-first +again):\n%s", cmp.Diff(first, again))
		}
	}
}
