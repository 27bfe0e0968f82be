package widget

import (
	"fmt"

	"winkterm/ui/theme"
)

// Scroll is a window on lines that are more than fit. Its offset is the first
// line that shows.
type Scroll struct{ offset int }

// Offset is the first line that shows.
func (s Scroll) Offset() int { return s.offset }

// Move goes down by delta lines (up when negative), as far as total lines in a
// window of height allow.
func (s *Scroll) Move(delta, total, height int) {
	s.offset = min(max(s.offset+delta, 0), max(total-height, 0))
}

// Show goes as far as it takes to have a line in a window of height.
func (s *Scroll) Show(line, total, height int) {
	s.Move(min(line-s.offset, 0)+max(line-s.offset-height+1, 0), total, height)
}

// View draws exactly width × height cells. Where there is more, an arrow in the
// last column says so.
func (s Scroll) View(th theme.Theme, lines []string, width, height int) string {
	s.Move(0, len(lines), height)
	to := min(s.offset+height, len(lines))
	shown := lines[s.offset:to]
	if len(lines) <= height || width < 3 {
		return Box(joinLines(shown), width, height)
	}
	marks := make([]string, height)
	if s.offset > 0 {
		marks[0] = th.Muted.Render(th.Symbols.Up)
	}
	if to < len(lines) {
		marks[height-1] = th.Muted.Render(th.Symbols.Down)
	}
	return Join(" ", Box(joinLines(shown), width-2, height), Box(joinLines(marks), 1, height))
}

// Position says where one is: "12/90", counted from 1; "0/0" when empty.
func Position(cursor, total int) string {
	if total == 0 {
		return "0/0"
	}
	return fmt.Sprintf("%d/%d", cursor+1, total)
}
