package ui

import (
	tea "charm.land/bubbletea/v2"

	"winkterm/ui/widget"
)

// savedMsg is what became of writing the session down, and of copying it.
type savedMsg struct {
	path   string
	err    error
	copied copiedMsg
}

// save writes the session down for a ticket, once at a time, and copies it.
func (a *App) save() tea.Cmd {
	if a.saving {
		return nil
	}
	a.saving = true
	a.sayFor(pathTime, "writing the ticket …", widget.Info)
	return func() tea.Msg {
		m := savedMsg{}
		var text string
		if m.path, text, m.err = a.Save(); text != "" {
			m.copied = a.put(text, "the ticket")
		}
		return m
	}
}

// saved says where the ticket is, or what to do where it could not be kept.
func (a *App) saved(m savedMsg) tea.Cmd {
	a.saving = false
	if m.copied.text == "" {
		a.sayFor(pathTime, m.err.Error(), widget.Error)
		return nil
	}
	text, level, cmd := m.copied.outcome()
	switch {
	case m.err != nil:
		a.sayFor(pathTime, m.err.Error()+"; "+text, widget.Error)
	default:
		a.sayFor(pathTime, "saved "+m.path+"; "+text, max(level, widget.Success))
	}
	return cmd
}
