package inspector

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// wheelRows is how far one notch of the wheel goes.
const wheelRows = 3

// Update takes a key, a paste, or a mouse message with coordinates of the block
// that View drew, and gives what the app is to do.
func (m *Model) Update(msg tea.Msg) Action {
	m.drawn = drawn{}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.press(msg)
	case tea.PasteMsg:
		m.typeFilter(msg)
	case tea.MouseClickMsg:
		m.click(msg)
	case tea.MouseWheelMsg:
		m.wheel(msg)
	}
	return Action{}
}

func (m *Model) press(msg tea.KeyPressMsg) Action {
	k := m.keys
	switch {
	case m.Typing():
		m.typed(msg)
	case key.Matches(msg, k.CopyLetter, k.Copy):
		return m.copyRecord()
	case key.Matches(msg, k.CopyID):
		return m.copyID()
	case m.detail.open:
		m.pressDetail(msg)
	case key.Matches(msg, k.Open):
		m.openRecord()
	case key.Matches(msg, k.NextLane):
		m.show(m.next(1))
	case key.Matches(msg, k.PrevLane):
		m.show(m.next(-1))
	case key.Matches(msg, k.Search):
		m.filter.Focus()
	case key.Matches(msg, k.Fold):
		m.unfold = !m.unfold
		m.rebuild()
	default:
		m.move(msg)
	}
	return Action{}
}

// move goes through the rows; any move but the one to the newest stops following.
func (m *Model) move(msg tea.KeyPressMsg) {
	t, total, fit := m.tab(), m.total(m.shown), m.fit(m.shown)
	if by, ok := m.steps(msg, total, fit); ok {
		t.follow = key.Matches(msg, m.keys.Follow)
		t.list.Move(by, total, fit)
	}
}

// steps gives how far a key goes in total lines of which fit show, and whether it
// goes at all.
func (m *Model) steps(msg tea.KeyPressMsg, total, fit int) (by int, ok bool) {
	k := m.keys
	for _, way := range []struct {
		key key.Binding
		by  int
	}{{k.Up, -1}, {k.Down, 1}, {k.PageUp, -fit}, {k.PageDown, fit}, {k.Home, -total}, {k.Follow, total}} {
		if key.Matches(msg, way.key) {
			return way.by, true
		}
	}
	return 0, false
}

// show changes the tab.
func (m *Model) show(id tabID) {
	m.shown = id
	m.detail = detail{}
	m.layout()
	m.follow()
}

// typed gives a key to the filter: enter keeps it, esc drops it.
func (m *Model) typed(msg tea.KeyPressMsg) {
	switch {
	case key.Matches(msg, m.keys.Enter):
		m.filter.Blur()
	case key.Matches(msg, m.keys.Back):
		m.filter.Blur()
		m.filter.SetValue("")
		m.rebuild()
	default:
		m.typeFilter(msg)
	}
}

func (m *Model) typeFilter(msg tea.Msg) {
	before := m.filter.Value()
	m.filter = m.filter.Update(msg)
	if m.filter.Value() != before {
		m.rebuild()
	}
}

// click chooses a tab or a row; a row that is chosen already is opened.
func (m *Model) click(msg tea.MouseClickMsg) {
	if msg.Button != tea.MouseLeft {
		return
	}
	if msg.Y == 0 {
		if id, ok := m.tabAt(msg.X); ok {
			m.show(id)
		}
		return
	}
	if m.detail.open {
		return
	}
	t, total, fit := m.tab(), m.total(m.shown), m.fit(m.shown)
	row, ok := t.list.At(m.rowAt(msg.Y-1), total, fit)
	switch {
	case !ok:
	case row == t.list.Cursor():
		m.openRecord()
	default:
		t.follow = false
		t.list.Set(row, total, fit)
	}
}

// rowAt is which of the rows that show a line of the body belongs to, below 0 for
// none.
func (m *Model) rowAt(y int) int {
	switch {
	case m.shown != difference:
		return y
	case y == 0: // the heads
		return -1
	}
	return (y - 1) / m.pairLines()
}

func (m *Model) wheel(msg tea.MouseWheelMsg) {
	delta := 0
	if msg.Button == tea.MouseWheelUp {
		delta = -wheelRows
	}
	if msg.Button == tea.MouseWheelDown {
		delta = wheelRows
	}
	if delta == 0 {
		return
	}
	if m.detail.open {
		m.detail.scroll.Move(delta, len(m.detail.lines), m.height)
		return
	}
	t := m.tab()
	t.follow = t.follow && delta > 0
	t.list.Wheel(delta, m.total(m.shown), m.fit(m.shown))
}
