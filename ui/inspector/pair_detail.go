package inspector

import (
	"cmp"
	"fmt"
	"strings"

	"winkterm/api/wire"
	"winkterm/flow/compare"
	"winkterm/ui/widget"
)

// meanings are the marks in a sentence.
var meanings = [...]string{
	compare.Same:    "the widget sent what the wizard's flow sends",
	compare.Missing: "the wizard's flow sends this here, the widget did not",
	compare.Extra:   "the widget sent this, the wizard's flow does not",
	compare.Doubled: "the widget sent this once more than the wizard's flow does",
	compare.Moved:   "the widget sent this here, the wizard's flow sends it ",
	compare.Differs: "the widget sent this with other fields than the wizard's flow does",
}

// says is the row in a sentence.
func (p pair) says() string {
	text := meanings[p.Mark]
	switch {
	case p.Mark == compare.Doubled && p.sent.Name == wire.OnUIEvent:
		text += "; a page that shows again after a problem looks the same"
	case p.Mark == compare.Moved && p.before != nil:
		text += "after " + named(*p.before)
	case p.Mark == compare.Moved:
		text += "at the beginning"
	}
	return text
}

func (p pair) lines(c *common, width int) []string {
	title := widget.Clean(p.Mark.String() + "  " + named(p.about()))
	lines := []string{c.mark(p.Mark) + " " + c.theme.Title.Render(widget.Cut(title, max(width-markWidth-1, 1)))}
	pairs := facts("means", p.says(), "the flow", p.why)
	if p.sent != nil {
		pairs = append(pairs, facts("record", fmt.Sprintf("%d", p.seq), "time", c.moment(p.sent.At))...)
	}
	if n := p.launches; n > 1 {
		pairs = append(pairs, facts("widget", fmt.Sprintf("opened for the %d. of %d times", p.opened, n))...)
	}
	table := func(head string, pairs []widget.Pair) {
		lines = append(append(lines, head), widget.Lines(widget.Table(c.theme, pairs, width))...)
	}
	lines = append(lines, widget.Lines(widget.Table(c.theme, pairs, width))...)
	for _, f := range p.Fields {
		lines = append(lines, "")
		table(c.theme.Warning.Render(c.theme.Symbols.Differs)+" "+c.theme.Strong.Render(widget.Clean(cmp.Or(f.Name, "data"))),
			facts("widget", cmp.Or(f.Sent, "missing"), "wizard", cmp.Or(f.Expected, "not there")))
	}
	for _, side := range []struct {
		title string
		*compare.Callback
	}{{"the widget sent", p.sent}, {"the wizard's flow sends", p.expected}} {
		if side.Callback == nil {
			continue
		}
		lines = append(lines, "")
		var fields []widget.Pair
		for _, f := range side.Fields {
			fields = append(fields, widget.Pair{Name: widget.Clean(f.Name), Value: widget.CleanLines(f.Value)})
		}
		table(c.theme.Strong.Render(side.title)+" "+widget.Clean(string(side.Name)), fields)
		if len(fields) == 0 {
			lines[len(lines)-1] = c.theme.Muted.Render("no data")
		}
	}
	return lines
}

// text is the row as one would paste it.
func (p pair) text() Action {
	text := []string{p.Mark.String() + ": " + named(p.about()), p.says()}
	if p.why != "" {
		text = append(text, p.why)
	}
	for _, f := range p.Fields {
		text = append(text, fmt.Sprintf("%s: widget %s, wizard %s", f.Name, f.Sent, f.Expected))
	}
	return Action{strings.Join(text, "\n"), "difference"}
}

// id is the id that the row is about.
func (p pair) id() Action { return callbackID(p.about()) }
