package widget

import (
	"strings"

	"winkterm/ui/theme"
)

// Span is a range of bytes in a text, from Start to before End.
type Span struct{ Start, End int }

// Mark draws a text in base and the spans of it in mark, and cleans both. Spans
// that are out of order or out of the text are left out.
func Mark[S ~struct{ Start, End int }](s string, spans []S, base, mark theme.Role) string {
	var b strings.Builder
	at := 0
	for _, found := range spans {
		span := Span(found)
		if span.Start < at || span.End > len(s) || span.Start >= span.End {
			continue
		}
		b.WriteString(paint(base, s[at:span.Start]))
		b.WriteString(paint(mark, s[span.Start:span.End]))
		at = span.End
	}
	b.WriteString(paint(base, s[at:]))
	return b.String()
}

func paint(style theme.Role, s string) string {
	if s = clean(s, " ", " "); s == "" { // a mark at its start goes on the letter before
		return ""
	}
	return style.Render(s)
}
