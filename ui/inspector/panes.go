package inspector

import (
	"strings"

	"winkterm/ui/keymap"
	"winkterm/ui/widget"
)

// From which size of the block on what is chosen shows beside the rows, or below them.
const (
	wideFrom   = 115 // cells
	pairedFrom = 150 // cells, where a row has what belongs to it beside it already
	tallFrom   = 44  // lines
	besideGap  = 3
)

// panes is where the rows are, and what is chosen or open: beside them, below them, or,
// where there is no room, over them.
type panes struct {
	beside, below bool
	// width and height are those of the rows, wide and high those of the other one.
	width, height, wide, high int
}

// panesIn parts a block, less the line of the tabs, for what a tab lists.
func panesIn(width, height int, what content) panes {
	p, from := panes{width: width, height: height, wide: width, high: height}, pairedFrom
	if _, records := what.(*recordList); records {
		from = wideFrom
	}
	switch {
	case width >= from:
		p.beside, p.width = true, width/2
		p.wide -= p.width + besideGap
	case height >= tallFrom:
		p.below, p.height = true, height*2/5
		p.high -= p.height + 1
	}
	return p
}

// both says that both show.
func (p panes) both() bool { return p.beside || p.below }

// draw draws the rows, and in the other pane what is open or, until then, what is chosen.
func (p panes) draw(m *Model, focused bool) string {
	inRows := !m.Open() || !p.both()
	rows := m.tab().draw(focused && !m.Typing() && inRows)
	th := m.theme
	switch {
	case !p.both() && !m.Open():
		return rows
	case !p.both():
		return m.detail.box.Draw(th, rows, "Record", keymap.Hints(th, p.wide, m.Help()...), p.wide, p.high, p.wide, p.high, func(w, h int) string {
			return m.detail.draw(m.common, w, h)
		})
	}
	d := &m.detail
	if !m.Open() {
		d = m.glance()
	}
	shown := widget.Box("", p.wide, p.high)
	if d.subject != nil {
		shown = d.draw(m.common, p.wide, p.high)
	}
	edge := th.Border
	if focused && m.Open() {
		edge = th.Focus
	}
	if p.below {
		return rows + "\n" + edge.Render(strings.Repeat(th.Symbols.Rule, p.wide)) + "\n" + shown
	}
	return widget.Join(" "+edge.Render(th.Symbols.Side)+" ", rows, shown)
}

// glance is what is chosen, made anew only when that is another.
func (m *Model) glance() *detail {
	s, ok := m.tab().chosen()
	switch g := &m.chosen; {
	case !ok:
		*g = detail{hit: -1}
	case g.subject == nil || s.seq == 0 || g.subject.seq != s.seq:
		*g = detail{subject: &s, hit: -1}
	}
	return &m.chosen
}
