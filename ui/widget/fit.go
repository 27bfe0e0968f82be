package widget

import (
	"strings"
	"sync/atomic"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

const ellipsis = "…"

// Width is how many cells a line of text takes; escape codes take none.
func Width(s string) int {
	if cells, ok := plainWidth(s); ok {
		return cells
	}
	return method().StringWidth(s)
}

// plainWidth measures printable ASCII, rules, … and – with styles in them, which most lines
// are, many times as fast; anything else is not ok.
func plainWidth(s string) (cells int, ok bool) {
	style := false
	for i := 0; i < len(s); i++ { // bytes are faster than runes
		switch c := s[i]; {
		case style && (c == 'm' || c >= '0' && c <= ';'):
			style = c != 'm'
		case style:
			return 0, false
		case c >= ' ' && c <= '~':
			cells++
		case strings.HasPrefix(s[i:], "\xe2\x94"), strings.HasPrefix(s[i:], ellipsis), strings.HasPrefix(s[i:], "–"): // the first: U+2500 to U+253F
			cells++
			i += 2
		case strings.HasPrefix(s[i:], "\x1b["):
			style = true
			i++
		default:
			return 0, false
		}
	}
	return cells, !style
}

// Cut shortens a line to at most width cells, an ellipsis in place of what is
// missing. Styles stay whole, and no wide or combined character is halved.
func Cut(s string, width int) string {
	s, _ = cut(s, width)
	return s
}

// cut gives the cells of the line as well, so that it is measured once.
func cut(s string, width int) (line string, cells int) {
	line = oneLine(s)
	cells = Width(line)
	// Measuring a cluster as a whole and letter by letter can differ (a digit
	// made into a keycap), hence the loop; it hardly ever runs twice.
	for limit := width; cells > width; limit-- {
		if limit <= 0 {
			return "", 0
		}
		line = method().Truncate(line, limit, ellipsis)
		cells = Width(line)
	}
	return line, cells
}

// Middle shortens a line to at most width cells by what is in its middle: an id and
// a path are known by both ends.
func Middle(s string, width int) string {
	s = oneLine(s)
	if Width(s) <= width {
		return s
	}
	head := max(width-1, 0) * 2 / 3
	tail := Width(s) - max(width-1-head, 0)
	return Cut(method().Truncate(s, head, "")+ellipsis+method().TruncateLeft(s, tail, ""), width)
}

// Fit makes a line exactly width cells: cut or filled up with spaces.
func Fit(s string, width int) string {
	s, cells := cut(s, width)
	return fill(s, width-cells, width)
}

// Pad fills a line up with spaces to at least width cells.
func Pad(s string, width int) string { return fill(s, width-Width(s), width) }

// fill adds the spaces that are missing from a line of width cells.
func fill(s string, missing, width int) string {
	if missing <= 0 {
		return s
	}
	open := s != "" && s[len(s)-1] >= utf8.RuneSelf
	s += strings.Repeat(" ", missing)
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

// Wrap breaks text at blanks into lines of at most width cells; a word that is
// longer is broken. Line breaks in the text stay.
func Wrap(s string, width int) string {
	if width <= 0 {
		return ""
	}
	// An id, a date and the name of a file stay on one line where it is long enough.
	s = method().Wrap(strings.ReplaceAll(s, "-", "\u2011"), width, "")
	lines := Lines(method().Hardwrap(strings.ReplaceAll(s, "\u2011", "-"), width, true))
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

// clustered says how the terminal counts cells: false by character, as nearly all
// do, true by what a reader takes for one letter. It is a fact of the one terminal
// that there is, and Bubble Tea's renderer goes by the same.
var clustered atomic.Bool

// SetClustered says how the terminal counts. Lines that were drawn before have the other
// width.
func SetClustered(on bool) { clustered.Store(on) }

// CountAs goes along with Bubble Tea, which lets a terminal that can count cells by letters
// do so, once it says that it can.
func CountAs(msg tea.ModeReportMsg) {
	if msg.Mode == ansi.ModeUnicodeCore && !msg.Value.IsNotRecognized() && !msg.Value.IsPermanentlyReset() {
		SetClustered(true)
	}
}

func method() ansi.Method {
	if clustered.Load() {
		return ansi.GraphemeWidth
	}
	return ansi.WcWidth
}
