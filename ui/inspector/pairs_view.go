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

// pairLines is how many lines a row takes: one where the widget and the wizard have
// a column each, else one stands below the other.
func (m *Model) pairLines() int {
	if m.width >= besideFrom {
		return 1
	}
	return 2
}

// pairsHeight is how many rows show: all lines but the heads and the totals.
func (m *Model) pairsHeight() int { return max((m.height-2)/m.pairLines(), 1) }

// drawPairs draws the difference: heads, rows, totals.
func (m *Model) drawPairs(width int, focused bool) string {
	head := m.pairText(width-widget.ListMargin, "", "", "the widget sent", "the wizard's flow sends")
	if m.pairLines() > 1 {
		head = strings.Repeat(" ", markWidth+1) + "widget above, wizard below"
	}
	rows := m.theme.Muted.Render("  " + m.emptyText())
	if len(m.pairs) > 0 {
		rows = m.tab().list.View(m.theme, len(m.pairs), width, m.pairsHeight(), focused, func(i, width int) string { return m.pairLine(m.pairs[i], width) })
	}
	head = strings.Repeat(" ", widget.ListMargin) + m.theme.Muted.Render(head)
	return widget.Box(head+"\n"+widget.Box(rows, width, m.height-2), width, m.height-1) + "\n" + m.totals(width)
}

// pairLine is a row: what the widget sent, and beside it, or below, what is expected.
func (m *Model) pairLine(p pair, width int) string {
	if m.pairLines() > 1 {
		return widget.Fit(m.mark(p.row.Mark), markWidth) + " " + m.sentText(p) + "\n" + strings.Repeat(" ", markWidth+1) + m.callbackText(p.expected)
	}
	time := ""
	if p.sent != nil {
		time = m.theme.Muted.Render(clock(p.sent.At.Sub(m.start), true))
	}
	return m.pairText(width, m.mark(p.row.Mark), time, m.sentText(p), m.callbackText(p.expected))
}

// pairText puts the parts of a row into their columns.
func (m *Model) pairText(width int, mark, time, sent, expected string) string {
	lead := widget.Fit(mark, markWidth) + " "
	if m.width >= timedFrom {
		lead += widget.Fit(time, len("00:00.000")) + "  "
	}
	between := " " + m.theme.Border.Render(m.theme.Symbols.Side) + " "
	room := max(width-widget.Width(lead)-widget.Width(between), 0)
	left := (room + 1) / 2
	return lead + widget.Fit(sent, left) + between + widget.Fit(expected, room-left)
}

// mark is the sign of a mark.
func (m *Model) mark(k compare.Mark) string {
	s := m.theme.Symbols
	sign := [...]string{s.Done, s.Missing, s.Extra, s.Times + "2", s.Moved, s.Differs}[k]
	switch k {
	case compare.Same:
		return m.theme.Success.Render(sign)
	case compare.Missing, compare.Extra:
		return m.theme.Error.Render(sign)
	case compare.Doubled, compare.Moved, compare.Differs:
	}
	return m.theme.Warning.Render(sign)
}

// sentText is what the widget sent, with the names of the fields that differ.
func (m *Model) sentText(p pair) string {
	var names []string
	for _, f := range p.row.Fields {
		names = append(names, widget.Clean(f.Name))
	}
	return joinText(m.callbackText(p.sent), m.theme.Warning.Render(strings.Join(names, " ")))
}

func (m *Model) callbackText(c *compare.Callback) string {
	if c == nil {
		return m.theme.Muted.Render(m.theme.Symbols.Off)
	}
	about := widget.Clean(joinText(c.Subject(), remark(*c)))
	return joinText(shortIDs(widget.Clean(c.Title())), m.theme.Muted.Render(shortIDs(about)))
}

// totals says how many rows have each mark, whatever the filter lets through; in
// words where there is room.
func (m *Model) totals(width int) string {
	var words, short []string
	for _, k := range compare.Marks() {
		if n := m.launches.count(k); n > 0 {
			short = append(short, fmt.Sprintf("%s %d", m.mark(k), n))
			words = append(words, fmt.Sprintf("%s %d %s", m.mark(k), n, k))
		}
	}
	if n := m.launches.notCompared(); n > 0 {
		left := m.theme.Warning.Render(fmt.Sprintf("%d not compared", n))
		short, words = append(short, left), append(words, left)
	}
	margin := strings.Repeat(" ", widget.ListMargin)
	line := margin + strings.Join(words, m.theme.Faint.Render(" "+m.theme.Symbols.Dot+" "))
	if widget.Width(line) > width {
		line = margin + strings.Join(short, "  ")
	}
	return widget.Fit(line, width)
}
