package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/ui/files/query"
)

// answered takes what a query of the disk found. Answers that a newer question has
// made out of date are dropped; a checked file is never.
func (p *picker) answered(m query.Answer, s flow.State) Out {
	switch what := m.What.(type) {
	case query.Listed:
		if m.ID >= p.listing {
			p.browsed(what, s)
		}
	case query.Checked:
		return p.checked(what)
	case query.Completed:
		if m.ID == p.completing {
			p.completed(what)
		}
	case query.Pictured:
		if m.ID == p.picturing {
			p.picture = what.Rows
		}
	}
	return Out{}
}

// browsed shows a directory; one that cannot be read leaves the one before.
func (p *picker) browsed(l query.Listed, s flow.State) {
	first := p.listed.Dir == ""
	if l.Err != nil {
		p.input.Err = l.Err.Error()
		p.listed.Samples = l.Samples
		p.skipHeadings(p.all(s), 1)
		return
	}
	same := l.Dir == p.listed.Dir
	p.listed = l
	p.input.Err = ""
	if p.typed {
		p.clear()
	}
	all := p.all(s)
	if !same && !first {
		p.rows.Set(len(all)-len(l.Entries), len(all), p.rows.shown) // behind the way up
	}
	p.skipHeadings(all, 1)
}

func (p *picker) clear() {
	p.input.SetValue("")
	p.input.Err, p.input.Hint, p.typed = "", "", false
}

// checked adds the files that can be sent; the first that cannot stands in the
// field with the reason. What is no path at all is simply typed.
func (p *picker) checked(c query.Checked) Out {
	if len(c.Found) == 0 {
		p.edit(tea.PasteMsg{Content: c.Text})
		return Out{}
	}
	var out Out
	p.clear()
	for _, f := range c.Found {
		switch {
		case f.Err == nil:
			one := p.add(f.File)
			out.Intents, out.Queries = append(out.Intents, one.Intents...), one.Queries
		case p.input.Err == "":
			p.input.SetValue(f.Path)
			p.input.Err, p.typed = f.Err.Error(), true
		}
	}
	return out
}

// completed writes the path as far as it is certain.
func (p *picker) completed(c query.Completed) {
	if c.Text != "" && c.Text != p.input.Value() {
		p.input.SetValue(c.Text)
		p.typed = true
	}
	p.input.Err, p.input.Hint = "", ""
	switch {
	case len(c.Candidates) > 1:
		p.input.Hint = strings.Join(c.Candidates, "  ")
	case len(c.Candidates) == 0 && p.typed:
		p.input.Hint = "nothing begins like that"
	}
}
