package inspector

import (
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/ui/widget"
)

// detail is a subject shown whole; none is open when there is none.
type detail struct {
	subject *subject
	scroll  widget.Scroll
	box     widget.Dialog
	lines   []string
	width   int // that the lines were made for
	hit     int // the line with the hit that was found last
	// wide and high are the cells that it has.
	wide, high int
}

func (d *detail) press(c *common, msg tea.KeyPressMsg) {
	if key.Matches(msg, c.keys.Back, c.keys.Open) {
		*d = detail{}
	} else if by, ok := c.keys.Step(msg, len(d.lines), d.high); ok {
		d.scroll.Move(by, len(d.lines), d.high)
	}
}

// wrap makes the lines, once a width.
func (d *detail) wrap(c *common) {
	if d.width != d.wide {
		d.width = d.wide
		d.lines = d.subject.lines(c, max(d.wide-2, 1)) // the scroll's arrows
	}
}

// seek brings the next line with a hit into view, and says whether there is one.
func (d *detail) seek(c *common, by int) bool {
	d.wrap(c)
	for at := d.hit + by; at >= 0 && at < len(d.lines); at += by {
		if c.filter.hits(d.lines[at]) {
			d.hit = at
			d.scroll.Move(at-d.high/2-d.scroll.Offset(), len(d.lines), d.high)
			return true
		}
	}
	return false
}

// draw draws exactly width × height cells.
func (d *detail) draw(c *common, width, height int) string {
	d.wide, d.high = width, height
	d.wrap(c)
	lines := slices.Clone(d.lines)
	if d.hit >= 0 && d.hit < len(lines) && c.filter.hits(lines[d.hit]) {
		lines[d.hit] = c.theme.Selected.Over(lines[d.hit])
	}
	return d.scroll.View(c.theme, lines, width, height)
}

// moment is a time since the start, and by the calendar.
func (c *common) moment(at time.Time) string {
	return clock(at.Sub(c.start), true) + "  " + at.UTC().Format("2006-01-02 15:04:05.000 UTC")
}
