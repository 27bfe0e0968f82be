package widget

import (
	"strings"

	"winkterm/ui/theme"
)

// Level says how serious a notice is.
type Level int

// The levels.
const (
	Info Level = iota
	Success
	Warning
	Error
)

// Notice draws a message with the sign of its level, as many lines of exactly
// width cells as it takes. The text is cleaned; its line breaks stay.
func Notice(th theme.Theme, level Level, text string, width int) string {
	style := [...]theme.Role{th.Info, th.Success, th.Warning, th.Error}[level]
	sign := [...]string{th.Symbols.Info, th.Symbols.Done, th.Symbols.Warn, th.Symbols.Fail}[level]
	lines := Lines(Wrap(CleanLines(text), max(width-2, 1)))
	for i, line := range lines {
		lead := "  "
		if i == 0 {
			lead = style.Render(sign) + " "
		}
		lines[i] = Fit(lead+style.Render(line), width)
	}
	return strings.Join(lines, "\n")
}

// Pair is one line of a table: a name and what it is. The value may be styled
// and is drawn as it is: clean it first when it comes from outside.
type Pair struct {
	Name  string
	Value string
	// Right has the value end where the others that have it end, as amounts do.
	Right bool
}

// Table draws names at the left and values at the right of one column edge;
// values that are too long go on below. Every line has exactly width cells.
func Table(th theme.Theme, pairs []Pair, width int) string {
	column, amounts := 0, 0
	for _, p := range pairs {
		column = max(column, Width(p.Name))
		if p.Right {
			amounts = max(amounts, Width(p.Value))
		}
	}
	column = min(column, max(width/2-2, 0))
	room := max(width-column-2, 1)
	var lines []string
	for _, p := range pairs {
		name := th.Muted.Render(Fit(p.Name, column))
		if p.Right {
			p.Value = Right(p.Value, min(amounts, room))
		}
		for _, line := range Lines(Wrap(p.Value, room)) {
			lines = append(lines, Fit(name+"  "+line, width))
			name = strings.Repeat(" ", column)
		}
	}
	return strings.Join(lines, "\n")
}
