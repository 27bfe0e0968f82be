package palette

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"

	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// The widths of the columns, and from which width on the moment has one.
const (
	shortWidth  = 4
	momentFrom  = 96
	momentWidth = 24
	nowWidth    = 4
	nameMost    = 26
	// Below roomy, what the chosen row is may take two lines.
	roomy = 72
)

// View draws exactly width × height cells.
func (m *Model) View(th theme.Theme, width, height int) string {
	lines := []string{m.field(th, width), m.choices(th, width)}
	lines = append(lines, m.notice(th, width)...)
	m.first = len(lines)
	below := m.detail(th, width)
	m.height = max(height-len(lines)-len(below), 1)
	lines = append(lines, m.drawRows(th, width)...)
	return widget.Box(strings.Join(append(lines, below...), "\n"), width, height)
}

func (m *Model) field(th theme.Theme, width int) string {
	count := th.Muted.Render(m.count())
	label := th.Focus.Render(th.Symbols.Select + " Fault  ")
	room := width - widget.Width(label) - widget.Width(count) - 1
	return label + m.input.Field(th, max(room, 1)) + " " + count
}

// count is how many are found of all.
func (m *Model) count() string {
	if len(m.faults.Offered) == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", m.found, len(m.faults.Offered))
}

// choices draws how often an armed fault triggers.
func (m *Model) choices(th theme.Theme, width int) string {
	if len(m.faults.Offered) == 0 {
		return widget.Fit("", width)
	}
	line := "  " + th.Muted.Render("triggers")
	for i, o := range frequencies {
		if i == m.frequency {
			line += " " + th.TabOn.Render("["+o.label+"]")
		} else {
			line += "  " + th.TabOff.Render(o.label) + " "
		}
	}
	return widget.Fit(line, width)
}

// notice says what was refused, or that the sandbox is being asked.
func (m *Model) notice(th theme.Theme, width int) []string {
	switch {
	case m.off != "":
		return widget.Lines(widget.Notice(th, widget.Warning, m.off, width))
	case m.waiting():
		return []string{widget.Fit(th.Info.Render("  "+th.Symbols.Wait+" asking the sandbox"), width)}
	case m.refusal != "":
		return widget.Lines(widget.Notice(th, widget.Error, m.refusal, width))
	}
	return []string{widget.Fit("", width)}
}

func (m *Model) drawRows(th theme.Theme, width int) []string {
	if len(m.rows) == 0 {
		return widget.Lines(widget.Box(th.Muted.Render(m.empty(width)), width, m.height))
	}
	m.list.Move(0, len(m.rows), m.height)
	names := 0
	for _, k := range m.faults.Offered {
		names = min(max(names, widget.Width(rest(k))), nameMost)
	}
	return widget.Lines(m.list.View(th, len(m.rows), width, m.height, true, func(i, width int) string {
		return m.draw(th, m.rows[i], names, width)
	}))
}

// empty says why nothing is listed.
func (m *Model) empty(width int) string {
	query := m.input.Value()
	if query == "" || len(m.faults.Offered) == 0 {
		return ""
	}
	return widget.Wrap(fmt.Sprintf("Nothing for %q. Try a code (ACCOUNT_LOCKED, 503), a group (mfa, clock) or a word of what happens (locked, late).", query), width)
}

func (m *Model) draw(th theme.Theme, r row, names, width int) string {
	query := m.input.Value()
	name := widget.Mark(rest(r.offered), spans(rest(r.offered), query), th.Text, th.Match)
	switch r.kind {
	case headingRow:
		return th.Title.Render(widget.Clean(r.text))
	case armedRow:
		name := th.Warning.Render(widget.Clean(string(r.fault.Name)))
		return th.Warning.Render(th.Symbols.Fault+" ") + name + "  " + th.Muted.Render(widget.Clean(r.state()))
	case offeredRow:
	}
	k := r.offered
	end, room := "", width-shortWidth-names-2-nowWidth
	if k.Now {
		end = "now"
	}
	if width >= momentFrom {
		room -= momentWidth
		end = widget.Fit(widget.Clean(k.Moment), momentWidth) + end
	}
	style := th.Key
	if strings.TrimSpace(fold(query)) == k.Short {
		style = th.Match
	}
	short := widget.Fit(style.Render(widget.Clean(k.Short)), shortWidth)
	label := widget.Mark(k.Label, spans(k.Label, query), th.Muted, th.Match)
	return short + widget.Fit(name, names+2) + widget.Fit(label, room) + " " + th.Muted.Render(end)
}

// detail says in full what the chosen row is, and what the keys do with it.
func (m *Model) detail(th theme.Theme, width int) []string {
	r := m.chosen()
	what, keys := "", ""
	switch k := r.offered; r.kind {
	case headingRow:
	case armedRow:
		what, keys = Called(k.Name)+": "+r.state(), "delete disarms it"
	case offeredRow:
		what = string(k.Name) + ": " + k.Label
		switch {
		case k.Moment == "":
			keys = "enter triggers it now"
		case k.Now:
			keys = "enter arms it for " + k.Moment + ", ctrl+n: now"
		default:
			keys = "enter arms it for " + k.Moment
		}
	}
	height := 1
	if width < roomy {
		height = 2
	}
	lines := widget.Lines(widget.Box(widget.Wrap(widget.Clean(what), width-2), width-2, height))
	for i := range lines {
		lines[i] = "  " + th.Text.Render(lines[i])
	}
	return append(lines, widget.Fit("  "+th.Muted.Render(widget.Clean(keys)), width))
}

// Help lists the keys that do something now.
func (m *Model) Help() []key.Binding {
	k := m.keys
	leave := k.Back
	leave.SetHelp("esc", "close")
	r := m.chosen()
	switch r.kind {
	case headingRow:
		return []key.Binding{leave}
	case armedRow:
		return []key.Binding{k.Disarm, k.Down, leave}
	case offeredRow:
	}
	take := k.Enter
	if r.offered.Moment == "" {
		take.SetHelp("enter", "trigger now")
		return []key.Binding{take, k.Down, leave}
	}
	take.SetHelp("enter", "arm")
	keys := []key.Binding{take}
	if r.offered.Now {
		keys = append(keys, k.TriggerNow)
	}
	return append(keys, leave, k.MoreOften, k.Down)
}
