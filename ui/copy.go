package ui

import (
	tea "charm.land/bubbletea/v2"

	"winkterm/ui/widget"
)

// copiedMsg says where a text is that was to be copied, "" where that is not known.
type copiedMsg struct{ text, what, where string }

// copy puts a text where the user can paste it; what names it.
func (a *App) copy(text, what string) tea.Cmd {
	switch {
	case text == "":
		return nil
	case a.Copy == nil:
		return copiedMsg{text: text, what: what}.tell(a)
	}
	return func() tea.Msg { return copiedMsg{text, what, a.Copy(text)} }
}

// tell says what is known. Where nothing is, the terminal is asked, which never answers.
func (m copiedMsg) tell(a *App) tea.Cmd {
	if m.where != "" {
		a.say("copied "+m.what+" to "+m.where, widget.Success)
		return nil
	}
	a.say("sent "+m.what+" to the terminal's clipboard", widget.Info)
	return tea.SetClipboard(m.text)
}
