package ui

import (
	tea "charm.land/bubbletea/v2"

	"winkterm/ui/widget"
)

// openedMsg is what became of opening an address in a browser; nil where it went well.
type openedMsg struct{ err error }

// openURL opens an address in the user's browser.
func (a *App) openURL(address string) tea.Cmd {
	switch {
	case address == "":
		return nil
	case a.Open == nil:
		a.say("no browser is opened from here: open the address yourself", widget.Warning)
		return nil
	}
	open := a.Open
	return func() tea.Msg { return openedMsg{open(address)} }
}

func (m openedMsg) tell(a *App) {
	if m.err != nil {
		a.say("no browser was opened: "+m.err.Error(), widget.Warning)
		return
	}
	a.say("opened in a browser", widget.Info)
}
