package screen

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/ui/widget"
)

// archiveSuccess shows what was read off the document.
type archiveSuccess struct {
	card
	// raw shows the values as the host gave them.
	raw bool
}

func (p *archiveSuccess) items(s flow.State) []item {
	return []item{
		{label: "Done", letter: "d", out: want(flow.Done{})},
		{label: "Upload another document", letter: "a", out: want(flow.AnotherWanted{})},
		{label: "See or revoke the upload", letter: "s", out: want(flow.ArchiveWanted{ID: s.Documents.ArchiveID})},
	}
}

func (p *archiveSuccess) Update(msg tea.Msg, s flow.State) Out {
	if press, ok := msg.(tea.KeyPressMsg); ok && key.Matches(press, p.Keys.JSON) {
		p.raw = !p.raw
		return Out{}
	}
	return p.pick(msg, p.items(s))
}

func (p *archiveSuccess) View(s flow.State, width, _ int) View {
	w := write(p.Theme, width)
	a := s.Documents.Current()
	w.title("Your " + typeLabel(s, a.Type) + " was read")
	w.notice(s.Notice)
	values := a.Extracted()
	switch {
	case values == nil:
		w.muted("The host read no values off it.")
	case p.raw:
		for _, line := range widget.JSON(p.Theme, string(values), width) {
			w.line(line)
		}
	default:
		w.block(widget.Table(p.Theme, extracted(values, p.Theme.Symbols.Off), width))
	}
	w.blank()
	p.menu(w, p.items(s))
	w.blank()
	w.archiveFacts(s, a)
	return w.view
}

func (p *archiveSuccess) Help(s flow.State) []key.Binding {
	show := p.Keys.JSON
	if p.raw {
		show.SetHelp("j", "table")
	}
	return append([]key.Binding{show}, p.help(s, p.items(s))...)
}
