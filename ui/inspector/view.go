package inspector

import (
	"fmt"

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
	m.width, m.height = width, max(height-1, 1)
	foot := ""
	if m.filtered() && !m.detail.open {
		m.height = max(m.height-1, 1)
		foot = "\n" + m.filterLine(width)
	}
	body := m.rows(width, focused)
	if m.detail.open {
		body = m.drawDetail(width)
	}
	return widget.Box(m.head(width)+"\n"+body+foot, width, height)
}

// filtered says whether the filter has its line: it is typed into or lets not
// everything through.
func (m *Model) filtered() bool { return m.Typing() || m.filter.Value() != "" }

func (m *Model) filterLine(width int) string {
	lead := "/ "
	return m.theme.Focus.Render(lead) + m.filter.Field(m.theme, max(width-len(lead), 1))
}

func (m *Model) rows(width int, focused bool) string {
	if m.shown == difference {
		return m.drawPairs(width, focused)
	}
	t := m.tab()
	if len(t.rows) == 0 {
		return widget.Box(m.theme.Muted.Render("  "+m.emptyText()), width, m.height)
	}
	return t.list.View(m.theme, len(t.rows), width, m.height, focused && !m.Typing(), func(i, width int) string {
		return m.line(t.rows[i], width)
	})
}

func (m *Model) emptyText() string {
	if m.filter.Value() != "" {
		return "nothing matches the filter"
	}
	return "nothing yet"
}

// head is the line of the tabs, and where one is in the rows if there is room.
func (m *Model) head(width int) string {
	tabs := ""
	for _, l := range m.tabLabels() {
		if l.id == m.shown {
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
	t := m.tab()
	if m.detail.open {
		return widget.Position(m.detail.scroll.Offset(), len(m.detail.lines))
	}
	position := widget.Position(t.list.Cursor(), m.total(m.shown))
	if t.follow {
		return m.theme.Symbols.Down + " " + position
	}
	return position
}

// label is a tab as it stands in the head.
type label struct {
	id   tabID
	text string
}

// tabLabels are the tabs as they stand side by side. The brackets tell the one
// that shows where there is no colour. Where there is no room for all up to that
// one, the first are left out.
func (m *Model) tabLabels() []label {
	names := [tabCount]string{"Timeline", "Callbacks", fmt.Sprintf("HTTP %d", m.callCount()), "Difference"}
	var labels []label
	room := m.width
	for id, name := range names {
		switch id := tabID(id); {
		case !m.there(id):
		case id == m.shown:
			labels = append(labels, label{id, "[" + name + "]"})
		default:
			labels = append(labels, label{id, " " + name + " "})
		}
	}
	for _, l := range labels {
		if room -= widget.Width(l.text); l.id == m.shown {
			break
		}
	}
	for ; room < 0 && len(labels) > 1; labels = labels[1:] {
		room += widget.Width(labels[0].text)
	}
	return labels
}

// callCount is the number of calls in the tab, those in runs included.
func (m *Model) callCount() int {
	n := 0
	for _, r := range m.tabs[calls].rows {
		n += r.count
	}
	return n
}

// tabAt gives the tab whose label the cell x of the head belongs to.
func (m *Model) tabAt(x int) (tabID, bool) {
	from := 0
	for _, l := range m.tabLabels() {
		to := from + widget.Width(l.text)
		if x >= from && x < to {
			return l.id, true
		}
		from = to
	}
	return 0, false
}
