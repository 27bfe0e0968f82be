package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/ui/screen"
)

// Refreshed is the message that has a stepped app (Config.Stepped) take over where the
// session stands and what was recorded.
func Refreshed() tea.Msg { return changedMsg{} }

// StaleIn is how long what shows stays true by itself on the session's clock, 0 for ever.
func (a *App) StaleIn() time.Duration { return a.staleIn(a.Now()) }

// Toward is the next key on the way to an intent, see screen.Page.Toward. It is false
// while something lies over the page.
func (a *App) Toward(i flow.Intent) (next *screen.Press, ok bool) {
	if a.help.Open || a.faults.open || a.focus == records {
		return nil, false
	}
	return a.page.Toward(i, a.state)
}

// Free has a stepped app wait for the session and for the time by itself from now on.
func (a *App) Free() tea.Cmd {
	a.Stepped = false
	return tea.Batch(a.wait(), a.nextTick())
}

// Reread asks the sandbox which faults are armed, after somebody else has armed one.
func (a *App) Reread() tea.Cmd { return a.askFaults(nil) }

// Under names the program in the header, and puts lines below the help line from now on.
// How many there are may change with the size of the window alone.
func (a *App) Under(name string, lines ...string) {
	a.name, a.below = name, lines
	a.foot = footHeight + len(lines)
}
