package widget

import (
	"strings"

	"charm.land/lipgloss/v2"
)

const ellipsis = "…"

// Width is how many cells a line of text takes; escape codes take none.
func Width(s string) int { return method().StringWidth(s) }

// Cut shortens a line to at most width cells, an ellipsis in place of what is
// missing. Styles stay whole, and no wide or combined character is halved.
func Cut(s string, width int) string {
	s = oneLine(s)
	if Width(s) <= width {
		return s
	}
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
func Fit(s string, width int) string { return Pad(Cut(s, width), width) }

// Pad fills a line up with spaces to at least width cells.
func Pad(s string, width int) string {
	s += strings.Repeat(" ", max(width-Width(s), 0))
	for Width(s) < width { // a space can merge into an open cluster
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
	lines := Lines(method().Wrap(s, width, ""))
	for i, line := range lines {
		if Width(line) > width {
			lines[i] = method().Hardwrap(line, width, true)
		}
	}
	lines = Lines(joinLines(lines))
	for i, line := range lines { // a cluster wider than the width is cut
		lines[i] = Cut(line, width)
	}
	return pens(joinLines(lines))
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
	out := make([]string, max(height, 0))
	copy(out, Lines(s))
	for i, line := range out {
		out[i] = Fit(line, width)
	}
	return joinLines(out)
}

// Join puts blocks side by side, gap between them. The blocks should be boxes
// of one height; where they are not, the longest counts and the rest is blank.
func Join(gap string, blocks ...string) string {
	height := 0
	for _, block := range blocks {
		height = max(height, len(Lines(block)))
	}
	rows := make([]string, height)
	for x, block := range blocks {
		width := 0
		for _, line := range Lines(block) {
			width = max(width, Width(line))
		}
		for y, line := range Lines(Box(block, width, height)) {
			if x > 0 {
				rows[y] += gap
			}
			rows[y] += line
		}
	}
	return joinLines(rows)
}

// Lines splits a block into its lines.
func Lines(s string) []string { return strings.Split(s, "\n") }

func joinLines(lines []string) string { return strings.Join(lines, "\n") }

func oneLine(s string) string {
	if !strings.ContainsAny(s, "\n\r\t") {
		return s
	}
	return strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(s)
}
