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
	a.say("writing the ticket …", widget.Info)
	a.toast.until = a.Now().Add(pathTime)
	return func() tea.Msg {
		m := savedMsg{}
		var text string
		if m.path, text, m.err = a.Save(); text != "" {
			m.copied = a.put(text, "the ticket")
		}
		return m
	}
}

// tell says where the ticket is, or what to do where it could not be kept.
func (m savedMsg) tell(a *App) tea.Cmd {
	a.saving = false
	text, level, cmd := m.copied.outcome()
	switch {
	case m.copied.text == "":
		text, level, cmd = m.err.Error(), widget.Error, nil
	case m.err != nil:
		text, level = m.err.Error()+"; "+text, widget.Error
	default:
		text, level = "saved "+m.path+"; "+text, max(level, widget.Success)
	}
	a.say(text, level)
	a.toast.until = a.Now().Add(pathTime)
	return cmd
}
