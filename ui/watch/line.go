package watch

import (
	"fmt"
	"strings"
	"time"

	"winkterm/flow/follow"
	"winkterm/ui/format"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// The columns of the upper half. What is left of the width is for the error code,
// and for the id where there is room for both.
const (
	subjectWidth = 8
	nameWidth    = 15
	statusWidth  = 15
	ageWidth     = 11
	codeWidth    = 23
	indent       = 2
	columns      = indent + subjectWidth + nameWidth + statusWidth + ageWidth
	idLeast      = 12
)

// The columns of a transition, and the widths from which it has milliseconds and
// its user.
const (
	userWidth   = 15
	whatWidth   = 17 // CLASSIFY_ARCHIVE
	preciseFrom = 70
	userFrom    = 90
)

// lines is the upper half in its present width: why calls about a user fail is
// wrapped, and an error code has a line of its own where it has no room beside.
func (m *Model) lines() []row {
	width := m.width - 2*marginX - scrollbar
	if width >= columns+codeWidth && len(m.history.failing) == 0 {
		return m.rows
	}
	out := make([]row, 0, len(m.rows))
	for _, r := range m.rows {
		if r.failure != "" {
			for _, line := range widget.Lines(widget.Wrap(m.theme.Symbols.Warn+" "+widget.Clean(r.failure), width-indent)) {
				out = append(out, row{failure: line})
			}
			continue
		}
		out = append(out, r)
		if width < columns+codeWidth && r.item.Subject != follow.Task && r.item.ErrorCode != "" {
			out = append(out, row{item: r.item, code: true})
		}
	}
	return out
}

// drawLine draws a line of the upper half.
func (m *Model) drawLine(r row, width int) string {
	th, space := m.theme, strings.Repeat(" ", indent)
	switch {
	case r.user != "":
		return th.Strong.Render(widget.Clean(r.user))
	case r.failure != "":
		return space + th.Warning.Render(r.failure)
	case r.note != "":
		return space + th.Muted.Render(r.note)
	case r.code:
		return space + space + th.Error.Render(widget.Clean(r.item.ErrorCode))
	case r.item.Subject == follow.Task:
		return space + space + m.drawTask(r.item)
	}
	return space + m.drawItem(r.item, width)
}

func (m *Model) drawItem(i follow.Item, width int) string {
	th := m.theme
	text := th.Muted.Render(widget.Fit(string(i.Subject), subjectWidth)) +
		column(th.Text, name(i), nameWidth) +
		widget.Fit(th.StatusText(widget.Clean(i.Status)), statusWidth) +
		column(th.Muted, m.age(i), ageWidth)
	room := width - columns
	if room < codeWidth {
		return text
	}
	if id := room - codeWidth; id >= idLeast {
		text += column(th.Muted, i.ID, id)
	}
	return text + th.Error.Render(widget.Cut(widget.Clean(i.ErrorCode), codeWidth))
}

// column draws a text in so many cells, the last of which stays blank.
func column(role theme.Role, text string, width int) string {
	return role.Render(widget.Fit(widget.Cut(widget.Clean(text), width-1), width))
}

func (m *Model) drawTask(i follow.Item) string {
	th, role, sign := m.theme, m.theme.Success, m.theme.Symbols.Done
	if i.Open() {
		role, sign = th.Info, th.Symbols.Wait
	}
	facts := []string{m.age(i)}
	if i.Points > 0 {
		facts = append(facts, fmt.Sprintf("%d kinds of data", i.Points))
	}
	dot := " " + th.Symbols.Dot + " "
	return role.Render(sign+" "+widget.Clean(i.Type+" "+i.Status)) + th.Muted.Render(dot+strings.Join(facts, dot))
}

// name is what one calls an item by: the provider, the file type, the type of work.
func name(i follow.Item) string {
	if i.Subject == follow.Account || i.Type == "" {
		return i.ProviderID
	}
	return i.Type
}

// drawNews draws a transition.
func (m *Model) drawNews(t follow.Transition, width int) string {
	th := m.theme
	clock := "15:04:05"
	if width >= preciseFrom {
		clock += ".000"
	}
	parts := []string{th.Muted.Render(t.At.In(m.Now().Location()).Format(clock))}
	if width >= userFrom && len(m.history.order) > 1 {
		parts = append(parts, column(th.Muted, t.UserID, userWidth))
	}
	if width >= userFrom {
		parts = append(parts, th.Muted.Render(widget.Fit(string(t.Subject), subjectWidth)))
	}
	parts = append(parts, column(th.Text, name(t.Item), whatWidth), m.change(t))
	if t.ErrorCode != "" {
		parts = append(parts, th.Error.Render(widget.Clean(t.ErrorCode)))
	}
	if t.Since > 0 {
		parts = append(parts, th.Muted.Render("+"+format.Duration(t.Since)))
	}
	return widget.Cut(strings.Join(parts, " "), width)
}

// change is what an item came to.
func (m *Model) change(t follow.Transition) string {
	th := m.theme
	switch {
	case t.To == "":
		return th.Muted.Render(th.Symbols.Off + " gone")
	case t.Subject == follow.Task && t.To == "Finished":
		return th.Success.Render(th.Symbols.Done + " " + t.To)
	case t.Subject == follow.Task:
		return th.Info.Render(th.Symbols.Wait + " " + widget.Clean(t.To))
	}
	return th.StatusText(widget.Clean(t.To))
}

// age is how long something that is on its way has its status, and of anything
// else since when.
func (m *Model) age(i follow.Item) string {
	if since := m.history.since[i.Key()]; i.Open() {
		return format.Age(m.Now().Sub(since))
	}
	if i.At.IsZero() {
		return ""
	}
	return m.moment(i.At)
}

// moment is a time of today, or a day.
func (m *Model) moment(t time.Time) string {
	now := m.Now()
	t = t.In(now.Location())
	if t.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return t.Format(time.TimeOnly)
	}
	return t.Format(time.DateOnly)
}
