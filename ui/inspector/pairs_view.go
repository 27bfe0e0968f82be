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
func (d *difference) pairLines() int {
	if d.width >= besideFrom {
		return 1
	}
	return 2
}

// draw draws heads, rows and totals.
func (d *difference) draw(list widget.List, focused bool) string {
	width := d.width
	head := d.pairText(width-widget.ListMargin, "", "", "the widget sent", "the wizard's flow sends")
	if d.pairLines() > 1 {
		head = strings.Repeat(" ", markWidth+1) + "widget above, wizard below"
	}
	rows := d.theme.Muted.Render("  " + d.filter.emptyText())
	if len(d.pairs) > 0 {
		rows = list.View(d.theme, len(d.pairs), width, d.fit(), focused, func(i, width int) string { return d.pairLine(d.pairs[i], width) })
	}
	head = strings.Repeat(" ", widget.ListMargin) + d.theme.Muted.Render(head)
	return widget.Box(head+"\n"+widget.Box(rows, width, d.height-2), width, d.height-1) + "\n" + d.totals(width)
}

// pairLine is a row: what the widget sent, and beside it, or below, what is expected.
func (d *difference) pairLine(p pair, width int) string {
	if d.pairLines() > 1 {
		return widget.Fit(d.mark(p.Mark), markWidth) + " " + d.sentText(p) + "\n" + strings.Repeat(" ", markWidth+1) + d.callbackText(p.expected)
	}
	time := ""
	if p.sent != nil {
		time = d.theme.Muted.Render(clock(p.sent.At.Sub(d.start), true))
	}
	return d.pairText(width, d.mark(p.Mark), time, d.sentText(p), d.callbackText(p.expected))
}

// pairText puts the parts of a row into their columns.
func (d *difference) pairText(width int, mark, time, sent, expected string) string {
	lead := widget.Fit(mark, markWidth) + " "
	if d.width >= timedFrom {
		lead += widget.Fit(time, len("00:00.000")) + "  "
	}
	between := " " + d.theme.Border.Render(d.theme.Symbols.Side) + " "
	room := max(width-widget.Width(lead)-widget.Width(between), 0)
	left := (room + 1) / 2
	return lead + widget.Fit(sent, left) + between + widget.Fit(expected, room-left)
}

// mark is the sign of a mark.
func (c *common) mark(k compare.Mark) string {
	s := c.theme.Symbols
	sign := [...]string{s.Done, s.Missing, s.Extra, s.Times + "2", s.Moved, s.Differs}[k]
	switch k {
	case compare.Same:
		return c.theme.Success.Render(sign)
	case compare.Missing, compare.Extra:
		return c.theme.Error.Render(sign)
	case compare.Doubled, compare.Moved, compare.Differs:
	}
	return c.theme.Warning.Render(sign)
}

// sentText is what the widget sent, with the names of the fields that differ.
func (c *common) sentText(p pair) string {
	text := c.callbackText(p.sent)
	for _, f := range p.Fields {
		text = joinText(text, c.theme.Warning.Render(widget.Clean(f.Name)))
	}
	return text
}

func (c *common) callbackText(sent *compare.Callback) string {
	if sent == nil {
		return c.theme.Muted.Render(c.theme.Symbols.Off)
	}
	about := widget.Clean(joinText(sent.Subject(), remark(*sent)))
	return joinText(shortIDs(widget.Clean(sent.Title())), c.theme.Muted.Render(shortIDs(about)))
}

// totals says how many rows have each mark, whatever the filter lets through; in
// words where there is room.
func (d *difference) totals(width int) string {
	var words, short []string
	for _, k := range compare.Marks() {
		n := 0
		for _, one := range d.launches.all {
			n += one.diff.Count(k)
		}
		if n > 0 {
			short = append(short, fmt.Sprintf("%s %d", d.mark(k), n))
			words = append(words, fmt.Sprintf("%s %d %s", d.mark(k), n, k))
		}
	}
	if n := d.launches.left; n > 0 {
		left := d.theme.Warning.Render(fmt.Sprintf("%d not compared", n))
		short, words = append(short, left), append(words, left)
	}
	margin := strings.Repeat(" ", widget.ListMargin)
	line := margin + strings.Join(words, d.theme.Faint.Render(" "+d.theme.Symbols.Dot+" "))
	if widget.Width(line) > width {
		line = margin + strings.Join(short, "  ")
	}
	return widget.Fit(line, width)
}
