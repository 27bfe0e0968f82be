package inspector

import (
	"fmt"

	"winkterm/flow/journal"
	"winkterm/ui/widget"
)

// record is one record, held itself, so that it stays when the journal lets it go.
type record struct {
	journal.Record
	count int // how many calls the run had
}

func (r record) lines(c *common, width int) []string {
	lines := []string{c.theme.Title.Render(widget.Cut(widget.Clean(string(r.Lane)+"  "+r.Kind), width))}
	pairs := []widget.Pair{
		{Name: "record", Value: fmt.Sprintf("%d", r.Seq)},
		{Name: "time", Value: c.moment(r.At)},
	}
	if r.count > 1 {
		pairs = append(pairs, widget.Pair{Name: "repeated", Value: fmt.Sprintf("%d times, this is the newest", r.count)})
	}
	v := viewFor(r.Record)
	lines = append(lines, widget.Lines(widget.Table(c.theme, append(pairs, v.facts()...), width))...)
	for _, s := range v.sections() {
		lines = append(lines, s.lines(c.theme, width)...)
	}
	return lines
}

// text is a call as a curl line with its placeholders, others as their data or id.
func (r record) text() Action {
	if text := viewFor(r.Record).text(r.Kind); text != (Action{}) {
		return text
	}
	return r.id()
}

func (r record) id() Action { return viewFor(r.Record).id() }
