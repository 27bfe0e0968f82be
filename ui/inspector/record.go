package inspector

import (
	"fmt"
	"strconv"
	"strings"

	"winkterm/flow/journal"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// subject is what can be opened and copied: a record, or a row of the difference. It
// stays as it is when there are other rows, and when the journal lets its record go.
type subject struct {
	title func(th theme.Theme, width int) string
	view
	// seq is that of the record, 0 where there is none.
	seq int
	// text is all of it for a paste, in lines of any length; nil for no subject.
	text func() Action
}

// lines are all of it, in lines of at most width cells.
func (s subject) lines(c *common, width int) []string {
	lines := append(widget.Lines(s.title(c.theme, width)), widget.Lines(widget.Table(c.theme, s.facts, width))...)
	for _, part := range s.sections {
		lines = append(lines, part.lines(c.theme, width)...)
	}
	return lines
}

// whole is a record, the newest of a run of so many calls.
func (l *recordList) whole(r journal.Record, count int) subject {
	s, repeated, title := subject{view: viewOf(r), seq: r.Seq}, "", widget.Clean(string(r.Lane)+"  "+r.Kind)
	if count > 1 {
		repeated = fmt.Sprintf("%d times, this is the newest", count)
	}
	s.facts = append(facts("record", strconv.Itoa(r.Seq), "time", l.moment(r.At), "repeated", repeated), s.facts...)
	s.title = func(th theme.Theme, width int) string { return widget.Wrap(th.Title.Render(title), width) }
	s.text = func() Action { return Action{s.plain(title), "record"} }
	return s
}

// plain is the title with the facts and sections, without colours.
func (v view) plain(title string) string {
	column, b := 0, &strings.Builder{}
	b.WriteString(title)
	for _, p := range v.facts {
		column = max(column, len(p.Name))
	}
	for _, p := range v.facts {
		fmt.Fprintf(b, "\n%-*s  %s", column, p.Name, p.Value)
	}
	for _, s := range v.sections {
		b.WriteString(s.text())
	}
	return b.String()
}
