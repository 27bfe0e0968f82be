package inspector

import (
	"fmt"
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
	m.height = max(height-1, 1)
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
	labels := m.tabLabels()
	for id, label := range labels {
		if tabID(id) == m.shown {
			labels[id] = m.theme.TabOn.Render(label)
		} else {
			labels[id] = m.theme.TabOff.Render(label)
		}
	}
	tabs := strings.Join(labels, "")
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
	position := widget.Position(t.list.Cursor(), len(t.rows))
	if t.follow {
		return m.theme.Symbols.Down + " " + position
	}
	return position
}

// tabLabels are the tabs as they stand side by side. The brackets tell the one
// that shows where there is no colour.
func (m *Model) tabLabels() []string {
	labels := []string{"Timeline", "Callbacks", fmt.Sprintf("HTTP %d", m.callCount())}
	for id, label := range labels {
		if tabID(id) == m.shown {
			labels[id] = "[" + label + "]"
		} else {
			labels[id] = " " + label + " "
		}
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
	for id, label := range m.tabLabels() {
		to := from + widget.Width(label)
		if x >= from && x < to {
			return tabID(id), true
		}
		from = to
	}
	return 0, false
}
