package widget

import (
	"fmt"
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

// Size is a number of bytes as people say it: "312 B", "14 KB", "2.5 MB".
func Size(bytes int64) string {
	const kilo, mega = 1 << 10, 1 << 20
	switch {
	case bytes < kilo:
		return fmt.Sprintf("%d B", max(bytes, 0))
	case bytes < mega:
		return fmt.Sprintf("%d KB", (bytes+kilo-1)/kilo)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/mega)
}
