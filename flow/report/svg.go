package report

import (
	"fmt"
	"html"
	"io"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"winkterm/flow/plain"
)

// The size of a cell, and the room around the screen, in the picture's units.
const (
	cellWidth  = 8.4
	cellHeight = 18
	margin     = 16
)

// writeSVG draws the screen at the moment of the case. It is light or dark as the
// reader's system is.
func writeSVG(to io.Writer, s *story) error {
	lines := s.screen(s.moment())
	if len(lines) == 0 {
		lines = []string{"no screen is recorded at this moment"}
	}
	text := uv.NewStyledString(strings.Join(lines, "\n"))
	columns, height := text.UnicodeWidth(), text.Height()
	cells := uv.NewScreenBuffer(columns, height)
	text.Draw(cells, cells.Bounds())
	d := drawing{classes: map[look]int{}}
	for y := range height {
		d.row(y, cells.Line(y))
	}
	var t ticket
	t.line(`<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" viewBox="0 0 %.1f %d" role="img" aria-labelledby="what masked">`,
		float64(columns)*cellWidth+2*margin, height*cellHeight+2*margin)
	t.line(`<title id="what">%s</title>`, html.EscapeString(plain.Line(s.summary.Sentence)))
	t.line(`<desc id="masked">%s</desc>`, html.EscapeString(s.masking.line()))
	t.line("<style>\n%s</style>", d.style())
	t.line(`<rect class="paper" width="100%%" height="100%%" rx="8"/>`)
	t.WriteString(d.String())
	t.line("</svg>")
	_, err := io.WriteString(to, t.String())
	return err
}

// drawing is the inside of the picture while it is drawn, with a class for each look.
type drawing struct {
	strings.Builder
	classes map[look]int
	order   []look
}

// row draws a line of cells, as runs of the same look.
func (d *drawing) row(y int, cells uv.Line) {
	for x := 0; x < len(cells); {
		of, from, width := lookOf(cells[x].Style), x, 0
		var text strings.Builder
		for x < len(cells) && lookOf(cells[x].Style) == of {
			text.WriteString(cells[x].Content)
			step := max(1, cells[x].Width)
			x, width = x+step, width+step
		}
		d.run(of, text.String(), from, y, width)
	}
}

func (d *drawing) run(of look, text string, x, y, width int) {
	left, top, long := margin+float64(x)*cellWidth, margin+y*cellHeight, float64(width)*cellWidth
	class := d.class(of)
	if of.filled() {
		fmt.Fprintf(d, "<rect class=\"b%d\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n", class, left, top, long, cellHeight)
	}
	trimmed := strings.TrimRight(plain.Line(text), " ")
	if strings.TrimSpace(trimmed) == "" {
		return
	}
	long = float64(ansi.StringWidth(trimmed)) * cellWidth
	fmt.Fprintf(d, "<text class=\"f%d\" x=\"%.1f\" y=\"%d\" textLength=\"%.1f\">%s</text>\n", class, left, top+13, long, html.EscapeString(trimmed))
}

func (d *drawing) class(of look) int {
	n, known := d.classes[of]
	if !known {
		n = len(d.order)
		d.classes[of], d.order = n, append(d.order, of)
	}
	return n
}

// style is the style sheet: for light systems, and again for dark ones.
func (d *drawing) style() string {
	var b strings.Builder
	b.WriteString("text { font: 14px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; white-space: pre }\n")
	d.colours(&b, light)
	b.WriteString("@media (prefers-color-scheme: dark) {\n")
	d.colours(&b, dark)
	b.WriteString("}\n")
	return b.String()
}

func (d *drawing) colours(b *strings.Builder, m mode) {
	fmt.Fprintf(b, ".paper { fill: %s }\n", m.paper)
	for n, of := range d.order {
		ink, paper := of.in(m)
		fmt.Fprintf(b, ".f%d { fill: %s%s }\n", n, ink, of.font())
		if of.filled() {
			fmt.Fprintf(b, ".b%d { fill: %s }\n", n, paper)
		}
	}
}
