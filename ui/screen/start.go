package screen

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/ui/format"
)

// start waits for a user and a token.
type start struct {
	card
	since time.Time
}

func (p *start) Update(tea.Msg, flow.State) Out { return Out{} }

func (p *start) View(s flow.State, width, _ int) View {
	w := write(p.Theme, width)
	w.title("Starting")
	what := "making a user at " + p.Host
	if s.Options.UserID != "" {
		what = "getting a link token for user " + s.Options.UserID + " from " + p.Host
	}
	w.text(p.Theme.Symbols.Wait + " " + what + ", " + format.Seconds(p.Now().Sub(p.since)))
	return w.view
}

func (p *start) Help(s flow.State) []key.Binding { return p.common(s) }
