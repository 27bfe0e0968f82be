package inspector

import (
	"strings"

	"winkterm/ui/widget"
)

// filter is what rows must have to be listed. It is focused while one types into it.
type filter struct{ widget.Input }

// lets says whether a text has what is wanted.
func (f *filter) lets(text string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(strings.TrimSpace(f.Value())))
}

// shown says whether the filter has its line: it is typed into or lets not
// everything through.
func (f *filter) shown() bool { return f.Focused() || f.Value() != "" }

// view draws exactly width cells.
func (f *filter) view(c *common, width int) string {
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
