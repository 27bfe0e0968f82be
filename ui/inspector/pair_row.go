package inspector

import (
	"fmt"
	"strings"

	"winkterm/flow/compare"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// The widths of the inspector from which the difference has two columns, and the
// time.
const (
	besideFrom = 60
	timedFrom  = 80
)

const markWidth = 2

// rowLines is one where the widget and the wizard have a column each, else one stands
// below the other.
func (d *difference) rowLines() int {
	if d.width >= besideFrom {
		return 1
	}
	return 2
}

// head names the columns.
func (d *difference) head() string {
	head := strings.Repeat(" ", markWidth+1) + "widget above, wizard below"
	if d.rowLines() == 1 {
		head = d.columns(d.width-widget.ListMargin, "", "", "the widget sent", "the wizard's flow sends")
	}
	return strings.Repeat(" ", widget.ListMargin) + d.theme.Muted.Render(head)
}

// line is a row: what the widget sent, with the names of the fields that differ, and
// beside it, or below, what is expected.
func (d *difference) line(at, width int) string {
	p, time := d.pairs[at], ""
	sent, expected := p.sides()
	if sent != nil {
		time = d.theme.Muted.Render(clock(sent.At.Sub(d.start), true))
	}
	text, sign := d.callbackText(sent), mark(d.theme, p.Mark)
	for _, f := range p.Fields {
		text = joinText(text, d.theme.Warning.Render(widget.Clean(f.Name)))
	}
	if d.rowLines() > 1 {
		return widget.Fit(sign, markWidth) + " " + text + "\n" + strings.Repeat(" ", markWidth+1) + d.callbackText(expected)
	}
	return d.columns(width, sign, time, text, d.callbackText(expected))
}

// columns puts the parts of a row into their columns.
func (d *difference) columns(width int, mark, time, sent, expected string) string {
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
func mark(th theme.Theme, k compare.Mark) string {
	s := th.Symbols
	sign := [...]string{s.Done, s.Missing, s.Extra, s.Times + "2", s.Moved, s.Differs}[k]
	switch k {
	case compare.Same:
		return th.Success.Render(sign)
	case compare.Missing, compare.Extra:
		return th.Error.Render(sign)
	case compare.Doubled, compare.Moved, compare.Differs:
	}
	return th.Warning.Render(sign)
}

func (d *difference) callbackText(c *compare.Callback) string {
	if c == nil {
		return d.theme.Muted.Render(d.theme.Symbols.Off)
	}
	about := widget.Clean(joinText(c.Subject(), remark(*c)))
	return joinText(shortIDs(widget.Clean(c.Title())), d.theme.Muted.Render(shortIDs(about)))
}

// foot says how many rows have each mark, whatever the filter lets through; in words
// where there is room.
func (d *difference) foot() string {
	var words, short []string
	for _, k := range compare.Marks() {
		n := 0
		for _, one := range d.launches {
			n += one.diff.Count(k)
		}
		if n > 0 {
			short = append(short, fmt.Sprintf("%s %d", mark(d.theme, k), n))
			words = append(words, fmt.Sprintf("%s %s", short[len(short)-1], k))
		}
	}
	if n := d.left; n > 0 {
		left := d.theme.Warning.Render(fmt.Sprintf("%d not compared", n))
		short, words = append(short, left), append(words, left)
	}
	margin := strings.Repeat(" ", widget.ListMargin)
	line := margin + strings.Join(words, d.theme.Faint.Render(" "+d.theme.Symbols.Dot+" "))
	if widget.Width(line) > d.width {
		line = margin + strings.Join(short, "  ")
	}
	return widget.Fit(line, d.width)
}
