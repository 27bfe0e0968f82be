package inspector

import (
	"winkterm/flow/journal"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// section is a part of what is open: facts, headers or a body.
type section struct {
	title   string
	facts   []widget.Pair
	headers []journal.Header
	body    string
}

func (s section) lines(th theme.Theme, width int) []string {
	if len(s.facts) == 0 && len(s.headers) == 0 && s.body == "" {
		return nil
	}
	lines := []string{"", th.Strong.Render(widget.Clean(s.title))}
	if len(s.facts) > 0 {
		lines = append(lines, widget.Lines(widget.Table(th, s.facts, width))...)
	}
	for _, h := range s.headers {
		text := th.Accent.Render(widget.Clean(h.Name)+":") + " " + widget.Clean(h.Value)
		lines = append(lines, widget.Lines(widget.Wrap(text, width))...)
	}
	if s.body != "" {
		lines = append(lines, widget.JSON(th, s.body, width)...)
	}
	return lines
}

// text is the section for a paste, beginning with a line break; empty when it has nothing.
func (s section) text() string {
	if len(s.headers) == 0 && s.body == "" {
		return ""
	}
	text := "\n\n" + s.title
	for _, h := range s.headers {
		text += "\n" + widget.Clean(h.Name) + ": " + widget.Clean(h.Value)
	}
	if s.body != "" {
		text += "\n" + widget.PrettyJSON(s.body)
	}
	return text
}

// facts pairs names and values, cleaned; those without a value are left out.
func facts(namesAndValues ...string) []widget.Pair {
	var pairs []widget.Pair
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		if value := namesAndValues[i+1]; value != "" {
			pairs = append(pairs, widget.Pair{Name: namesAndValues[i], Value: widget.CleanLines(value)})
		}
	}
	return pairs
}

// inShort are facts of a row: ids without their middle.
func inShort(th theme.Theme, values ...string) []string {
	for i, v := range values {
		values[i] = th.Muted.Render(shortIDs(widget.Clean(v)))
	}
	return values
}
