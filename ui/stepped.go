package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
	"winkterm/ui/screen"
)

// Stepped is the app on a session that somebody else moves on, with its clock: it waits
// for neither, and is told by Refresh. Make it with NewStepped.
type Stepped struct{ app *App }

// NewStepped makes the app of a session that has begun. name is the program's in the
// header.
func NewStepped(c Config, name string) *Stepped {
	a := New(c)
	a.Begun, a.stepped, a.name = true, true, name
	return &Stepped{a}
}

// Update gives the app a message, such as a key or the size of the window.
func (s *Stepped) Update(msg tea.Msg) tea.Cmd {
	_, cmd := s.app.Update(msg)
	return cmd
}

// Perform does what the app wants done, and what that wants in turn, before it comes back.
func (s *Stepped) Perform(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, one := range msg {
			s.Perform(one)
		}
	default:
		s.Perform(s.Update(msg))
	}
}

// Refresh takes over where the session stands, and what was recorded.
func (s *Stepped) Refresh() tea.Cmd { return s.Update(changedMsg{}) }

// View draws the whole window.
func (s *Stepped) View() tea.View { return s.app.View() }

// StaleIn is how long what shows stays true by itself on the session's clock, 0 for ever.
func (s *Stepped) StaleIn() time.Duration { return s.app.staleIn(s.app.Now()) }

// Toward is the next key on the way to an intent, see screen.Page.Toward. It is false
// while something lies over the page.
func (s *Stepped) Toward(i flow.Intent) (next *screen.Press, ok bool) {
	a := s.app
	if a.help.Open || a.faults.open || a.focus == records {
		return nil, false
	}
	return a.page.Toward(i, a.state)
}

// Faults asks the sandbox which faults are armed, after somebody else has armed one.
func (s *Stepped) Faults() tea.Cmd { return s.app.askFaults(nil) }

// Free has the app wait for the session and for the time by itself from now on.
func (s *Stepped) Free() tea.Cmd {
	s.app.stepped = false
	return tea.Batch(s.app.wait(), s.app.nextTick())
}

// Under puts lines below the help line from now on. Where their number changes, the app
// is to be told the size of the window again.
func (s *Stepped) Under(lines []string) {
	s.app.below, s.app.foot = lines, footHeight+len(lines)
}

// Width is how many cells there are for a line below the help line.
func (s *Stepped) Width() int {
	width, _ := s.app.inner()
	return width
}
