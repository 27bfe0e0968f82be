package widget

import (
	"fmt"
	"strings"

	"winkterm/ui/theme"
)

// Rail draws the steps of a path in one line of exactly width cells: those before current
// are done, it is filled, those after it are to come. Current may be len(steps): all is
// done; or -1: no step is the present one. When the names do not fit, only the current one
// stands there, behind one sign a step and its number.
func Rail(th theme.Theme, steps []string, current, width int) string {
	if len(steps) == 0 {
		return Fit("", width)
	}
	named := make([]string, len(steps))
	signs := ""
	for i, step := range steps {
		style, sign := railStep(th, i, current)
		name := " " + sign + " " + step + " "
		if i == 0 && current != 0 {
			name = name[1:]
		}
		named[i] = style.Render(name)
		signs += style.Render(sign)
	}
	for _, gap := range []string{th.Symbols.Rule + th.Symbols.Rule, th.Symbols.Rule, ""} {
		if line := strings.Join(named, th.Faint.Render(gap)); Width(line) <= width {
			return Fit(line, width)
		}
	}
	at := min(max(current, 0), len(steps)-1)
	style, _ := railStep(th, at, current)
	return Fit(fmt.Sprintf("%s %s%s", signs, th.Muted.Render(fmt.Sprintf("%d/%d", at+1, len(steps))), style.Render(" "+steps[at]+" ")), width)
}

func railStep(th theme.Theme, i, current int) (theme.Role, string) {
	switch {
	case i < current:
		return th.Success, th.Symbols.Done
	case i == current:
		return th.Selected, th.Symbols.Current
	}
	return th.Muted, th.Symbols.Todo
}

// Bar draws how much of something is done, part of 0 to 1, in exactly width
// cells.
func Bar(th theme.Theme, part float64, width int) string {
	width = max(width, 0)
	full := int(min(max(part, 0), 1) * float64(width))
	return th.Accent.Render(strings.Repeat(th.Symbols.Full, full)) +
		th.Faint.Render(strings.Repeat(th.Symbols.Empty, width-full))
}
