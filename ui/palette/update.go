package palette

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
)

// Update takes a key press, a paste or the wheel, and gives what the user chose.
func (m *Model) Update(msg tea.Msg) Choice {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.press(msg)
	case tea.PasteMsg:
		m.edit(msg)
	case tea.MouseWheelMsg:
		m.wheel(msg)
	}
	return nil
}

func (m *Model) press(msg tea.KeyPressMsg) Choice {
	k := m.keys
	if key.Matches(msg, k.Back) {
		return Close{}
	}
	if !key.Matches(msg, k.Enter, k.TriggerNow, k.Disarm) {
		m.navigate(msg)
		return nil
	}
	switch {
	case m.busy:
		return nil
	case !m.loaded:
		m.pending = msg
		return nil
	case key.Matches(msg, k.Enter):
		return m.act(false)
	case key.Matches(msg, k.TriggerNow):
		return m.act(true)
	case m.chosen().kind == armedRow:
		return m.disarm()
	}
	m.edit(msg)
	return nil
}

// navigate answers the keys that choose nothing yet.
func (m *Model) navigate(msg tea.KeyPressMsg) {
	k := m.keys
	m.pending = tea.KeyPressMsg{}
	k.Disable(&k.Home, &k.Follow) // letters, and keys of the field
	by, moves := k.Step(msg, len(m.rows), m.height)
	switch {
	case moves:
		m.move(by)
	case key.Matches(msg, k.MoreOften):
		m.frequency = min(m.frequency+1, len(frequencies)-1)
	case key.Matches(msg, k.LessOften):
		m.frequency = max(m.frequency-1, 0)
	default:
		m.edit(msg)
	}
}

// edit gives a key or a paste to the search field.
func (m *Model) edit(msg tea.Msg) {
	before := m.input.Value()
	m.input = m.input.Update(msg)
	if m.input.Value() == before {
		return
	}
	m.refusal = ""
	m.arrange()
	m.home()
}

// act arms the chosen row, or triggers it: at the user's wish, or because it
// cannot wait. What is armed already is disarmed.
func (m *Model) act(now bool) Choice {
	m.refusal = ""
	k := m.chosen().offered
	switch kind := m.chosen().kind; {
	case kind == headingRow:
		return nil
	case kind == armedRow:
		return m.disarm()
	case now && !k.Now:
		m.refusal = Called(k.Name) + " cannot be triggered now, for it needs something to happen to: enter arms it for " + k.Moment
		return nil
	}
	m.busy = true
	f := wire.Fault{Name: k.Name, Now: now || k.Moment == ""}
	if !f.Now && k.Name != rateLimit {
		f.Times = frequencies[m.frequency].times
	}
	return Set{f}
}

func (m *Model) disarm() Choice {
	m.refusal, m.busy = "", true
	return Disarm{m.chosen().fault.ID}
}

func (m *Model) wheel(msg tea.MouseWheelMsg) {
	delta := 2
	if msg.Button == tea.MouseWheelUp {
		delta = -delta
	}
	m.list.Wheel(delta, len(m.rows), m.height)
	m.leaveHeading(delta)
}

// Click answers a click on a line of the block that View drew: it chooses a row,
// and takes it when it was chosen already.
func (m *Model) Click(line int) Choice {
	at, ok := m.list.At(line-m.first, len(m.rows), m.height)
	if !ok || m.rows[at].kind == headingRow {
		return nil
	}
	if at == m.list.Cursor() && m.rows[at].kind == offeredRow && !m.waiting() {
		return m.act(false)
	}
	m.list.Set(at, len(m.rows), m.height)
	return nil
}
