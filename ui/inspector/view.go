package inspector

import (
	"strings"

	"winkterm/ui/widget"
)

// View draws exactly width × height cells: the tabs, the rows or the open
// record, and the filter when there is one.
func (m *Model) View(width, height int, focused bool) string {
	if width <= 0 || height <= 0 {
		return ""
	}
	if d := m.drawn; d.valid && d.width == width && d.height == height && d.focused == focused {
		return d.block
	}
	m.drawn = drawn{valid: true, focused: focused, width: width, height: height, block: m.draw(width, height, focused)}
	return m.drawn.block
}

func (m *Model) draw(width, height int, focused bool) string {
	m.across = width
	room, foot := max(height-1, 1), ""
	if m.filter.Active() {
		room = max(room-1, 1)
		foot = "\n" + m.filter.line(m.common, width)
	}
	m.panes = panesIn(width, room, m.tab().content)
	m.width, m.height = m.panes.width, m.panes.height
	body := m.panes.draw(m, focused) // which says how long what is open is
	return widget.Box(m.head(width)+"\n"+body+foot, width, height)
}

// head is the line of the tabs, and where one is in the rows if there is room.
func (m *Model) head(width int) string {
	tabs := ""
	for _, l := range m.labels() {
		if l.tab == m.shown {
			tabs += m.theme.TabOn.Render(l.text)
		} else {
			tabs += m.theme.TabOff.Render(l.text)
		}
	}
	where := m.where()
	if room := width - widget.Width(tabs); room > widget.Width(where) {
		return tabs + widget.Right(m.theme.Muted.Render(where), room)
	}
	return widget.Fit(tabs, width)
}

func (m *Model) where() string {
	if m.Open() {
		return widget.Position(m.detail.scroll.Offset(), len(m.detail.lines))
	}
	t := m.tab()
	position := widget.Position(t.list.Cursor(), t.total())
	if t.follow {
		return m.theme.Symbols.Down + " " + position
	}
	return position
}

// label is a tab as it stands in the head.
type label struct {
	tab  int
	text string
}

// labels are the tabs as they stand side by side. The brackets mark the one that shows
// where there is no colour. Where there is no room for all, the first are left out up to
// where that one fits, then the last; arrows stand for them.
func (m *Model) labels() []label {
	var labels []label
	shown, room := 0, m.across
	for i, t := range m.tabs {
		switch name := t.name(); {
		case name == "":
			continue
		case i == m.shown:
			shown = len(labels)
			labels = append(labels, label{i, "[" + name + "]"})
		default:
			labels = append(labels, label{i, " " + name + " "})
		}
	}
	from, to := 0, shown+1
	for _, l := range labels[:to] {
		room -= widget.Width(l.text)
	}
	for ; room < 0 && from < shown; from++ {
		room += widget.Width(labels[from].text)
	}
	for ; to < len(labels) && widget.Width(labels[to].text) <= room; to++ {
		room -= widget.Width(labels[to].text)
	}
	if text, ok := strings.CutPrefix(labels[from].text, " "); ok && from > 0 {
		labels[from].text = "‹" + text
	}
	if last := &labels[to-1]; to < len(labels) {
		if text, ok := strings.CutSuffix(last.text, " "); ok {
			last.text = text + "›"
		} else if room > 0 {
			last.text += "›"
		}
	}
	return labels[from:to]
}

// tabAt gives the tab whose label the cell x of the head belongs to.
func (m *Model) tabAt(x int) (tab int, ok bool) {
	from := 0
	for _, l := range m.labels() {
		to := from + widget.Width(l.text)
		if x >= from && x < to {
			return l.tab, true
		}
		from = to
	}
	return 0, false
}
