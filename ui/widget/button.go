package widget

import (
	"strings"

	"winkterm/ui/theme"
)

const buttonGap = "  "

// Buttons draws a row of buttons, the focused one marked by its sign and role;
// exactly width cells in one line. Focused is -1 for none.
func Buttons(th theme.Theme, labels []string, focused, width int) string {
	parts := make([]string, len(labels))
	for i, label := range labels {
		if i == focused {
			parts[i] = th.Focus.Render(buttonText(th.Symbols.Select, label))
			continue
		}
		parts[i] = th.Muted.Render(buttonText(" ", label))
	}
	return Fit(strings.Join(parts, buttonGap), width)
}

// ButtonAt gives the button that the cell x of the row belongs to, or false.
func ButtonAt(labels []string, x int) (int, bool) {
	from := 0
	for i, label := range labels {
		to := from + Width(buttonText(" ", label))
		if x >= from && x < to {
			return i, true
		}
		from = to + len(buttonGap)
	}
	return 0, false
}

func buttonText(sign, label string) string { return "[" + sign + label + " ]" }
