package suite

import (
	"fmt"
	"path"
	"strings"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/suite"
	"winkterm/ui/format"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// View draws the whole window.
func (m *model) View() tea.View {
	return widget.Window("winkterm run", m.draw(), theme.PlainTerm(m.Term))
}

const (
	margin = 2
	fixed  = widget.FrameHeight + 4 // the bar, two titles, the footer
	wide   = 70                     // from here on the step stands beside the name
)

// layout is how many lines the two parts have, and how wide they are.
type layout struct{ width, running, failures int }

// layout gives two fifths to what is played, whatever that is, so that nothing jumps.
func (m *model) layout() layout {
	left := max(m.height-fixed, 2)
	up := max(left*2/5, 1)
	return layout{max(m.width-2*margin, 1), up, left - up}
}

func (m *model) draw() string {
	if text, small := widget.TooSmall(m.width, m.height); small {
		return text
	}
	l := m.layout()
	body := []string{m.progress(l.width), m.title(fmt.Sprintf("Running %d", len(m.known.running)), l.width)}
	body = append(body, widget.Lines(m.running(l.width, l.running))...)
	body = append(body, m.title(fmt.Sprintf("Not passed %d", len(m.known.failures)), l.width))
	body = append(body, widget.Lines(m.failures(l.width, l.failures))...)
	body = append(body, m.theme.Key.Render("ctrl+c")+" "+m.theme.KeyDesc.Render([]string{"stop", "stop at once"}[min(m.stopped, 1)]))
	header := widget.Header(m.theme, "winkterm run", nil, m.Facts, m.width-4)
	return widget.Frame(m.theme, header, " "+strings.Join(body, "\n "), m.width, m.height)
}

func (m *model) title(text string, width int) string {
	line := m.theme.TabOff.Render(text) + " "
	return widget.Fit(line+widget.Rule(m.theme, width-widget.Width(line)), width)
}

// progress is the bar, how many ended, and how.
func (m *model) progress(width int) string {
	th, k := m.theme, m.known
	text := fmt.Sprint(k.done)
	if k.total > 0 {
		text = fmt.Sprintf("%d/%d", k.done, k.total)
	}
	passed, skipped := k.counts[play.Passed], k.counts[play.Skipped]
	parts := []string{th.Strong.Render(text), th.Success.Render(fmt.Sprintf("%s %d passed", th.Symbols.Done, passed))}
	if bad := k.done - passed - skipped; bad > 0 {
		parts = append(parts, th.Error.Render(fmt.Sprintf("%s %d not passed", th.Symbols.Fail, bad)))
	}
	if skipped > 0 {
		parts = append(parts, th.Muted.Render(fmt.Sprintf("%s %d skipped", th.Symbols.Off, skipped)))
	}
	if m.stopped > 0 {
		parts = append(parts, th.Warning.Render("stopping"))
	}
	facts := widget.KeepFirst(parts, "  ", width)
	if room := width - widget.Width(facts) - 2; k.total > 0 && room >= 8 {
		return widget.Bar(th, float64(k.done)/float64(k.total), min(room, 40)) + "  " + facts
	}
	return facts
}

// running are as many of those that are played as there is room for, the oldest first.
func (m *model) running(width, height int) string {
	th := m.theme
	const ageWidth = 8
	sign, _ := widget.Spinner(m.Board.now(), theme.PlainTerm(m.Term))
	var lines []string
	for i, o := range m.known.running {
		if i == height-1 && len(m.known.running) > height {
			lines = append(lines, th.Muted.Render(fmt.Sprintf("  and %d more", len(m.known.running)-i)))
			break
		}
		room := width - ageWidth - 2
		text := column(th.Text, o.name, room)
		if width >= wide {
			text = column(th.Text, o.name, room/2) + column(th.Muted, o.step, room-room/2)
		}
		lines = append(lines, th.Info.Render(sign)+" "+text+th.Muted.Render(widget.Right(format.Age(m.Board.now().Sub(o.began)), ageWidth)))
	}
	return widget.Box(strings.Join(lines, "\n"), width, height)
}

// column draws a text in so many cells, the last of which stays blank.
func column(role theme.Role, text string, width int) string {
	return role.Render(widget.Fit(widget.Cut(widget.Clean(text), width-1), width))
}

// failures are the newest ones that there is room for, a line with the name and the place
// and one with what was wrong for each. All of them are printed at the end.
func (m *model) failures(width, height int) string {
	all := m.known.failures
	if len(all) == 0 {
		return widget.Box(m.theme.Muted.Render("  none so far"), width, height)
	}
	var lines []string
	for _, e := range all[max(0, len(all)-max(height/2, 1)):] {
		lines = append(lines, m.failure(e, width)...)
	}
	return widget.Box(strings.Join(lines, "\n"), width, height)
}

// failure is one of them: a long name makes room for the place.
func (m *model) failure(e suite.Event, width int) []string {
	th, f := m.theme, e.Outcome.Failure
	if f == nil {
		f = &play.Failure{Pos: e.Scenario.Pos, Got: string(e.Outcome.Verdict)}
	}
	name := e.Scenario.Name
	if e.Attempt > 1 {
		name += fmt.Sprintf(" (attempt %d)", e.Attempt)
	}
	at := f.Pos
	at.File = path.Base(at.File) // the whole path remains below, in the end
	place := th.Muted.Render(widget.Cut(widget.Clean(at.String()), width/2))
	name = widget.Cut(th.Symbols.Fail+" "+widget.Clean(name), width-widget.Width(place)-2)
	return []string{
		th.Error.Render(name) + "  " + place,
		"  " + th.Text.Render(widget.Clean(f.Why())),
	}
}
