package webhooks

import (
	"cmp"
	"net/url"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/api/webhook"
	"winkterm/ui/keymap"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// marginX is the frame with a blank column.
const marginX = 2

// narrow is the width below which the header has no room for the program's name.
const narrow = 80

// View draws the whole window.
func (m *Model) View() tea.View {
	return widget.Window("winkterm webhooks", m.draw(), theme.PlainTerm(m.Term))
}

func (m *Model) draw() string {
	if text, small := widget.TooSmall(m.width, m.height); small {
		return text
	}
	width, foot := m.inner(), m.foot()
	height := max(m.height-widget.FrameHeight-len(foot), 1)
	body := m.lanes.View(width, height, true)
	if m.full.open() {
		body = m.full.box.Draw(m.theme, body, "In full", keymap.Hints(m.theme, width, m.listKeys()...), width, height, width, height,
			func(w, h int) string { return m.full.view(m, w, h) })
	}
	if m.help.Open {
		groups := []keymap.Group{{Title: "Webhooks", Bindings: append(m.listKeys(), m.keys.Close)}}
		body = m.help.View(m.theme, body, groups, m.keys, width, height)
	}
	lines := append(widget.Lines(body), foot...)
	return widget.Frame(m.theme, m.header(), " "+strings.Join(lines, "\n "), m.width, m.height)
}

func (m *Model) inner() int { return max(m.width-2*marginX, 1) }

// header says what this is, where deliveries are sent on to and what is awaited.
func (m *Model) header() string {
	name, facts := "webhooks", []string(nil)
	if m.width >= narrow {
		name = "winkterm webhooks listen"
	}
	if at, err := url.Parse(m.Forward); err == nil && at.Host != "" {
		facts = append(facts, "to "+widget.Clean(at.Host))
	}
	if m.Until != "" {
		facts = append(facts, "until "+m.Until)
	}
	return widget.Header(m.theme, name, widget.Production(m.theme, m.Production), facts, m.width-4)
}

// foot is what is to be said, else the help.
func (m *Model) foot() []string {
	if m.notice.text != "" {
		return widget.Lines(widget.Notice(m.theme, m.notice.level, widget.Clean(m.notice.text), m.inner()))
	}
	k := m.keys
	if m.lanes.Typing() {
		k.Disable(&k.HelpLetter)
	}
	if m.help.Boxed() || m.full.open() && m.full.box.Boxed() {
		return []string{""}
	}
	return []string{k.Short(m.theme, m.inner(), m.pageKeys()...)}
}

// pageKeys are the keys that do something now.
func (m *Model) pageKeys() []key.Binding {
	if m.help.Open {
		return m.help.Help(m.keys)
	}
	return m.listKeys()
}

// listKeys are the keys of what shows below the help.
func (m *Model) listKeys() []key.Binding {
	k := m.keys
	switch {
	case m.full.open():
		k.Back.SetHelp("esc", "mask it")
		return []key.Binding{k.Back, k.Down, k.Up, k.PageDown, k.PageUp, k.Quit}
	case m.lanes.Typing():
		return m.lanes.Help()
	case m.lanes.Seq() == 0:
		k.NextLane.SetEnabled(m.Forward != "")
		return []key.Binding{k.NextLane, k.Quit}
	}
	return append([]key.Binding{m.inFull, k.Retry, k.Quit}, m.lanes.Help()...)
}

// full is a delivery as it came; none is open without one.
type full struct {
	post   *webhook.Post
	box    widget.Dialog
	scroll widget.Scroll
	// lines are for a width, and height of them showed last.
	lines         []string
	width, height int
}

func (f *full) open() bool { return f.post != nil }

// press moves, or closes it.
func (f *full) press(m *Model, msg tea.KeyPressMsg) {
	if key.Matches(msg, m.keys.Back, m.keys.Open, m.inFull) {
		*f = full{}
	} else if by, ok := m.keys.Step(msg, len(f.lines), f.height); ok {
		f.scroll.Move(by, len(f.lines), f.height)
	}
}

func (f *full) wheel(msg tea.MouseWheelMsg) {
	by := map[tea.MouseButton]int{tea.MouseWheelUp: -3, tea.MouseWheelDown: 3}[msg.Button]
	f.scroll.Move(by, len(f.lines), f.height)
}

// view draws exactly width × height cells.
func (f *full) view(m *Model, width, height int) string {
	if f.width != width {
		th := m.theme
		f.lines = []string{th.Warning.Render(widget.Cut("in full, as it came: personal data are not masked here", width)), ""}
		signature := th.Accent.Render(webhook.SignatureHeader+":") + " " + widget.Clean(cmp.Or(f.post.Signature, "there is none"))
		f.lines = append(f.lines, widget.Lines(widget.Wrap(signature, max(width-2, 1)))...)
		f.lines = append(append(f.lines, ""), widget.JSON(th, string(f.post.Body), max(width-2, 1))...)
		f.width = width
	}
	f.height = height
	return f.scroll.View(m.theme, f.lines, width, height)
}
