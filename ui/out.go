package ui

import (
	tea "charm.land/bubbletea/v2"

	"winkterm/ui/screen"
	"winkterm/ui/widget"
)

// do performs what a screen wants.
func (a *App) do(out screen.Out) tea.Cmd {
	cmds := []tea.Cmd{a.query(out.Queries)}
	for _, i := range out.Intents {
		cmds = append(cmds, a.intend(i))
	}
	if out.Quit {
		return tea.Quit
	}
	if out.Whole {
		return tea.Batch(append(cmds, copyTo(a, Clipboard{Copy: a.Copy}, out.Copy, out.What))...)
	}
	return tea.Batch(append(cmds, openURL(a, out.Open), a.copy(out.Copy, out.What))...)
}

// openedMsg is what became of opening an address in a browser; nil where it went well.
type openedMsg struct{ err error }

// openURL opens an address in the user's browser.
func openURL(a *App, address string) tea.Cmd {
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
