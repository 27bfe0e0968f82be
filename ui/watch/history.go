package watch

import (
	"slices"
	"time"

	"winkterm/flow/follow"
)

// newsMax is how many transitions are kept.
const newsMax = 1000

// history is what the follower has reported so far.
type history struct {
	// listed says that it is known whom it follows.
	listed bool
	order  []string
	last   map[string]follow.Snapshot
	// failing is why calls about a user fail; an empty id is the list of users.
	failing map[string]error
	// since is from when on an item has its status, by this machine's clock, with
	// which the host's need not agree.
	since map[follow.Key]time.Time
	// news are the transitions that came while it was watching, the oldest first;
	// count is how many there were.
	news  []follow.Transition
	count int
}

func newHistory() history {
	return history{last: map[string]follow.Snapshot{}, failing: map[string]error{}, since: map[follow.Key]time.Time{}}
}

// list takes in whom it follows, and forgets whom it does not follow any more.
func (h *history) list(e follow.Listed) {
	for _, user := range h.order {
		if slices.Contains(e.UserIDs, user) {
			continue
		}
		for _, i := range h.last[user].Items {
			delete(h.since, i.Key())
		}
		delete(h.last, user)
		delete(h.failing, user)
	}
	h.listed, h.order = true, e.UserIDs
}

// polled takes in what a poll has brought.
func (h *history) polled(e follow.Polled) {
	h.last[e.Snapshot.UserID] = e.Snapshot
	for _, t := range e.Transitions {
		switch at := t.Key(); {
		case t.To == "":
			delete(h.since, at)
		case t.Known && t.At.Before(t.Seen):
			h.since[at] = t.At
		default:
			h.since[at] = t.Seen
		}
		if t.Known {
			continue // it is in the upper half, and no news
		}
		h.count++
		h.news = append(h.news, t)
	}
	if over := len(h.news) - newsMax; over > 0 {
		h.news = slices.Delete(h.news, 0, over)
	}
}

// open counts what is on its way to another status.
func (h *history) open() int {
	n := 0
	for _, s := range h.last {
		for _, i := range s.Items {
			if i.Open() {
				n++
			}
		}
	}
	return n
}
