package inspector

import (
	"cmp"
	"fmt"
	"strings"

	"winkterm/api/wire"
	"winkterm/flow/compare"
	"winkterm/ui/widget"
)

// chosenPair is the row of the difference under the cursor; nil for none.
func (m *Model) chosenPair() *pair {
	at := m.tab().list.Cursor()
	if m.shown != difference || at >= len(m.pairs) {
		return nil
	}
	p := m.pairs[at]
	return &p
}

// openPair shows a row of the difference whole.
func (m *Model) openPair() {
	if p := m.chosenPair(); p != nil {
		m.tab().follow = false
		m.detail = detail{open: true, pair: p}
	}
}

// says is the row in a sentence.
func (p pair) says() string {
	switch p.row.Mark {
	case compare.Same:
		return "the widget sent what the wizard's flow sends"
	case compare.Missing:
		return "the wizard's flow sends this here, the widget did not"
	case compare.Extra:
		return "the widget sent this, the wizard's flow does not"
	case compare.Doubled:
		text := "the widget sent this once more than the wizard's flow does"
		if p.sent.Name == wire.OnUIEvent {
			text += "; a page that shows again after a problem looks the same"
		}
		return text
	case compare.Moved:
		after := "at the beginning"
		if p.before != nil {
			after = "after " + named(*p.before)
		}
		return "the widget sent this here, the wizard's flow sends it " + after
	case compare.Differs:
		return "the widget sent this with other fields than the wizard's flow does"
	}
	return ""
}

// pairDetail are the lines of an open row.
func (m *Model) pairDetail(p *pair, width int) []string {
	title := widget.Clean(p.row.Mark.String() + "  " + named(p.about()))
	lines := []string{m.mark(p.row.Mark) + " " + m.theme.Title.Render(widget.Cut(title, max(width-markWidth-1, 1)))}
	pairs := facts("means", p.says(), "the flow", p.why)
	if p.sent != nil {
		pairs = append(pairs, facts("record", fmt.Sprintf("%d", p.seq), "time", m.moment(p.sent.At))...)
	}
	if n := len(m.launches.all); n > 1 {
		pairs = append(pairs, facts("widget", fmt.Sprintf("opened for the %d. of %d times", p.opened, n))...)
	}
	table := func(head string, pairs []widget.Pair) {
		lines = append(append(lines, head), widget.Lines(widget.Table(m.theme, pairs, width))...)
	}
	lines = append(lines, widget.Lines(widget.Table(m.theme, pairs, width))...)
	for _, f := range p.row.Fields {
		lines = append(lines, "")
		table(m.theme.Warning.Render(m.theme.Symbols.Differs)+" "+m.theme.Strong.Render(widget.Clean(cmp.Or(f.Name, "data"))),
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
		table(m.theme.Strong.Render(side.title)+" "+widget.Clean(string(side.Name)), fields)
		if len(fields) == 0 {
			lines[len(lines)-1] = m.theme.Muted.Render("no data")
		}
	}
	return lines
}

// copied is the row as one would paste it.
func (p pair) copied() Action {
	text := []string{p.row.Mark.String() + ": " + named(p.about()), p.says()}
	if p.why != "" {
		text = append(text, p.why)
	}
	for _, f := range p.row.Fields {
		text = append(text, fmt.Sprintf("%s: widget %s, wizard %s", f.Name, f.Sent, f.Expected))
	}
	return Action{strings.Join(text, "\n"), "difference"}
}

// id is the id that the row is about.
func (p pair) id() Action {
	c, archive := p.about(), ""
	if c.Name == wire.OnUploadsCreated || c.Name == wire.OnUploadsRemoved {
		archive, _, _ = strings.Cut(c.Subject(), " ")
	}
	return cmp.Or(
		action(archive, "archive id"), action(cmp.Or(c.Text("accountId"), c.Text("account.accountId")), "account id"), action(c.Text("archive.archiveId"), "archive id"),
		action(cmp.Or(c.Text("providerId"), c.Text("account.providerId")), "provider id"), action(c.Text("userId"), "user id"),
	)
}
