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
