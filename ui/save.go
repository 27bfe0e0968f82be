package ui

import (
	tea "charm.land/bubbletea/v2"

	"winkterm/ui/widget"
)

// Saved is what became of writing a session down for a ticket, and of copying it.
type Saved struct {
	path   string
	err    error
	copied Copied
}

// savedMsg is that for the app.
type savedMsg struct{ Saved }

// Save writes a session down, see Config.Save, and copies the text.
func (c Clipboard) Save(save func() (path, text string, err error)) Saved {
	s := Saved{}
	var text string
	if s.path, text, s.err = save(); text != "" {
		s.copied = c.Put(text, "the ticket")
	}
	return s
}

// Outcome says where the ticket is, or what to do where it could not be kept, and what is
// known of the copy; the command is that of Copied.Outcome.
func (s Saved) Outcome() (text string, level widget.Level, cmd tea.Cmd) {
	if s.copied.text == "" {
		return s.err.Error(), widget.Error, nil
	}
	text, level, cmd = s.copied.Outcome()
	if s.err != nil {
		return s.err.Error() + "; " + text, widget.Error, cmd
	}
	return "saved " + s.path + "; " + text, max(level, widget.Success), cmd
}

// save writes the session down, once at a time.
func (a *App) save() tea.Cmd {
	if a.saving {
		return nil
	}
	a.saving = true
	a.say("writing the ticket …", widget.Info)
	a.toast.until = a.Now().Add(pathTime)
	return func() tea.Msg { return savedMsg{a.clipboard().Save(a.Save)} }
}

func (m savedMsg) tell(a *App) tea.Cmd {
	a.saving = false
	text, level, cmd := m.Outcome()
	a.say(text, level)
	a.toast.until = a.Now().Add(pathTime)
	return cmd
}
