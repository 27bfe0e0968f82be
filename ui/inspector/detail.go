package inspector

import (
	"fmt"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/flow/journal"
	"winkterm/ui/widget"
)

// detail is one record shown whole. It holds the record itself, so that it stays
// when the list lets it go.
type detail struct {
	open   bool
	record journal.Record
	pair   *pair // a row of the difference in place of a record
	count  int   // how many calls the run had
	scroll widget.Scroll
	lines  []string
	width  int // that the lines were made for
}

func (m *Model) openRecord() {
	if m.shown == difference {
		m.openPair()
		return
	}
	if r, ok := m.chosen(); ok {
		t := m.tab()
		t.follow = false
		m.detail = detail{open: true, record: r, count: t.rows[t.list.Cursor()].count}
	}
}

func (m *Model) pressDetail(msg tea.KeyPressMsg) {
	d, total := &m.detail, len(m.detail.lines)
	if key.Matches(msg, m.keys.Back, m.keys.Open) {
		m.detail = detail{}
	} else if by, ok := m.steps(msg, total, m.height); ok {
		d.scroll.Move(by, total, m.height)
	}
}

// drawDetail draws the open record; its lines are made once a width.
func (m *Model) drawDetail(width int) string {
	if m.detail.width != width {
		m.detail.width = width
		m.detail.lines = m.detailLines(max(width-2, 1)) // the scroll's arrows
	}
	return m.detail.scroll.View(m.theme, m.detail.lines, width, m.height)
}

func (m *Model) detailLines(width int) []string {
	if m.detail.pair != nil {
		return m.pairDetail(m.detail.pair, width)
	}
	r := m.detail.record
	lines := []string{m.theme.Title.Render(widget.Cut(widget.Clean(string(r.Lane)+"  "+r.Kind), width))}
	pairs := []widget.Pair{
		{Name: "record", Value: fmt.Sprintf("%d", r.Seq)},
		{Name: "time", Value: m.moment(r.At)},
	}
	if m.detail.count > 1 {
		pairs = append(pairs, widget.Pair{Name: "repeated", Value: fmt.Sprintf("%d times, this is the newest", m.detail.count)})
	}
	v := viewFor(r)
	lines = append(lines, widget.Lines(widget.Table(m.theme, append(pairs, v.facts()...), width))...)
	for _, s := range v.sections() {
		lines = append(lines, s.lines(m.theme, width)...)
	}
	return lines
}

// moment is a time since the start, and by the calendar.
func (m *Model) moment(at time.Time) string {
	return clock(at.Sub(m.start), true) + "  " + at.UTC().Format("2006-01-02 15:04:05.000 UTC")
}
