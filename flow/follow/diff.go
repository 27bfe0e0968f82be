package follow

import (
	"slices"
	"time"
)

// Transition is one change of one item.
type Transition struct {
	// Item is what has changed, as it is now. Its At is the API's own time of the new
	// status; where it has none, Seen.
	Item
	// From is empty for what was not seen before, To for what is not listed any
	// more. They are equal when the error code alone has changed.
	From, To string
	// Seen is the moment of the poll that found it.
	Seen time.Time
	// Since is the time since the item's transition before, 0 where that is not
	// known.
	Since time.Duration
	// Known says that it stood like this already when the user was first
	// polled, so that this is no news.
	Known bool
}

// Diff gives what has changed from one poll of a user to a later one, in the
// order in which it happened as far as the API's times tell, and what is not
// listed any more at the end. A zero before is a user who was not polled yet.
func Diff(before, now Snapshot) []Transition {
	old := map[Key]Item{}
	for _, i := range before.Items {
		old[i.Key()] = i
	}
	var out []Transition
	for _, i := range slices.Backward(now.Items) { // the oldest first
		was, seen := old[i.Key()]
		delete(old, i.Key())
		if seen && was.Status == i.Status && was.ErrorCode == i.ErrorCode {
			continue
		}
		t := Transition{Item: i, From: was.Status, To: i.Status, Seen: now.Seen}
		if t.UserID = now.UserID; t.At.IsZero() {
			t.At = now.Seen
		} else if seen && !was.At.IsZero() {
			t.Since = max(i.At.Sub(was.At), 0)
		}
		out = append(out, t)
	}
	slices.SortStableFunc(out, inTime)
	for _, i := range before.Items {
		if _, gone := old[i.Key()]; gone {
			t := Transition{Item: i, From: i.Status, Seen: now.Seen}
			t.UserID, t.At, t.ErrorCode = now.UserID, now.Seen, ""
			out = append(out, t)
		}
	}
	return out
}

// inTime orders transitions; of those of one moment, that of an account or archive
// comes before that of the task that works on it.
func inTime(a, b Transition) int {
	switch {
	case a.At.Equal(b.At) && a.Subject != Task && b.Subject == Task:
		return -1
	case a.At.Equal(b.At) && a.Subject == Task && b.Subject != Task:
		return 1
	}
	return a.At.Compare(b.At)
}
