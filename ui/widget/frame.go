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
	return frame(th, th.Border, title, "", body, width, height)
}

// frame draws the edges in a role, and keys in the lower one.
func frame(th theme.Theme, edge theme.Role, title, keys, body string, width, height int) string {
	if width < FrameWidth || height < FrameHeight {
		return Box("", width, height)
	}
	s, inner := th.Symbols, width-FrameWidth
	side := edge.Render(s.Side)
	rows := []string{edgeLine(th, edge, s.TopLeft, title, s.TopRight, inner)}
	if height > FrameHeight {
		for _, line := range Lines(Box(body, inner, height-FrameHeight)) {
			rows = append(rows, side+line+side)
		}
	}
	rows = append(rows, edgeLine(th, edge, s.BottomLeft, keys, s.BottomRight, inner))
	return strings.Join(rows, "\n")
}

// edgeLine is a horizontal edge with a text in it.
func edgeLine(th theme.Theme, edge theme.Role, left, text, right string, inner int) string {
	if text != "" {
		text = Cut(" "+Cut(text, max(inner-2, 0))+" ", inner)
	}
	rest := strings.Repeat(th.Symbols.Rule, max(inner-Width(text), 0))
	return edge.Render(left) + text + edge.Render(rest+right)
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
