package watch

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// press answers a key.
func (m *Model) press(msg tea.KeyPressMsg) tea.Cmd {
	k := m.keys
	switch {
	case key.Matches(msg, k.Close), key.Matches(msg, k.Quit) && !m.help.Typing():
		return tea.Quit
	case m.help.Open:
		m.help.Update(k, msg)
	case key.Matches(msg, k.Help, k.HelpLetter):
		m.help.Open = true
	case key.Matches(msg, k.NextField):
		m.focus = lower - m.focus
	default:
		if by, ok := k.Step(msg, m.total(m.focus), m.layout().heights[m.focus]); ok {
			m.move(m.focus, by)
		}
	}
	return nil
}

// wheel moves the half below the pointer.
func (m *Model) wheel(msg tea.MouseWheelMsg) {
	delta := 2
	if msg.Button == tea.MouseWheelUp {
		delta = -delta
	}
	over := upper
	if msg.Y >= m.layout().parting {
		over = lower
	}
	m.move(over, delta)
}

// move moves what is seen of a half. The transitions stay at the newest one until
// the user leaves it, and again from when the user is back there.
func (m *Model) move(of half, delta int) {
	total, height := m.total(of), m.layout().heights[of]
	if of == lower && !m.parted && delta == 0 {
		delta = total
	}
	m.scroll[of].Move(delta, total, height)
	if of == lower {
		m.parted = m.scroll[lower].Offset() < total-height
	}
}

// total is how many lines a half has.
func (m *Model) total(of half) int {
	if of == lower {
		return len(m.history.news)
	}
	return len(m.lines())
}

// pageKeys are the keys that do something now.
func (m *Model) pageKeys() []key.Binding {
	k := m.keys
	return []key.Binding{k.Quit, k.NextField, k.Down, k.Up, k.PageDown, k.PageUp, k.Home, k.Follow}
}
