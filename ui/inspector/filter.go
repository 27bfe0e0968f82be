package inspector

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"winkterm/ui/widget"
)

// filter is what rows must have to be listed. It is focused while one types into it.
type filter struct{ widget.Input }

// lets says whether texts have all the words that are wanted, each of them anywhere.
func (f *filter) lets(texts ...string) bool {
	text := strings.ToLower(strings.Join(texts, "\n"))
	for word := range strings.FieldsSeq(strings.ToLower(f.Value())) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// hits says whether a line as it is drawn has one of the words.
func (f *filter) hits(line string) bool {
	line = strings.ToLower(ansi.Strip(line))
	return slices.ContainsFunc(strings.Fields(strings.ToLower(f.Value())), func(word string) bool { return strings.Contains(line, word) })
}

// shown says whether the filter has its line: it is typed into or lets not
// everything through.
func (f *filter) shown() bool { return f.Focused() || f.Value() != "" }

// view draws exactly width cells. One that is kept stands out, for it hides rows.
func (f *filter) view(c *common, width int) string {
	if !f.Focused() {
		kept := c.theme.Warning.Render("only what has: " + widget.Clean(f.Value()))
		return widget.Fit(joinText(kept, c.theme.Muted.Render(" n N next, before; / esc shows all")), width)
	}
	lead := "/ "
	return c.theme.Focus.Render(lead) + f.Field(c.theme, max(width-len(lead), 1))
}

// emptyText stands in the place of rows.
func (f *filter) emptyText() string {
	if f.Value() != "" {
		return "nothing matches the filter"
	}
	return "nothing yet"
}
