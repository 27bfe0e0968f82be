package widget

import (
	"strings"

	"winkterm/ui/theme"
)

// ListMargin is the cells at the left of a row, where the sign of the chosen one
// stands.
const ListMargin = 2

// List is a cursor in rows that are more than fit. It keeps no rows: the owner
// says how many there are and draws those that show.
type List struct {
	cursor, offset int
	// marking says that the rows from anchor to the cursor are marked.
	marking bool
	anchor  int
}

// Mark begins to mark rows at the chosen one; the range goes to wherever the cursor goes.
func (l *List) Mark() { l.marking, l.anchor = true, l.cursor }

// Unmark takes the range back.
func (l *List) Unmark() { l.marking = false }

// Marked gives the first and the last row of the range, and whether there is one.
func (l List) Marked() (from, to int, ok bool) {
	return min(l.anchor, l.cursor), max(l.anchor, l.cursor), l.marking
}

// Cursor is the chosen row.
func (l List) Cursor() int { return l.cursor }

// Move goes down by delta rows (up when negative) and stops at the ends. Total
// is how many rows there are, height how many show.
func (l *List) Move(delta, total, height int) { l.Set(l.cursor+delta, total, height) }

// Set chooses a row, the nearest one there is, and brings it into view.
func (l *List) Set(row, total, height int) {
	l.cursor = min(max(row, 0), max(total-1, 0))
	l.offset = l.first(total, height)
}

// Pass leaves a row that is a heading, in the direction of delta or in the other one at
// the end, and brings the heading right above the row into view.
func (l *List) Pass(delta, total, height int, heading func(row int) bool) {
	step := 1
	if delta < 0 {
		step = -1
	}
	for _, step := range []int{step, -step} {
		for row := l.cursor; row >= 0 && row < total; row += step {
			if !heading(row) {
				if row > 0 && heading(row-1) {
					l.Set(row-1, total, height)
				}
				l.Set(row, total, height)
				return
			}
		}
	}
}

// Wheel moves the window, and the cursor only as far as it must to stay in it.
func (l *List) Wheel(delta, total, height int) {
	l.offset = min(max(l.first(total, height)+delta, 0), max(total-height, 0))
	l.cursor = min(max(l.cursor, l.offset), max(l.offset+height-1, 0), max(total-1, 0))
}

// first is the first row that shows: the old one where that keeps the cursor in
// view and the window full.
func (l List) first(total, height int) int {
	height = max(height, 1)
	off := min(l.offset, l.cursor)
	off = max(off, l.cursor-height+1)
	return max(min(off, total-height), 0)
}

// Lose takes out so many rows at the beginning, of which height showed: what is seen,
// chosen and marked stays.
func (l *List) Lose(gone, total, height int) {
	at := l.cursor - gone
	l.Wheel(-gone, total+gone, height)
	l.Set(at, total, height)
	l.anchor = max(l.anchor-gone, 0)
}

// At gives the row that the line y of the view shows, for a click.
func (l List) At(y, total, height int) (int, bool) {
	row := l.first(total, height) + y
	return row, y >= 0 && y < height && row < total
}

// View draws exactly width × height cells and asks for the rows that show alone.
// Row gets its number and the cells that it has, and may style its text; where all
// give several lines, the view has as many times its height. Without the focus the
// chosen row has its sign but no band, and so have marked ones.
func (l List) View(th theme.Theme, total, width, height int, focused bool, row func(i, width int) string) string {
	inner := max(width-ListMargin, 0)
	from := l.first(total, height)
	first, last, marked := l.Marked()
	var lines []string
	for i := from; i < min(from+height, total); i++ {
		margin, plain := strings.Repeat(" ", ListMargin), false
		switch {
		case i == l.cursor:
			margin = Fit(th.Symbols.Select, ListMargin)
		case marked && i >= first && i <= last:
			margin = Fit(th.Symbols.Marked, ListMargin)
		default:
			plain = true
		}
		for _, text := range Lines(row(i, inner)) {
			text = Fit(text, inner)
			switch {
			case plain:
				text = margin + text
			case focused:
				text = th.Selected.Over(margin + text)
			default:
				text = th.Muted.Render(margin) + text
			}
			lines = append(lines, text)
			margin = strings.Repeat(" ", ListMargin)
		}
	}
	return Box(joinLines(lines), width, max(height, len(lines)))
}
