package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"winkterm/ui/format"
	"winkterm/ui/widget"
)

// terminalMax is how many bytes are sent to the terminal's clipboard: some terminals
// drop a sequence of more than 100,000 bytes, and base64 takes four for three.
const terminalMax = 74_000

// copiedMsg says where a text is that was to be copied, "" where that is not known.
type copiedMsg struct {
	text, what, where string
	// leak names the secret for which the text was not copied.
	leak string
}

// copy puts a text where the user can paste it; what names it.
func (a *App) copy(text, what string) tea.Cmd {
	if text == "" {
		return nil
	}
	if a.Copy == nil {
		return a.put(text, what).tell(a)
	}
	return func() tea.Msg { return a.put(text, what) }
}

// put copies a text unless a secret is in it.
func (c *Config) put(text, what string) copiedMsg {
	m := copiedMsg{text: text, what: what}
	if c.Leak != nil {
		if leak, found := c.Leak(text); found {
			m.leak = leak
			return m
		}
	}
	if c.Copy != nil {
		m.where = c.Copy(text)
	}
	return m
}

// tell says what is known. Where nothing is, the terminal is asked, which never answers.
func (m copiedMsg) tell(a *App) tea.Cmd {
	text, level, cmd := m.outcome()
	a.say(text, level)
	return cmd
}

// outcome is what became of a copy, and what asks the terminal where that is still to be
// done.
func (m copiedMsg) outcome() (text string, level widget.Level, cmd tea.Cmd) {
	switch what := sized(m.what, m.text); {
	case m.leak != "":
		return fmt.Sprintf("%s not copied: the value of %s is in it", m.what, m.leak), widget.Error, nil
	case m.where != "":
		return "copied " + what + " to " + m.where, widget.Success, nil
	case len(m.text) > terminalMax:
		some := head(m.text, terminalMax)
		text = fmt.Sprintf("sent the first %s of %s to the terminal's clipboard, which takes no more", format.Size(int64(len(some))), what)
		return text, widget.Warning, tea.SetClipboard(some)
	default:
		return "sent " + what + " to the terminal's clipboard", widget.Info, tea.SetClipboard(m.text)
	}
}

// sized names a text with its size, where it is more than a line.
func sized(what, text string) string {
	if strings.Contains(text, "\n") {
		what += ", " + format.Size(int64(len(text))) + ","
	}
	return what
}

// head is as many whole lines of a text as fit into so many bytes, or what fits of the
// only one.
func head(text string, most int) string {
	if at := strings.LastIndex(text[:most], "\n"); at > 0 {
		return text[:at]
	}
	return strings.ToValidUTF8(text[:most], "")
}
