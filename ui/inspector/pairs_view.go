package inspector

import (
	"fmt"
	"strings"

	"winkterm/flow/compare"
	"winkterm/ui/widget"
)

// The widths of the inspector from which the difference has two columns, and the
// time.
const (
	besideFrom = 60
	timedFrom  = 80
)

const markWidth = 2

// beside says that the widget and the wizard have a column each; else one stands
// below the other.
func (m *Model) beside() bool { return m.width >= besideFrom }

// pairLines is how many lines a row takes.
func (m *Model) pairLines() int {
	if m.beside() {
		return 1
	}
	return 2
}

// pairsHeight is how many rows show: all lines but the heads and the totals.
func (m *Model) pairsHeight() int { return max((m.height-2)/m.pairLines(), 1) }

// drawPairs draws the difference: heads, rows, totals.
func (m *Model) drawPairs(width int, focused bool) string {
	head := m.theme.Muted.Render(m.pairText(width-widget.ListMargin, strings.Repeat(" ", markWidth), "", "the widget told", "the wizard's flow tells"))
	if !m.beside() {
		head = m.theme.Muted.Render(strings.Repeat(" ", markWidth+1) + "widget above, wizard below")
	}
	head = strings.Repeat(" ", widget.ListMargin) + head
	rows := widget.Box(m.theme.Muted.Render("  "+m.emptyText()), width, m.height-2)
	if len(m.pairs) > 0 {
		rows = widget.Box(m.pairRows(width, focused), width, m.height-2)
	}
	return widget.Box(head+"\n"+rows, width, m.height-1) + "\n" + m.totals(width)
}

func (m *Model) pairRows(width int, focused bool) string {
	list := m.tab().list
	if m.beside() {
		return list.View(m.theme, len(m.pairs), width, m.pairsHeight(), focused, func(i, width int) string { return m.pairLine(m.pairs[i], width) })
	}
	var lines []string
	for y := range m.pairsHeight() {
		if i, ok := list.At(y, len(m.pairs), m.pairsHeight()); ok {
			lines = append(lines, m.pairBelow(m.pairs[i], width, i == list.Cursor(), focused)...)
		}
	}
	return strings.Join(lines, "\n")
}

// pairLine is a row in one line.
func (m *Model) pairLine(p pair, width int) string {
	time := ""
	if t, ok := p.told(); ok {
		time = m.theme.Muted.Render(clock(t.At.Sub(m.start), true))
	}
	return m.pairText(width, m.mark(p.row.Mark), time, m.toldText(p), m.expectedText(p))
}

// pairText puts the parts of a row into their columns.
func (m *Model) pairText(width int, mark, time, told, expected string) string {
	lead := widget.Fit(mark, markWidth) + " "
	if m.width >= timedFrom {
		lead += widget.Fit(time, len("00:00.000")) + "  "
	}
	between := " " + m.theme.Border.Render(m.theme.Symbols.Side) + " "
	room := max(width-widget.Width(lead)-widget.Width(between), 0)
	left := (room + 1) / 2
	return lead + widget.Fit(told, left) + between + widget.Fit(expected, room-left)
}

// pairBelow is a row in two lines: what the widget told, and below it what the
// flow tells.
func (m *Model) pairBelow(p pair, width int, chosen, focused bool) []string {
	inner := max(width-widget.ListMargin, 0)
	lines := []string{
		widget.Fit(m.mark(p.row.Mark), markWidth) + " " + m.toldText(p),
		strings.Repeat(" ", markWidth+1) + m.expectedText(p),
	}
	for i, line := range lines {
		margin := strings.Repeat(" ", widget.ListMargin)
		if chosen && i == 0 {
			margin = widget.Fit(m.theme.Symbols.Select, widget.ListMargin)
		}
		lines[i] = margin + widget.Fit(line, inner)
		if chosen && focused {
			lines[i] = m.theme.Selected.Over(lines[i])
		}
	}
	return lines
}

// mark is the sign of a mark.
func (m *Model) mark(k compare.Mark) string {
	s := m.theme.Symbols
	switch k {
	case compare.Same:
		return m.theme.Success.Render(s.Done)
	case compare.Missing:
		return m.theme.Error.Render(s.Missing)
	case compare.Extra:
		return m.theme.Error.Render(s.Extra)
	case compare.Doubled:
		return m.theme.Warning.Render(s.Times + "2")
	case compare.Moved:
		return m.theme.Warning.Render(s.Moved)
	case compare.Differs:
		return m.theme.Warning.Render(s.Differs)
	}
	return ""
}

// toldText is what the widget told, with the names of the fields that differ.
func (m *Model) toldText(p pair) string {
	told, ok := p.told()
	if !ok {
		return m.theme.Muted.Render(m.theme.Symbols.Off)
	}
	var names []string
	for _, f := range p.row.Fields {
		names = append(names, widget.Clean(f.Name))
	}
	return joinText(m.callbackText(told), m.theme.Warning.Render(strings.Join(names, " ")))
}

// expectedText is what the flow tells.
func (m *Model) expectedText(p pair) string {
	expected, ok := p.expected()
	if !ok {
		return m.theme.Muted.Render(m.theme.Symbols.Off)
	}
	return m.callbackText(expected)
}

func (m *Model) callbackText(t compare.Told) string {
	about := widget.Clean(joinText(t.Subject(), remark(t)))
	return joinText(shortIDs(widget.Clean(t.Title())), m.theme.Muted.Render(shortIDs(about)))
}

// totals says how many rows have each mark, whatever the filter lets through; in
// words where there is room.
func (m *Model) totals(width int) string {
	margin := strings.Repeat(" ", widget.ListMargin)
	gap := m.theme.Faint.Render(" " + m.theme.Symbols.Dot + " ")
	if line := margin + strings.Join(m.counts(true), gap); widget.Width(line) <= width {
		return widget.Fit(line, width)
	}
	return widget.Fit(margin+strings.Join(m.counts(false), "  "), width)
}

func (m *Model) counts(words bool) []string {
	var parts []string
	for _, k := range compare.Marks() {
		n := m.launches.count(k)
		switch {
		case n == 0:
		case words:
			parts = append(parts, fmt.Sprintf("%s %d %s", m.mark(k), n, k))
		default:
			parts = append(parts, fmt.Sprintf("%s %d", m.mark(k), n))
		}
	}
	if m.launches.left > 0 {
		parts = append(parts, m.theme.Warning.Render(fmt.Sprintf("%d not compared", m.launches.left)))
	}
	return parts
}
