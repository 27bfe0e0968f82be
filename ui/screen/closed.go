package screen

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/widget"
)

// closed is what remains when the widget is gone: how it ended, what was linked.
type closed struct{ card }

func (p *closed) items() []item {
	return []item{
		{label: "Leave winkterm", letter: "q", out: Out{Quit: true}},
		{label: "Start again with this user", letter: "s", out: want(flow.Begin{})},
	}
}

func (p *closed) Update(msg tea.Msg, _ flow.State) Out { return p.pick(msg, p.items()) }

func (p *closed) View(s flow.State, width, _ int) View {
	w := write(p.Theme, width)
	w.title("The widget is closed")
	w.fact("onClose", string(s.Session.CloseReason)+", "+reason(s.Session.CloseReason))
	if s.Session.UserID != "" {
		w.fact("User", s.Session.UserID)
	}
	for _, a := range s.Linking.Accounts {
		w.drawn("Account", p.Theme.StatusText(widget.Clean(string(a.ConnectionStatus)))+"  "+widget.Clean(a.ProviderID))
	}
	for _, a := range s.Documents.Archives {
		w.drawn("Archive", p.Theme.StatusText(widget.Clean(string(a.State.Status)))+"  "+widget.Clean(a.Type))
	}
	w.blank()
	p.menu(w, p.items())
	return w.view
}

func reason(r wire.CloseReason) string {
	switch r {
	case wire.CloseX:
		return "by the X or a declined consent"
	case wire.CloseExit:
		return "by Done on the success page"
	case wire.CloseError:
		return "by Exit on an error page"
	}
	return "as the host put it"
}

func (p *closed) Help(flow.State) []key.Binding {
	return []key.Binding{p.Keys.Enter, p.Keys.Down, p.Keys.Quit}
}
