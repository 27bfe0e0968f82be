package screen

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/ui/format"
)

// connecting waits while the provider is asked.
type connecting struct {
	card
	since time.Time
}

func (p *connecting) Update(msg tea.Msg, _ flow.State) Out {
	if press, ok := msg.(tea.KeyPressMsg); ok && key.Matches(press, p.Keys.Retry) {
		return want(flow.Refreshed{})
	}
	return Out{}
}

func (p *connecting) View(s flow.State, width, _ int) View {
	w := write(p.Theme, width)
	w.title("Connecting to " + s.Linking.Provider.Name)
	w.notice(s.Notice)
	w.accountFacts(s.Linking.Current())
	w.blank()
	w.muted(p.Theme.Symbols.Wait + " the provider is being asked, " + format.Seconds(p.Now().Sub(p.since)))
	w.muted("Esc goes back to what was typed.")
	return w.view
}

func (p *connecting) Help(s flow.State) []key.Binding {
	look := p.Keys.Retry
	look.SetHelp("r", "look again")
	return append([]key.Binding{look}, p.common(s)...)
}
