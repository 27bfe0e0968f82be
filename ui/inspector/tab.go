package inspector

import (
	"strings"

	"winkterm/flow/journal"
	"winkterm/ui/widget"
)

// content is what a tab lists: records, or the difference.
type content interface {
	// name stands in the tabs; it is empty while the tab is not there.
	name() string
	// add takes records that are new, and says how many rows at the beginning went.
	// Shown says whether the tab shows: rows that are costly are made only then.
	add(fresh []journal.Record, shown bool) (gone int)
	// reset forgets the rows, to which other records are added.
	reset()
	// arrange makes the rows anew, and says where the one that was at a place is now.
	arrange(at int, shown bool) int
	// total is how many rows there are.
	total() int
	// subject is what is at a row.
	subject(at int) (subject, bool)
	// line draws a row in so many lines as rowLines says, head and foot a line above
	// and below all, empty for none.
	line(at, width int) string
	rowLines() int
	head() string
	foot() string
}

// tab is a list and where the user is in it.
type tab struct {
	*common
	content
	list   widget.List
	follow bool // the cursor stays on the newest row
}

func (t *tab) feed(fresh []journal.Record, shown bool) {
	if gone := t.add(fresh, shown); gone > 0 {
		t.list.Lose(gone, t.total(), t.fit())
	}
	if shown && t.stale() { // rows may come between others, or go
		t.list.Set(t.arrange(t.list.Cursor(), true), t.total(), t.fit())
	}
	t.goToNewest()
}

// stale says that the rows are to be made anew.
func (t *tab) stale() bool {
	switch c := t.content.(type) {
	case *deliveries:
		return c.stale
	case *itemList:
		return c.stale
	}
	return false
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

// above is how many lines stand above the rows, and as many below.
func (t *tab) above() int {
	if t.head() == "" {
		return 0
	}
	return 1
}

// fit is how many rows show.
func (t *tab) fit() int { return max((t.height-2*t.above())/t.rowLines(), 1) }

// rowAt is which of the rows that show a line of the body belongs to, below 0 for none.
func (t *tab) rowAt(y int) int {
	if y < t.above() {
		return -1
	}
	return (y - t.above()) / t.rowLines()
}

// draw draws exactly width × height cells.
func (t *tab) draw(focused bool) string {
	rows := t.theme.Muted.Render("  " + t.filter.emptyText())
	if c, ok := t.content.(interface{ empty() string }); ok {
		rows = "\n" + widget.Wrap(c.empty(), max(t.width-widget.ListMargin, 1))
		rows = t.theme.Muted.Style.Render(strings.ReplaceAll(rows, "\n", "\n  ")[1:])
	}
	if t.total() > 0 {
		rows = t.list.View(t.theme, t.total(), t.width, t.fit(), focused, t.line)
	}
	if l, ok := t.content.(*itemList); ok && t.total() > 0 {
		return l.table(t.list, t.width, t.height-1, focused) + "\n" + t.foot()
	}
	if t.above() == 0 {
		return widget.Box(rows, t.width, t.height)
	}
	return widget.Box(t.head()+"\n"+widget.Box(rows, t.width, t.height-2), t.width, t.height-1) + "\n" + t.foot()
}
