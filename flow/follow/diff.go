package follow

import (
	"slices"
	"time"
)

// Transition is one change of one item.
type Transition struct {
	// At is the API's own time of the new status; where it has none, Seen.
	At time.Time
	// Seen is the moment of the poll that found it.
	Seen    time.Time
	UserID  string
	Subject Subject
	// ID is the item's; ProviderID, Type and SourceID are as in Item.
	ID, ProviderID, Type, SourceID string
	// From is empty for what was not seen before, To for what is not listed any
	// more. They are equal when the error code alone has changed.
	From, To  string
	ErrorCode string
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
	old := map[key]Item{}
	for _, i := range before.Items {
		old[i.key()] = i
	}
	var out []Transition
	for _, i := range slices.Backward(now.Items) { // the oldest first
		was, seen := old[i.key()]
		delete(old, i.key())
		if seen && was.Status == i.Status && was.ErrorCode == i.ErrorCode {
			continue
		}
		t := transition(now, i)
		t.From, t.To, t.ErrorCode = was.Status, i.Status, i.ErrorCode
		if !i.At.IsZero() {
			t.At = i.At
		}
		if seen && !was.At.IsZero() && !i.At.IsZero() {
			t.Since = max(i.At.Sub(was.At), 0)
		}
		out = append(out, t)
	}
	slices.SortStableFunc(out, inTime)
	for _, i := range before.Items {
		if _, gone := old[i.key()]; gone {
			t := transition(now, i)
			t.From = i.Status
			out = append(out, t)
		}
	}
	return out
}

// transition is what all changes of an item have in common.
func transition(now Snapshot, i Item) Transition {
	return Transition{
		At: now.Seen, Seen: now.Seen, UserID: now.UserID, Subject: i.Subject,
		ID: i.ID, ProviderID: i.ProviderID, Type: i.Type, SourceID: i.SourceID,
	}
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
