package widget

import (
	"strings"

	"winkterm/ui/theme"
)

// Bar draws how much of something is done, part of 0 to 1, in exactly width
// cells.
func Bar(th theme.Theme, part float64, width int) string {
	width = max(width, 0)
	full := int(min(max(part, 0), 1) * float64(width))
	return th.Accent.Render(strings.Repeat(th.Symbols.Full, full)) +
		th.Faint.Render(strings.Repeat(th.Symbols.Empty, width-full))
}
