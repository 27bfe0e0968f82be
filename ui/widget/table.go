package widget

import (
	"strings"

	"winkterm/ui/theme"
)

// Pair is one line of a table: a name and what it is. The value may be styled
// and is drawn as it is: clean it first when it comes from outside.
type Pair struct {
	Name  string
	Value string
}

// Table draws names at the left and values at the right of one column edge;
// values that are too long go on below. Every line has exactly width cells.
func Table(th theme.Theme, pairs []Pair, width int) string {
	column := 0
	for _, p := range pairs {
		column = max(column, Width(p.Name))
	}
	column = min(column, max(width/2-2, 0))
	room := max(width-column-2, 1)
	var lines []string
	for _, p := range pairs {
		name := th.Muted.Render(Fit(p.Name, column))
		for _, line := range Lines(Wrap(p.Value, room)) {
			lines = append(lines, Fit(name+"  "+line, width))
			name = strings.Repeat(" ", column)
		}
	}
	return strings.Join(lines, "\n")
}
