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
	lines := widget.Lines(widget.Wrap(c.theme.Title.Render(widget.Clean(string(r.Lane)+"  "+r.Kind)), width))
	pairs := []widget.Pair{
		{Name: "record", Value: fmt.Sprintf("%d", r.Seq)},
		{Name: "time", Value: c.moment(r.At)},
	}
	if r.count > 1 {
		pairs = append(pairs, widget.Pair{Name: "repeated", Value: fmt.Sprintf("%d times, this is the newest", r.count)})
	}
	v := viewOf(r.Record)
	lines = append(lines, widget.Lines(widget.Table(c.theme, append(pairs, v.facts...), width))...)
	for _, s := range v.sections {
		lines = append(lines, s.lines(c.theme, width)...)
	}
	return lines
}

// text is a call as a curl line with its placeholders, others as their data or id.
func (r record) text() Action {
	if text := viewOf(r.Record).text; text != nil {
		return text()
	}
	return r.id()
}

func (r record) id() Action {
	if id := viewOf(r.Record).id; id != nil {
		return id()
	}
	return Action{}
}
