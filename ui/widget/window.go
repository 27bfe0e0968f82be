package widget

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"winkterm/ui/theme"
)

// The least window that is drawn.
const (
	leastWidth  = 40
	leastHeight = 12
)

// TooSmall gives what is drawn in place of a frame where a window has no room for one,
// and false where it has.
func TooSmall(width, height int) (string, bool) {
	switch {
	case width <= 0 || height <= 0:
		return "", true
	case width < leastWidth || height < leastHeight:
		text := fmt.Sprintf("winkterm needs %d×%d, this window is %d×%d. Nothing is lost: make it larger.", leastWidth, leastHeight, width, height)
		return Box(Wrap(text, width), width, height), true
	}
	return "", false
}

// Window makes a view of a frame for a terminal, which may be one that draws ASCII
// alone. The terminal's cursor stands in the field that takes the keys: there input
// methods write and magnifiers look.
func Window(title, frame string, plain bool) tea.View {
	before, _, typing := strings.Cut(frame, cursorMark)
	if frame = WithoutCursor(frame); plain {
		frame = theme.Plain(frame)
	}
	v := tea.NewView(frame)
	v.AltScreen, v.MouseMode, v.WindowTitle = true, tea.MouseModeCellMotion, title
	if typing {
		line := strings.LastIndex(before, "\n") + 1
		v.Cursor = tea.NewCursor(Width(before[line:]), strings.Count(before, "\n"))
	}
	return v
}

// cursorMark stands in a frame before the cell that the cursor is on. It is what shows
// a terminal's cursor, so it takes no cell, and Clean keeps it out of other texts.
const cursorMark = "\x1b[?25h"

// WithoutCursor takes the cursor out of a block that does not take the keys.
func WithoutCursor(block string) string { return strings.ReplaceAll(block, cursorMark, "") }
