package event

import (
	"strings"
	"testing"
	"time"

	"winkterm/api/sandbox/state"
)

// TestNextIsOneMoment has the last one that was set come, once, and none that is not ahead.
func TestNextIsOneMoment(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	st := state.New(state.Clock{Real: func() time.Time { return now }}, 0, 0)
	var next Next
	var came []string
	start := now
	look := func(tx *state.Tx) { came = append(came, tx.Moment().Sub(start).String()) }
	tx := st.Begin()
	next.Set(tx, now, look)
	next.Set(tx, now.Add(-time.Hour), look)
	tx.End()
	st.Begin().End()
	tx = st.Begin()
	for _, d := range []time.Duration{5, 3, 5, 7} {
		next.Set(tx, now.Add(d*time.Second), look)
	}
	tx.End()
	now = now.Add(time.Minute)
	tx = st.Begin()
	next.Set(tx, now.Add(time.Second), look)
	next.Set(tx, time.Time{}, look)
	tx.End()
	now = now.Add(time.Minute)
	st.Begin().End()
	if got := strings.Join(came, " "); got != "7s" {
		t.Errorf("came at %q", got)
	}
}
