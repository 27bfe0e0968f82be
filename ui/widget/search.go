package widget

import (
	"strings"

	"winkterm/ui/theme"
)

// Search is an Input for words that a text must have. The zero value finds everything.
type Search struct{ Input }

// Active says whether the search wants a line of its own: one types into it, or it has
// words.
func (s *Search) Active() bool { return s.Focused() || s.Value() != "" }

// Finds says whether the texts have all words, each of them anywhere and in any case.
func (s *Search) Finds(texts ...string) bool {
	text := strings.ToLower(strings.Join(texts, "\n"))
	for word := range strings.FieldsSeq(strings.ToLower(s.Value())) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// Line draws exactly width cells.
func (s *Search) Line(th theme.Theme, width int) string {
	return Fit(th.Focus.Render("/ ")+s.Field(th, max(width-len("/ "), 1)), width)
}
