package replay

import (
	tea "charm.land/bubbletea/v2"

	"winkterm/ui/widget"
)

type (
	// copiedMsg says where a text is that was to be copied, "" where that is not known.
	copiedMsg struct{ text, what, where string }
	// savedMsg says where the session was written down, and what became of copying it.
	savedMsg struct {
		path   string
		err    error
		copied copiedMsg
	}
)

// copy puts a text where the user can paste it; what names it.
func (m *Model) copy(text, what string) tea.Cmd {
	if text == "" {
		return nil
	}
	return func() tea.Msg { return m.put(text, what) }
}

func (m *Model) put(text, what string) copiedMsg {
	where := ""
	if m.Copy != nil {
		where = m.Copy(text)
	}
	return copiedMsg{text, what, where}
}

// outcome says what is known. Where nothing is, the terminal is asked, which never answers.
func (msg copiedMsg) outcome() (text string, level widget.Level, cmd tea.Cmd) {
	if msg.where != "" {
		return "copied " + msg.what + " to " + msg.where, widget.Success, nil
	}
	return "sent " + msg.what + " to the terminal's clipboard", widget.Info, tea.SetClipboard(msg.text)
}

func (msg copiedMsg) tell(m *Model) tea.Cmd {
	text, level, cmd := msg.outcome()
	m.say(text, level)
	return cmd
}

// save writes the session down for somebody else, and copies it.
func (m *Model) save() tea.Cmd {
	m.say("writing the ticket …", widget.Info)
	return func() tea.Msg {
		path, text, err := m.Save()
		if text == "" {
			return savedMsg{path: path, err: err}
		}
		return savedMsg{path, err, m.put(text, "the ticket")}
	}
}

// tell says where the ticket is, or what to do where it could not be kept.
func (msg savedMsg) tell(m *Model) tea.Cmd {
	if msg.copied.text == "" {
		m.say(msg.err.Error(), widget.Error)
		return nil
	}
	text, level, cmd := msg.copied.outcome()
	if msg.err != nil {
		m.say(msg.err.Error()+"; "+text, widget.Error)
	} else {
		m.say("saved "+msg.path+"; "+text, max(level, widget.Success))
	}
	return cmd
}
