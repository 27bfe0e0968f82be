package replay

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow/replay"
	"winkterm/ui/format"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// The lines below the page: the status, the scrubber, and the help or what is said.
const (
	footLines    = 3
	scrubberLine = 1
	// narrow is the width below which the status is in short.
	narrow = 76
	// marginX is the column of the window that they begin in.
	marginX = 2
	// searchWidth is how many cells the bar of a search has.
	searchWidth = 10
)

// View draws the whole window.
func (m *Model) View() tea.View {
	return widget.Window(widget.Clean("winkterm replay "+m.Name), m.draw(), theme.PlainTerm(m.Term))
}

func (m *Model) draw() string {
	still := m.view.still
	width, height := still.Inner()
	if width <= 0 || height <= 0 {
		return still.Framed(still.Body())
	}
	body := still.Body()
	switch {
	case m.timeline.Len() == 0 && m.follow.on:
		body = "Nothing is recorded yet. What happens in the session shows here by itself."
	case m.timeline.Len() == 0:
		body = widget.Wrap("Nothing was recorded in this file: the session ended before anything happened in it.", width)
	}
	if m.help.Open {
		body = m.help.View(m.theme, body, m.keys.groups(still.Lanes().Help()), m.wizard, width, height)
	}
	foot := []string{m.status(width), m.scrubber(width), m.foot(width)}
	if said := m.said(width); len(said) > 1 {
		foot = append(said, foot...)
	} else if len(said) == 1 {
		foot[len(foot)-1] = said[0]
	}
	frame := still.Framed(body, foot...)
	if !m.search.Focused() && !still.Focus() {
		return widget.WithoutCursor(frame)
	}
	return frame
}

// status says which record it is, when it was made, and what goes on.
func (m *Model) status(width int) string {
	doing := m.doing()
	room := max(width-widget.Width(doing)-1, 0)
	if m.timeline.Len() == 0 {
		return widget.Fit(m.theme.Strong.Render("no record"), room) + " " + doing
	}
	at, since := m.moment()
	position, clock := "record "+widget.Position(m.at, m.timeline.Len()), "2006-01-02 15:04:05.000 UTC"
	if width < narrow {
		position, clock = widget.Position(m.at, m.timeline.Len()), "15:04:05 UTC"
	}
	meta := m.File.Meta(m.at)
	role := m.theme.Lane(string(meta.Lane))
	if meta.Failed {
		role = m.theme.Error
	}
	line := strings.Join([]string{
		m.theme.Strong.Render(position), m.theme.Text.Render(format.Clock(since)), m.theme.Muted.Render(at.UTC().Format(clock)),
		role.Render(widget.Clean(string(meta.Lane) + " " + meta.Kind)),
	}, "  ")
	return widget.Fit(line, room) + " " + doing
}

// doing is what goes on by itself.
func (m *Model) doing() string {
	switch {
	case m.search.stop != nil:
		total := max(m.search.total, 1)
		return widget.Bar(m.theme, float64(m.search.done)/float64(total), searchWidth) + m.theme.Info.Render(fmt.Sprintf(" searching %d %%", 100*m.search.done/total))
	case m.playing.on:
		return m.theme.Info.Render("plays " + m.speedText())
	case m.follow.on && m.at == m.timeline.Len()-1:
		return m.theme.Success.Render("live")
	case m.follow.on:
		return m.theme.Warning.Render(fmt.Sprintf("live, %d newer", m.timeline.Len()-1-m.at))
	}
	return ""
}

// scrubber draws the recording as a line: what is behind, the moment, and marks.
func (m *Model) scrubber(width int) string {
	var b strings.Builder
	s, now := m.theme.Symbols, m.timeline.Cell(m.at, width)
	for cell := range width {
		from, to := m.timeline.Span(cell, width)
		_, marked := m.markIn(from, to)
		role, sign := m.theme.Faint, s.Rule
		if cell < now {
			role = m.theme.Accent
		}
		switch {
		case cell == now && m.timeline.Len() > 0:
			role, sign = m.theme.Focus, s.Current
		case marked:
			role, sign = m.theme.Warning, s.Moved
		case m.has(replay.Failure, from, to):
			role, sign = m.theme.Error, s.Fail
		case m.has(replay.Page, from, to):
			sign = s.Todo
		case m.has(replay.Callback, from, to):
			role, sign = m.theme.Lane("callback"), s.Dot
		}
		b.WriteString(role.Render(sign))
	}
	return b.String()
}

// markIn is the first of the user's marks from one index to before another.
func (m *Model) markIn(from, to int) (int, bool) {
	i, _ := slices.BinarySearch(m.marks, from)
	if i == len(m.marks) || m.marks[i] >= to {
		return 0, false
	}
	return m.marks[i], true
}

func (m *Model) has(mark replay.Mark, from, to int) bool {
	_, ok := m.timeline.In(mark, from, to)
	return ok
}

// cellRecord is the record that a click on a cell of the scrubber goes to: the mark that
// is drawn there, else the first one.
func (m *Model) cellRecord(cell int) int {
	width, _ := m.view.still.Inner()
	from, to := m.timeline.Span(min(max(cell, 0), width-1), width)
	if i, ok := m.markIn(from, to); ok {
		return i
	}
	for _, mark := range []replay.Mark{replay.Failure, replay.Page, replay.Callback} {
		if i, ok := m.timeline.In(mark, from, to); ok {
			return i
		}
	}
	return from
}

// said is what is said, in the place of the help or, where it is longer, above it.
func (m *Model) said(width int) []string {
	if m.notice.text == "" || m.search.Focused() {
		return nil
	}
	return widget.Lines(widget.Notice(m.theme, m.notice.level, widget.Clean(m.notice.text), width))
}

// foot is what is typed, or the help, which has the box of the keys where there is one.
func (m *Model) foot(width int) string {
	k := m.wizard
	k.Help = m.keys.help
	switch {
	case m.search.Focused():
		return m.search.Line(m.theme, width)
	case m.help.Boxed():
		return ""
	case m.help.Open:
		return k.Short(m.theme, width, m.help.Help(k)...)
	case m.view.still.Focus() && m.view.still.Lanes().Boxed():
		return k.Short(m.theme, width, k.Pane)
	case m.view.still.Focus():
		return k.Short(m.theme, width, append(m.view.still.Lanes().Help(), k.Pane)...)
	}
	return k.Short(m.theme, width, m.keys.short()...)
}
