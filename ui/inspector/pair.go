package inspector

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"winkterm/api/wire"
	"winkterm/flow/compare"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// pair is a row of the difference: what the widget sent beside what is expected of it.
type pair struct {
	compare.Row
	launch *launch
	opened int // which of the launches it is, from 1
}

// sides are what was sent and what is expected, nil where there is none.
func (p pair) sides() (sent, expected *compare.Callback) {
	if p.Sent >= 0 {
		sent = &p.launch.sent[p.Sent]
	}
	if p.Expected >= 0 {
		expected = &p.launch.expected.Callbacks[p.Expected]
	}
	return sent, expected
}

// words are what the filter looks at.
func (p pair) words() string {
	sent, expected := p.sides()
	words := []string{p.Mark.String(), named(sent), named(expected)}
	for _, f := range p.Fields {
		words = append(words, f.Name)
	}
	return strings.Join(words, " ")
}

// named is what a callback is, what it is about, and what else one wants to see of it.
func named(c *compare.Callback) string {
	if c == nil {
		return ""
	}
	return joinText(c.Title(), c.Subject(), remark(*c))
}

func remark(c compare.Callback) string { return joinText(c.Text("reason"), c.Text("errorCode")) }

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
	case p.Mark == compare.Doubled && p.launch.sent[p.Sent].Name == wire.OnUIEvent:
		text += "; a page that shows again after a problem looks the same"
	case p.Mark == compare.Moved && p.Expected > 0:
		text += "after " + named(&p.launch.expected.Callbacks[p.Expected-1])
	case p.Mark == compare.Moved:
		text += "at the beginning"
	}
	return text
}

func (d *difference) subject(at int) (subject, bool) {
	if at >= len(d.pairs) {
		return subject{}, false
	}
	p := d.pairs[at]
	sent, expected := p.sides()
	about := cmp.Or(sent, expected)
	var record, moment, opened, why string
	if sent != nil {
		record, moment, why = strconv.Itoa(p.launch.seqs[p.Sent]), d.moment(sent.At), p.launch.expected.Why[p.Sent]
	}
	if n := len(d.launches); n > 1 {
		opened = fmt.Sprintf("opened for the %d. of %d times", p.opened, n)
	}
	text := []string{p.Mark.String() + ": " + named(about), p.says()}
	if why != "" {
		text = append(text, why)
	}
	s := subject{title: func(th theme.Theme, width int) string {
		title := widget.Clean(p.Mark.String() + "  " + named(about))
		return mark(th, p.Mark) + " " + th.Title.Render(widget.Cut(title, max(width-markWidth-1, 1)))
	}}
	s.facts = facts("means", p.says(), "the flow", why, "record", record, "time", moment, "widget", opened)
	for _, f := range p.Fields {
		text = append(text, fmt.Sprintf("%s: widget %s, wizard %s", f.Name, f.Sent, f.Expected))
		s.sections = append(s.sections, section{
			title: d.theme.Symbols.Differs + " " + cmp.Or(f.Name, "data"),
			facts: facts("widget", cmp.Or(f.Sent, "missing"), "wizard", cmp.Or(f.Expected, "not there")),
		})
	}
	s.sections = append(append(s.sections, side("the widget sent ", sent)...), side("the wizard's flow sends ", expected)...)
	s.text, s.id = copying(strings.Join(text, "\n"), "difference"), func() Action { return callbackID(*about) }
	return s, true
}

// side is a section of what one of the two sends, none where there is none.
func side(title string, c *compare.Callback) []section {
	if c == nil {
		return nil
	}
	s := section{title: title + string(c.Name)}
	for _, f := range c.Fields {
		s.facts = append(s.facts, widget.Pair{Name: widget.Clean(f.Name), Value: widget.CleanLines(f.Value)})
	}
	if len(s.facts) == 0 {
		s.facts = []widget.Pair{{Name: "no data"}}
	}
	return []section{s}
}
