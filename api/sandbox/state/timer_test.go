package state

import (
	"slices"
	"testing"
	"time"
)

type row struct{ Entry }

// TestTimersComeInOrder has timers run in the order of their moments, of one moment in that
// in which they were set, with what they changed noted at their own moment.
func TestTimersComeInOrder(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	st := New(Clock{Real: func() time.Time { return now }}, 0, 0)
	rows := NewTable[row](st, "rows", "row", nil)
	start := now
	var got []string
	rows.Watch(func(tx *Tx, r *row) { got = append(got, r.ID+" "+tx.Moment().Sub(start).String()) })
	tx := st.Begin()
	for _, x := range []struct {
		id string
		at time.Duration
	}{{"c", 3}, {"a", 1}, {"d", 3}, {"b", 2}, {"late", 9}} {
		tx.At(now.Add(x.at*time.Second), func(tx *Tx, _ time.Time) {
			r := &row{Entry{ID: x.id}}
			rows.Add(tx, r)
			rows.Changed(tx, r)
		})
	}
	tx.End()
	now = now.Add(5 * time.Second)
	tx = st.Begin()
	rows.Add(tx, &row{Entry{ID: "e"}})
	ended := 0
	st.OnEnd(func() {
		if !st.mu.TryLock() {
			t.Error("the lock is still held")
		}
		st.mu.Unlock()
		ended++
	})
	tx.End()
	if want := []string{"a 1s", "b 2s", "c 3s", "d 3s", "e 5s"}; !slices.Equal(got, want) || ended != 1 {
		t.Errorf("%v, want %v; ended %d times", got, want, ended)
	}
}

// TestNothingIsNotedOfWhatIsGone after a reset.
func TestNothingIsNotedOfWhatIsGone(t *testing.T) {
	t.Parallel()
	st := New(Clock{Real: func() time.Time { return time.Time{} }}, 0, 0)
	rows := NewTable[row](st, "rows", "row", nil)
	rows.Watch(func(_ *Tx, r *row) { t.Errorf("%s was noted", r.ID) })
	tx := st.Begin()
	rows.Add(tx, &row{Entry{ID: "a"}})
	tx.Reset()
	tx.End()
}
