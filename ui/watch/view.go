package watch

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"winkterm/ui/keymap"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// View draws the whole window.
func (m *Model) View() tea.View {
	return widget.Window("winkterm watch", m.draw(), theme.PlainTerm(m.Term))
}

func (m *Model) draw() string {
	if text, small := widget.TooSmall(m.width, m.height); small {
		return text
	}
	l := m.layout()
	body := append([]string(nil), l.notice...)
	body = append(append(body, m.title(upper, m.upperTitle(), l.width)), widget.Lines(m.drawUpper(l.width, l.heights[upper]))...)
	body = append(append(body, m.title(lower, m.lowerTitle(), l.width)), widget.Lines(m.drawLower(l.width, l.heights[lower]))...)
	keys := m.keys.Short(m.theme, l.width, m.pageKeys()...)
	if m.help.Open {
		groups := []keymap.Group{{Title: "Watch", Bindings: append(m.pageKeys(), m.keys.Close)}}
		body = widget.Lines(m.help.View(m.theme, strings.Join(body, "\n"), groups, m.keys, l.width, l.high))
	}
	if m.help.Boxed() {
		keys = ""
	}
	body = append(body, keys)
	return widget.Frame(m.theme, m.header(), " "+strings.Join(body, "\n "), m.width, m.height)
}

// header names the host, whom it follows and what is awaited.
func (m *Model) header() string {
	name, facts := "watch", []string{widget.Clean(m.Host)}
	if m.width >= narrow {
		name = "winkterm watch"
	}
	if m.Newest > 0 {
		facts = append(facts, fmt.Sprintf("newest %d users", m.Newest))
	}
	if m.Until != "" {
		facts = append(facts, "until "+m.Until)
	}
	return widget.Header(m.theme, name, widget.Production(m.theme, m.Production), facts, m.width-4)
}

// title is the line above a half, with the sign of the focus.
func (m *Model) title(of half, text string, width int) string {
	role, sign := m.theme.TabOff, " "
	if m.focus == of {
		role, sign = m.theme.Focus, m.theme.Symbols.Select
	}
	line := role.Render(widget.Fit(sign, 2)+text) + " "
	return widget.Fit(line+widget.Rule(m.theme, width-widget.Width(line)), width)
}

func (m *Model) upperTitle() string {
	text := "Users " + fmt.Sprint(len(m.history.order))
	if open := m.history.open(); open > 0 {
		text += fmt.Sprintf(" %s %d open", m.theme.Symbols.Dot, open)
	}
	return text
}

func (m *Model) lowerTitle() string {
	text := "Transitions " + fmt.Sprint(m.history.count)
	if over := m.history.count - len(m.history.news); over > 0 {
		text += fmt.Sprintf(", the last %d", len(m.history.news))
	}
	if m.parted {
		text += " " + m.theme.Symbols.Dot + " end: newest"
	}
	return text
}

func (m *Model) drawUpper(width, height int) string {
	if len(m.rows) == 0 {
		return m.empty(m.waitsForUsers(), width, height)
	}
	lines := m.lines()
	return m.window(upper, len(lines), width, height, func(i, width int) string { return m.drawLine(lines[i], width) })
}

func (m *Model) drawLower(width, height int) string {
	if len(m.history.news) == 0 {
		return m.empty("None yet. A login, an upload or a sync of these users shows here by itself.", width, height)
	}
	return m.window(lower, len(m.history.news), width, height, func(i, width int) string { return m.drawNews(m.history.news[i], width) })
}

// scrollbar is the columns that the arrows of a longer half take, with a gap.
const scrollbar = 2

// window draws those lines of a half that show.
func (m *Model) window(of half, total, width, height int, draw func(i, width int) string) string {
	lines, room, from := make([]string, total), width, m.scroll[of].Offset()
	if total > height {
		room -= scrollbar
	}
	for i := from; i < min(from+height, total); i++ {
		lines[i] = draw(i, room)
	}
	return m.scroll[of].View(m.theme, lines, width, height)
}

// empty says in an empty half what it waits for.
func (m *Model) empty(text string, width, height int) string {
	lines := widget.Lines(widget.Wrap(widget.Clean(text), width-2))
	for i, line := range lines {
		lines[i] = "  " + m.theme.Muted.Render(line)
	}
	return widget.Box(strings.Join(lines, "\n"), width, height)
}

// waitsForUsers says why there is nobody.
func (m *Model) waitsForUsers() string {
	if !m.history.listed {
		sign, _ := widget.Spinner(m.Now(), theme.PlainTerm(m.Term))
		return sign + " Asking " + m.Host + " whom there is to watch."
	}
	return "There is no user at " + m.Host + " yet. Whoever is made there next, in the wizard or by another program, shows here by itself."
}
