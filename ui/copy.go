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

// Clipboard is where texts are copied to. Copy puts one into a clipboard and says where it
// is now, "" where that is not known; it may take its time. Leak names the placeholder of a
// secret that is in a text, after Mask has masked what it can. All can be nil: then the
// terminal is asked, and nothing is looked for.
type Clipboard struct {
	Copy func(text string) (where string)
	Leak func(text string) (what string, found bool)
	Mask func(text string) string
}

// Copied is what became of a copy.
type Copied struct {
	text, what, where string
	// leak names the secret for which the text was not copied.
	leak string
}

// copiedMsg is that for the app.
type copiedMsg struct{ Copied }

// copy puts a text where the user can paste it; what names it.
func (a *App) copy(text, what string) tea.Cmd { return copyTo(a, a.clipboard(), text, what) }

func copyTo(a *App, to Clipboard, text, what string) tea.Cmd {
	if text == "" {
		return nil
	}
	if a.Copy == nil {
		return copiedMsg{to.Put(text, what)}.tell(a)
	}
	return func() tea.Msg { return copiedMsg{to.Put(text, what)} }
}

func (c *Config) clipboard() Clipboard { return Clipboard{c.Copy, c.Leak, c.Mask} }

// Put copies a text, which what names, unless a secret is in it.
func (c Clipboard) Put(text, what string) Copied {
	if c.Mask != nil {
		text = c.Mask(text)
	}
	m := Copied{text: text, what: what}
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

// tell says what is known.
func (m copiedMsg) tell(a *App) tea.Cmd {
	text, level, cmd := m.Outcome()
	a.say(text, level)
	return cmd
}

// Outcome says what is known of a copy. Where nothing is, the command asks the terminal,
// which never answers; it is nil otherwise.
func (m Copied) Outcome() (text string, level widget.Level, cmd tea.Cmd) {
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
