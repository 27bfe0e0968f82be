package widget

import (
	"strings"

	"winkterm/ui/theme"
)

// Column is a column of a Grid; Right has its cells stand at the right, as numbers do.
type Column struct {
	Name  string
	Right bool
}

const (
	// gridGap is how many cells are between two columns, cellMost how wide one is at most,
	// cellLeast how much of one is worth showing.
	gridGap   = 2
	cellMost  = 40
	cellLeast = 8
)

// Grid draws rows in columns below a heading, which stays. It keeps no rows and asks for
// those that show alone; the columns are as wide as what shows. Where they are too many for
// the width, it begins with a further one.
type Grid struct {
	Columns []Column
	first   int
}

// Shift goes so many columns to the right (to the left when negative). How far that is,
// what is drawn next says.
func (g *Grid) Shift(by int) { g.first = max(g.first+by, 0) }

// View draws exactly width × height cells, one line of them the heading: the list has a
// line less. Cells gives the texts of a row, which are cleaned here; what is missing is
// empty, and a long one is cut.
func (g *Grid) View(th theme.Theme, l List, total, width, height int, focused bool, cells func(row int) []string) string {
	widths := make([]int, len(g.Columns))
	note := func(texts []string) []string {
		line := make([]string, len(g.Columns))
		for i := range min(len(texts), len(line)) {
			line[i] = Cut(Clean(texts[i]), cellMost)
			widths[i] = max(widths[i], Width(line[i]))
		}
		return line
	}
	names := make([]string, len(g.Columns))
	for i, c := range g.Columns {
		names[i] = c.Name
	}
	names = note(names)
	from, rows := l.first(total, height-1), [][]string(nil)
	for row := from; row < min(from+height-1, total); row++ {
		rows = append(rows, note(cells(row)))
	}
	before, after := "", ""
	if g.limit(widths, width-ListMargin) {
		after = "→"
	}
	if g.first > 0 {
		before = "←"
	}
	head := Fit(Fit(before, ListMargin)+g.line(names, widths, width-ListMargin), max(width-Width(after), 0)) + after
	list := l.View(th, total, width, height-1, focused, func(row, inner int) string { return g.line(rows[row-from], widths, inner) })
	return Box(th.Strong.Render(head)+"\n"+list, width, height)
}

// limit goes back to the left where the last columns would leave room, and says whether
// some do not fit.
func (g *Grid) limit(widths []int, width int) (more bool) {
	g.first = min(g.first, max(len(widths)-1, 0))
	room := width + gridGap
	for i := len(widths) - 1; i >= 0; i-- {
		if room -= widths[i] + gridGap; room < 0 {
			return g.first <= i
		}
		g.first = min(g.first, i)
	}
	return false
}

// line joins the cells from the first column on, as far as at least the beginning of one
// fits.
func (g *Grid) line(cells []string, widths []int, width int) string {
	var b strings.Builder
	at := 0
	for i := g.first; i < len(cells) && (i == g.first || at+min(widths[i], cellLeast) <= width); i++ {
		text := Pad(cells[i], widths[i])
		if g.Columns[i].Right {
			text = Right(cells[i], widths[i])
		}
		b.WriteString(text + strings.Repeat(" ", gridGap))
		at += widths[i] + gridGap
	}
	return strings.TrimRight(b.String(), " ")
}
