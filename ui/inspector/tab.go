package inspector

import (
	"winkterm/flow/journal"
	"winkterm/ui/widget"
)

// content is what a tab lists: records, or the difference.
type content interface {
	// name stands in the head; it is empty while the tab is not there.
	name() string
	// add takes records that are new, and says how many rows at the beginning went.
	// Shown says whether the tab shows: rows that are costly are made only then.
	add(fresh []journal.Record, shown bool) (gone int)
	// arrange makes the rows anew, and says where the one that was at a place is now.
	arrange(at int, shown bool) int
	// total is how many rows there are, fit how many of them show.
	total() int
	fit() int
	// rowAt is which of the rows that show a line of the body belongs to, below 0 for
	// none.
	rowAt(y int) int
	// subject is what is at a row.
	subject(at int) (subject, bool)
	// draw draws the rows in exactly common's width × height cells.
	draw(list widget.List, focused bool) string
}

// subject is what can be opened and copied.
type subject interface {
	// lines are all of it, in lines of at most width cells.
	lines(c *common, width int) []string
	// text is it as one would paste it, id what it is about: what support asks for.
	// Both can be the zero Action.
	text() Action
	id() Action
}

// tab is a list and where the user is in it.
type tab struct {
	content
	list   widget.List
	follow bool // the cursor stays on the newest row
}

func (t *tab) feed(fresh []journal.Record, shown bool) {
	if gone := t.add(fresh, shown); gone > 0 {
		t.list.Lose(gone, t.total(), t.fit())
	}
	t.goToNewest()
}

// refresh makes the rows anew; a range of the ones before is marked no more.
func (t *tab) refresh(shown bool) {
	t.list.Unmark()
	t.list.Set(t.arrange(t.list.Cursor(), shown), t.total(), t.fit())
	t.goToNewest()
}

// goToNewest moves a cursor that follows.
func (t *tab) goToNewest() {
	if t.follow {
		t.list.Set(t.total()-1, t.total(), t.fit())
	}
}

// chosen is what is under the cursor.
func (t *tab) chosen() (subject, bool) { return t.subject(t.list.Cursor()) }
