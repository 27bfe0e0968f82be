package widget

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"winkterm/ui/theme"
)

// Overlay draws a block in the middle of another one of exactly width × height cells,
// which loses its own colours and its cursor.
func Overlay(th theme.Theme, back, front string, width, height int) string {
	over := Lines(front)
	w, h := Width(over[0]), len(over)
	left, top := (width-w)/2, (height-h)/2
	rows := Lines(Box(ansi.Strip(back), width, height))
	for y, row := range rows {
		if y < top || y >= top+h {
			rows[y] = th.Dim.Render(row)
			continue
		}
		right := method().TruncateLeft(row, left+w, "")
		if Width(right) > width-left-w { // it begins with the second half of a letter
			right = method().TruncateLeft(row, left+w+1, "")
		}
		right = Right(right, width-left-w)
		rows[y] = th.Dim.Render(Fit(method().Truncate(row, left, ""), left)) + over[y-top] + th.Dim.Render(right)
	}
	return joinLines(rows)
}

// Dialog is a box over a block, as drawn last. Its zero value has not been drawn.
type Dialog struct {
	left, top, width, height int
}

// What is to be seen of a block around a box, and the least size of a box.
const (
	dialogMarginX, dialogMarginY = 1, 1
	dialogWidth, dialogHeight    = 68, 15
)

// Draw draws a box with a title, and the keys in its lower edge, over a block of exactly
// width × height cells. The box has room for wide × high cells where the block is large
// enough, and body draws exactly as many as it is given. Where the block is too small for a
// box, body takes its place.
func (d *Dialog) Draw(th theme.Theme, back, title, keys string, width, height, wide, high int, body func(width, height int) string) string {
	w := min(wide+FrameWidth+2, width-2*dialogMarginX)
	h := min(high+FrameHeight, height-2*dialogMarginY)
	if *d = (Dialog{}); width-2*dialogMarginX < dialogWidth || height-2*dialogMarginY < dialogHeight {
		return body(width, height)
	}
	*d = Dialog{left: (width - w) / 2, top: (height - h) / 2, width: w, height: h}
	text := " " + strings.ReplaceAll(body(w-FrameWidth-2, h-FrameHeight), "\n", "\n ")
	return Overlay(th, back, frame(th, th.Focus, th.Title.Render(title), keys, text, w, h), width, height)
}

// Boxed says that there was room for a box.
func (d Dialog) Boxed() bool { return d.width > 0 }

// Outside says whether a cell of the block is beside the box.
func (d Dialog) Outside(x, y int) bool {
	return d.Boxed() && (x < d.left || x >= d.left+d.width || y < d.top || y >= d.top+d.height)
}

// Inside gives the coordinates in the body of a cell of the block.
func (d Dialog) Inside(x, y int) (int, int) {
	if !d.Boxed() {
		return x, y
	}
	return x - d.left - FrameWidth/2 - 1, y - d.top - FrameHeight/2
}
