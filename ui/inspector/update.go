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
	k := m.offered()
	switch {
	case m.Typing():
		m.typed(msg)
	case key.Matches(msg, k.CopyLetter, k.Copy, k.CopyCurl, k.CopyBody, k.CopyID, k.CopyLane):
		return m.copied(msg, k)
	case key.Matches(msg, k.MarkRange):
		m.tab().mark()
	case m.Marking() && key.Matches(msg, k.Back):
		m.tab().list.Unmark()
	case key.Matches(msg, k.Search):
		m.filter.Focus()
	case key.Matches(msg, k.NextHit):
		m.seek(1)
	case key.Matches(msg, k.PrevHit):
		m.seek(-1)
	case m.Open():
		m.detail.press(m.common, msg)
	case key.Matches(msg, k.Open):
		m.open()
	case key.Matches(msg, k.NextLane):
		m.show(m.next(1))
	case key.Matches(msg, k.PrevLane):
		m.show(m.next(-1))
	case key.Matches(msg, k.Fold):
		m.unfold = !m.unfold
		m.refresh()
	default:
		m.move(msg)
	}
	return Action{}
}

// open shows what is chosen whole, from its first hit on.
func (m *Model) open() {
	if s, ok := m.tab().chosen(); ok {
		m.detail = detail{subject: &s, hit: -1, wide: m.panes.wide, high: m.panes.high}
		m.detail.seek(m.common, 1)
	}
}

// seek goes to the next hit of the filter, or to the one before: in what is open, then
// in the rows, which are all hits.
func (m *Model) seek(by int) {
	t := m.tab()
	at := t.list.Cursor() + by
	if m.filter.Value() == "" || m.Open() && m.detail.seek(m.common, by) || at < 0 || at >= t.total() {
		return
	}
	t.follow = false
	t.list.Set(at, t.total(), t.fit())
	if m.Open() {
		m.open()
		if by < 0 {
			m.detail.hit = len(m.detail.lines)
			m.detail.seek(m.common, by)
		}
	}
}

// move goes through the rows; any move but the one to the newest stops following.
func (m *Model) move(msg tea.KeyPressMsg) {
	t := m.tab()
	if by, ok := m.keys.Step(msg, t.total(), t.fit()); ok {
		t.follow = key.Matches(msg, m.keys.Follow)
		t.list.Move(by, t.total(), t.fit())
	}
}

// show changes the tab.
func (m *Model) show(tab int) {
	m.shown, m.detail = tab, detail{}
	m.tab().refresh(true)
}

// next is the tab that is so many further; the first follows the last.
func (m *Model) next(by int) int {
	for at := m.shown; ; {
		at = (at + by + len(m.tabs)) % len(m.tabs)
		if m.tabs[at].name() != "" {
			return at
		}
	}
}

// refresh makes the rows of all tabs anew.
func (m *Model) refresh() {
	for i, t := range m.tabs {
		t.refresh(i == m.shown)
	}
}

// typed gives a key to the filter: enter keeps it, esc drops it.
func (m *Model) typed(msg tea.KeyPressMsg) {
	switch {
	case key.Matches(msg, m.keys.Enter):
		m.filter.Blur()
		if m.Open() {
			m.detail.hit = -1
			m.detail.seek(m.common, 1)
		}
	case key.Matches(msg, m.keys.Back):
		m.filter.Blur()
		m.filter.SetValue("")
		m.refresh()
	default:
		m.typeFilter(msg)
	}
}

func (m *Model) typeFilter(msg tea.Msg) {
	before := m.filter.Value()
	m.filter.Input = m.filter.Update(msg)
	if m.filter.Value() != before {
		m.refresh()
	}
}

// click chooses a tab or a row; a row that is chosen already is opened.
func (m *Model) click(msg tea.MouseClickMsg) {
	if msg.Button != tea.MouseLeft {
		return
	}
	if msg.Y == 0 {
		if tab, ok := m.tabAt(msg.X); ok {
			m.show(tab)
		}
		return
	}
	if !m.clickDetail(msg.X, msg.Y-1) {
		m.clickRow(msg.Y - 1)
	}
}

// clickDetail answers a click on what is open, beside its box, or in the pane of what is
// chosen, and says whether the click was one of those.
func (m *Model) clickDetail(x, y int) bool {
	p := m.panes
	in := p.beside && x >= p.width || p.below && y >= p.height
	switch {
	case in && !m.Open():
		m.open()
	case !p.both() && m.Open() && m.detail.box.Outside(x, y), p.both() && !in && m.Open():
		m.detail = detail{}
	}
	return in || !p.both() && m.Open()
}

func (m *Model) clickRow(y int) {
	t := m.tab()
	row, ok := t.list.At(t.rowAt(y), t.total(), t.fit())
	switch {
	case !ok:
	case row == t.list.Cursor():
		m.open()
	default:
		t.follow = false
		t.list.Set(row, t.total(), t.fit())
	}
}

func (m *Model) wheel(msg tea.MouseWheelMsg) {
	delta := map[tea.MouseButton]int{tea.MouseWheelUp: -wheelRows, tea.MouseWheelDown: wheelRows}[msg.Button]
	if m.Open() {
		m.detail.scroll.Move(delta, len(m.detail.lines), m.detail.high)
		return
	}
	t := m.tab()
	t.follow = t.follow && delta >= 0
	t.list.Wheel(delta, t.total(), t.fit())
}
