package widget

import (
	"fmt"
	"image/color"
	"strings"
)

// Pixel is one cell of a picture: its upper and its lower half.
type Pixel struct{ Upper, Lower color.RGBA }

// Picture draws rows of pixels in half blocks, one cell a pixel. The terminal
// needs colours for it.
func Picture(rows [][]Pixel) []string {
	lines := make([]string, len(rows))
	for y, row := range rows {
		var b strings.Builder
		var pen Pixel
		for x, p := range row {
			if x == 0 || p != pen {
				u, l := p.Upper, p.Lower
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
