package widget

import (
	"strings"

	"winkterm/ui/theme"
)

// FrameWidth and FrameHeight are the cells that a frame takes for itself.
const (
	FrameWidth  = 2
	FrameHeight = 2
)

// Frame draws a border around a block, the title in its top line; exactly
// width × height cells. The title may be styled.
func Frame(th theme.Theme, title, body string, width, height int) string {
	if width < FrameWidth || height < FrameHeight {
		return Box("", width, height)
	}
	s, inner := th.Symbols, width-FrameWidth
	side := th.Border.Render(s.Side)
	rows := []string{frameTop(th, title, inner)}
	if height > FrameHeight {
		for _, line := range Lines(Box(body, inner, height-FrameHeight)) {
			rows = append(rows, side+line+side)
		}
	}
	rows = append(rows, th.Border.Render(s.BottomLeft+strings.Repeat(s.Rule, inner)+s.BottomRight))
	return strings.Join(rows, "\n")
}

func frameTop(th theme.Theme, title string, inner int) string {
	s := th.Symbols
	title = Cut(" "+Cut(title, max(inner-2, 0))+" ", inner)
	rest := strings.Repeat(s.Rule, max(inner-Width(title), 0))
	return th.Border.Render(s.TopLeft) + title + th.Border.Render(rest+s.TopRight)
}

// Header draws the facts of a session in at most width cells, a dot between
// them. The first ones matter most: what does not fit goes from the end. A fact
// may be styled. Use it as a Frame's title. Production draws it in alarm colours;
// the word itself has to be among the facts.
func Header(th theme.Theme, production bool, facts []string, width int) string {
	style := th.Header
	if production {
		style = th.HeaderProduction
	}
	return style.Over(KeepFirst(facts, " "+th.Symbols.Dot+" ", width))
}

// KeepFirst joins as many of the parts as fit into width cells; the first is always
// there, cut if it must be.
func KeepFirst(parts []string, gap string, width int) string {
	line := ""
	for i, part := range parts {
		if i > 0 {
			part = line + gap + part
		}
		if i > 0 && Width(part) > width {
			break
		}
		line = part
	}
	return Cut(line, width)
}

// Rule is a horizontal line of exactly width cells.
func Rule(th theme.Theme, width int) string {
	return th.Faint.Render(strings.Repeat(th.Symbols.Rule, max(width, 0)))
}
