package widget

import (
	"fmt"
	"image/color"
	"strings"
)

// Picture draws rows of cells in half blocks; a cell is the colours of its upper and
// its lower half. The terminal needs colours for it.
func Picture(rows [][][2]color.RGBA) []string {
	lines := make([]string, len(rows))
	for y, row := range rows {
		var b strings.Builder
		var pen [2]color.RGBA
		for x, p := range row {
			if x == 0 || p != pen {
				u, l := p[0], p[1]
				fmt.Fprintf(&b, "\x1b[38;2;%d;%d;%d;48;2;%d;%d;%dm", u.R, u.G, u.B, l.R, l.G, l.B)
				pen = p
			}
			b.WriteString("▀")
		}
		if len(row) > 0 {
			b.WriteString("\x1b[m")
		}
		lines[y] = b.String()
	}
	return lines
}
