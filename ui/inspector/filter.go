package inspector

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"winkterm/ui/widget"
)

// filter is what rows must have to be listed.
type filter struct{ widget.Search }

// hits says whether a line as it is drawn has one of the words.
func (f *filter) hits(line string) bool {
	line = strings.ToLower(ansi.Strip(line))
	return slices.ContainsFunc(strings.Fields(strings.ToLower(f.Value())), func(word string) bool { return strings.Contains(line, word) })
}

// line draws exactly width cells. A filter that is kept stands out, for it hides rows.
func (f *filter) line(c *common, width int) string {
	if f.Focused() {
		return f.Line(c.theme, width)
	}
	kept := c.theme.Warning.Render("only what has: " + widget.Clean(f.Value()))
	return widget.Fit(joinText(kept, c.theme.Muted.Render(" n N next, before; / esc shows all")), width)
}

// emptyText stands in the place of rows.
func (f *filter) emptyText() string {
	if f.Value() != "" {
		return "nothing matches the filter"
	}
	return "nothing yet"
}
