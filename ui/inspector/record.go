package inspector

import (
	"fmt"
	"strings"
	"time"

	"winkterm/flow/journal"
	"winkterm/ui/widget"
)

// record is one record, held itself, so that it stays when the journal lets it go.
type record struct {
	journal.Record
	count int       // how many calls the run had
	start time.Time // of the session
}

func (r record) lines(c *common, width int) []string {
	lines := widget.Lines(widget.Wrap(c.theme.Title.Render(widget.Clean(string(r.Lane)+"  "+r.Kind)), width))
	v := viewOf(r.Record)
	lines = append(lines, widget.Lines(widget.Table(c.theme, r.facts(v), width))...)
	for _, s := range v.sections {
		lines = append(lines, s.lines(c.theme, width)...)
	}
	return lines
}

// facts are all that is known of it in a line each.
func (r record) facts(v view) []widget.Pair {
	pairs := []widget.Pair{
		{Name: "record", Value: fmt.Sprintf("%d", r.Seq)},
		{Name: "time", Value: moment(r.start, r.At)},
	}
	if r.count > 1 {
		pairs = append(pairs, widget.Pair{Name: "repeated", Value: fmt.Sprintf("%d times, this is the newest", r.count)})
	}
	return append(pairs, v.facts...)
}

// text is the whole record as it is shown, without colours and in lines of any length.
func (r record) text() Action {
	v, b := viewOf(r.Record), &strings.Builder{}
	b.WriteString(widget.Clean(string(r.Lane) + "  " + r.Kind))
	pairs, column := r.facts(v), 0
	for _, p := range pairs {
		column = max(column, len(p.Name))
	}
	for _, p := range pairs {
		fmt.Fprintf(b, "\n%-*s  %s", column, p.Name, p.Value)
	}
	for _, s := range v.sections {
		b.WriteString(s.text())
	}
	return Action{b.String(), "record"}
}

func (r record) id() Action {
	if id := viewOf(r.Record).id; id != nil {
		return id()
	}
	return Action{}
}
