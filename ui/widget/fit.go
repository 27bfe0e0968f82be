package widget

import (
	"strings"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
)

const ellipsis = "…"

// Width is how many cells a line of text takes; escape codes take none.
func Width(s string) int {
	if cells, ok := plainWidth(s); ok {
		return cells
	}
	return method().StringWidth(s)
}

// plainWidth measures printable ASCII with styles in it, which most lines are,
// several times as fast; anything else is not ok.
func plainWidth(s string) (cells int, ok bool) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= ' ' && c <= '~':
			cells++
		case c == 0x1b && i+1 < len(s) && s[i+1] == '[':
			n := styleLen(s[i+2:])
			if n == 0 {
				return 0, false
			}
			i += 1 + n
		default:
			return 0, false
		}
	}
	return cells, true
}

// styleLen is the length of a style's parameters and its m, 0 for another
// sequence.
func styleLen(s string) int {
	for i := range len(s) {
		switch c := s[i]; {
		case c == 'm':
			return i + 1
		case c < '0' || c > ';':
			return 0
		}
	}
	return 0
}

// Cut shortens a line to at most width cells, an ellipsis in place of what is
// missing. Styles stay whole, and no wide or combined character is halved.
func Cut(s string, width int) string {
	s = oneLine(s)
	if Width(s) <= width {
		return s
	}
	return cutTo(s, width)
}

// cutTo shortens a line that is too long.
func cutTo(s string, width int) string {
	// Measuring a cluster as a whole and letter by letter can differ (a digit
	// made into a keycap), hence the loop; it hardly ever runs twice.
	for limit := width; limit > 0; limit-- {
		if cut := method().Truncate(s, limit, ellipsis); Width(cut) <= width {
			return cut
		}
	}
	return ""
}

// Fit makes a line exactly width cells: cut or filled up with spaces.
func Fit(s string, width int) string {
	s = oneLine(s)
	cells := Width(s)
	if cells > width {
		s = cutTo(s, width)
		cells = Width(s)
	}
	return fill(s, cells, width)
}

// Pad fills a line up with spaces to at least width cells.
func Pad(s string, width int) string { return fill(s, Width(s), width) }

// fill appends the spaces that a line of so many cells lacks.
func fill(s string, cells, width int) string {
	if cells >= width {
		return s
	}
	open := s != "" && s[len(s)-1] >= utf8.RuneSelf
	s += strings.Repeat(" ", width-cells)
	for open && Width(s) < width { // a space can merge into an open cluster
		s += " "
	}
	return s
}

// Right is Fit with the text at the right.
func Right(s string, width int) string {
	s = Cut(s, width)
	return Fit(strings.Repeat(" ", max(width-Width(s), 0))+s, width)
}

// Wrap breaks text at words into lines of at most width cells; a word that is
// longer is broken. Line breaks in the text stay.
func Wrap(s string, width int) string {
	if width <= 0 {
		return ""
	}
	lines := strings.Split(method().Wrap(s, width, ""), "\n")
	for i, line := range lines {
		if Width(line) > width {
			lines[i] = method().Hardwrap(line, width, true)
		}
	}
	lines = strings.Split(strings.Join(lines, "\n"), "\n")
	for i, line := range lines { // a cluster wider than the width is cut
		if Width(line) > width {
			lines[i] = Cut(line, width)
		}
	}
	return pens(strings.Join(lines, "\n"))
}

// pens makes styles end with their line and go on in the next one, so that the
// lines can be drawn apart.
func pens(s string) string {
	if !strings.Contains(s, "\x1b") || !strings.Contains(s, "\n") {
		return s
	}
	var b strings.Builder
	w := lipgloss.NewWrapWriter(&b)
	_, _ = w.Write([]byte(s)) // a Builder does not fail
	_ = w.Close()
	return b.String()
}

// Box makes a block of exactly width × height cells: lines are fitted, missing
// ones are blank, and those beyond the height are left out. Where text may be
// longer than its place, use Scroll.
func Box(s string, width, height int) string {
	if height <= 0 {
		return ""
	}
	lines := strings.Split(s, "\n")
	out := make([]string, height)
	for i := range out {
		line := ""
		if i < len(lines) {
			line = lines[i]
		}
		out[i] = Fit(line, width)
	}
	return strings.Join(out, "\n")
}

// Join puts blocks side by side, gap between them. The blocks should be boxes
// of one height; where they are not, the longest counts and the rest is blank.
func Join(gap string, blocks ...string) string {
	height := 0
	columns := make([][]string, len(blocks))
	widths := make([]int, len(blocks))
	for i, block := range blocks {
		columns[i] = strings.Split(block, "\n")
		height = max(height, len(columns[i]))
		for _, line := range columns[i] {
			widths[i] = max(widths[i], Width(line))
		}
	}
	rows := make([]string, height)
	cells := make([]string, len(blocks))
	for y := range rows {
		for x, column := range columns {
			cell := ""
			if y < len(column) {
				cell = column[y]
			}
			cells[x] = Pad(cell, widths[x])
		}
		rows[y] = strings.Join(cells, gap)
	}
	return strings.Join(rows, "\n")
}

// Lines splits a block into its lines.
func Lines(s string) []string { return strings.Split(s, "\n") }

func oneLine(s string) string {
	if !strings.ContainsAny(s, "\n\r\t") {
		return s
	}
	return strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(s)
}
