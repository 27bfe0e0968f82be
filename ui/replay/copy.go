package replay

import (
	tea "charm.land/bubbletea/v2"

	"winkterm/ui"
	"winkterm/ui/widget"
)

type (
	// copiedMsg says what became of a copy.
	copiedMsg struct{ ui.Copied }
	// savedMsg says what became of writing the session down.
	savedMsg struct{ ui.Saved }
)

func (c *Config) clipboard() ui.Clipboard { return ui.Clipboard{Copy: c.Copy, Leak: c.Leak} }

// copy puts a text where the user can paste it; what names it.
func (m *Model) copy(text, what string) tea.Cmd {
	if text == "" {
		return nil
	}
	return func() tea.Msg { return copiedMsg{m.clipboard().Put(text, what)} }
}

func (msg copiedMsg) tell(m *Model) tea.Cmd {
	text, level, cmd := msg.Outcome()
	m.say(text, level)
	return cmd
}

// save writes the session down for somebody else, and copies it.
func (m *Model) save() tea.Cmd {
	m.say("writing the ticket …", widget.Info)
	return func() tea.Msg { return savedMsg{m.clipboard().Save(m.Save)} }
}

func (msg savedMsg) tell(m *Model) tea.Cmd {
	text, level, cmd := msg.Outcome()
	m.say(text, level)
	return cmd
}
