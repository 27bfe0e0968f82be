package replay

import (
	tea "charm.land/bubbletea/v2"

	"winkterm/ui/widget"
)

type (
	// copiedMsg says where a text is that was to be copied, "" where that is not known.
	copiedMsg struct{ text, what, where string }
	// savedMsg says where the session was written down.
	savedMsg struct {
		where string
		err   error
	}
)

// copy puts a text where the user can paste it; what names it.
func (m *Model) copy(text, what string) tea.Cmd {
	if text == "" {
		return nil
	}
	return func() tea.Msg {
		where := ""
		if m.Copy != nil {
			where = m.Copy(text)
		}
		return copiedMsg{text, what, where}
	}
}

// tell says what is known. Where nothing is, the terminal is asked, which never answers.
func (msg copiedMsg) tell(m *Model) tea.Cmd {
	if msg.where != "" {
		m.say("copied "+msg.what+" to "+msg.where, widget.Success)
		return nil
	}
	m.say("sent "+msg.what+" to the terminal's clipboard", widget.Info)
	return tea.SetClipboard(msg.text)
}

// save writes the session down for somebody else.
func (m *Model) save() tea.Cmd {
	return func() tea.Msg {
		where, err := m.Save()
		return savedMsg{where, err}
	}
}

func (msg savedMsg) tell(m *Model) {
	if msg.err != nil {
		m.say(msg.err.Error(), widget.Error)
		return
	}
	m.say(msg.where, widget.Success)
}
