package watch

import (
	"slices"
	"time"

	"winkterm/flow/follow"
)

// newsMax is how many transitions are kept.
const newsMax = 1000

// book is what the follower has told so far.
type book struct {
	// listed says that it has told whom it follows.
	listed bool
	order  []string
	looks  map[string]follow.Snapshot
	// since is from when on an item has its status, by this machine's clock, with
	// which the host's need not agree.
	since map[id]time.Time
	// news are the transitions that came while it was watching, the oldest first;
	// told counts them all.
	news []follow.Transition
	told int
}

// id tells items apart.
type id struct {
	subject follow.Subject
	id      string
}

func newBook() book {
	return book{looks: map[string]follow.Snapshot{}, since: map[id]time.Time{}}
}

// list takes whom it follows, and forgets whom it does not follow any more.
func (b *book) list(e follow.Listed) {
	for _, user := range b.order {
		if slices.Contains(e.UserIDs, user) {
			continue
		}
		for _, i := range b.looks[user].Items {
			delete(b.since, id{i.Subject, i.ID})
		}
		delete(b.looks, user)
	}
	b.listed, b.order = true, e.UserIDs
}

// looked takes what a look has brought.
func (b *book) looked(e follow.Looked) {
	b.looks[e.Snapshot.UserID] = e.Snapshot
	for _, t := range e.Transitions {
		switch at := (id{t.Subject, t.ID}); {
		case t.To == "":
			delete(b.since, at)
		case t.Known && t.At.Before(t.Seen):
			b.since[at] = t.At
		default:
			b.since[at] = t.Seen
		}
		if t.Known {
			continue // it is in the upper half, and no news
		}
		b.told++
		b.news = append(b.news, t)
	}
	if over := len(b.news) - newsMax; over > 0 {
		b.news = slices.Delete(b.news, 0, over)
	}
}

// sinceOf is from when on an item has its status.
func (b *book) sinceOf(i follow.Item) time.Time { return b.since[id{i.Subject, i.ID}] }

// open counts what is on its way to another status.
func (b *book) open() int {
	n := 0
	for _, s := range b.looks {
		for _, i := range s.Items {
			if i.Open() {
				n++
			}
		}
	}
	return n
}
