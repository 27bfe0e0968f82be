package picture

import (
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"winkterm/flow/plain"
)

// SVG draws frames, of which there is at least one. It fails where to does.
func SVG(to io.Writer, p Picture, frames []Frame) error {
	d := &drawing{picture: p, ground: groundOf(p.Light), colours: map[rgb]int{}}
	times, grids := newScreen(p).play(frames)
	m := moving{drawing: d, rows: map[string]int{}, classes: map[string]int{}, times: times}
	for y := range p.Height {
		m.row(y, d.texts(grids, y))
	}
	_, err := io.WriteString(to, d.whole())
	return err
}

// drawing is a picture while it is drawn.
type drawing struct {
	picture Picture
	ground  *ground
	// rules are the style sheet's, defs the rows, body where they stand.
	rules, defs, body strings.Builder
	colours           map[rgb]int
}

// fill is the class of a colour.
func (d *drawing) fill(c rgb) int {
	n, known := d.colours[c]
	if !known {
		n = len(d.colours)
		d.colours[c] = n
		fmt.Fprintf(&d.rules, ".c%d{fill:%s;color:%s}\n", n, c, c)
	}
	return n
}

// row draws cells from 0, 0 on: first what is behind them, then the signs.
func (d *drawing) row(to *strings.Builder, cells []cell) {
	for x := 0; x < len(cells); {
		paper, from := cells[x].style.paper, x
		for x < len(cells) && cells[x].style.paper == paper {
			x += cells[x].width
		}
		if paper != d.ground.paper {
			d.rect(to, paper, from, 0, x-from, cellHeight)
		}
	}
	for x := 0; x < len(cells); {
		width := run(cells[x:])
		d.run(to, cells[x:x+width], x)
		x += width
	}
}

// rect fills cells from x on, to a height from y on.
func (d *drawing) rect(to *strings.Builder, c rgb, x, y, width, height int) {
	fmt.Fprintf(to, `<rect class="c%d" x="%d" y="%d" width="%d" height="%d"/>`, d.fill(c), x*cellWidth, y, width*cellWidth, height)
}

// run says how many cells from the first on are drawn together: letters, or the same line or
// block. It ends behind two blanks, where another column may begin.
func run(cells []cell) (width int) {
	first := cells[0]
	width = first.width
	for width < len(cells) && cells[width].style == first.style {
		text := cells[width].text
		column := width > 1 && text != " " && cells[width-1].text == " " && cells[width-2].text == " "
		joins := letter(first.text) && letter(text) || text == first.text && repeats(text)
		if column || !joins {
			break
		}
		width++
	}
	return width
}

// letter says that a sign is as wide as a cell in every font.
func letter(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	return size == len(text) && r >= ' ' && r < 0x250
}

// run draws such cells, of which the first is at x.
func (d *drawing) run(to *strings.Builder, cells []cell, x int) {
	of, text := cells[0].style, ""
	for _, c := range cells {
		text += c.text
	}
	if of.underline {
		d.rect(to, of.ink, x, baseline+2, len(cells), 1)
	}
	if s, ok := shapeOf(cells[0].text, len(cells)); ok {
		d.shape(to, of.ink, float64(x*cellWidth), s)
		return
	}
	written := strings.TrimRight(text, " ")
	if written == "" {
		return
	}
	bold := ""
	if of.bold {
		bold = " b"
	}
	fmt.Fprintf(to, `<text class="c%d%s" x="%d" y="%d" textLength="%d">%s</text>`,
		d.fill(of.ink), bold, x*cellWidth, baseline, (len(cells)-len(text)+len(written))*cellWidth, html.EscapeString(written))
}

// shape draws a shape of a cell that begins at left.
func (d *drawing) shape(to *strings.Builder, ink rgb, left float64, s shape) {
	class, end := "", "Z"
	if s.width > 0 {
		class, end = " s s"+strings.ReplaceAll(number(s.width), ".", ""), ""
	}
	fmt.Fprintf(to, `<path class="c%d%s" d="`, d.fill(ink), class)
	for _, way := range s.ways {
		for i, at := range way {
			to.WriteString([]string{"M", "L"}[min(i, 1)] + number(left+at.x) + " " + number(at.y))
		}
		to.WriteString(end)
	}
	to.WriteString(`"/>`)
}

// number is a number to a hundredth.
func number(v float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0"), ".")
}

// sheet is what every picture has of its style sheet.
const sheet = `text{font:15px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;white-space:pre;unicode-bidi:bidi-override}
.b{font-weight:bold}
g rect{shape-rendering:crispEdges}
.s{fill:none;stroke:currentColor;stroke-linecap:square}
.s13{stroke-width:1.3;stroke-linecap:round}
@media(prefers-reduced-motion:reduce){use{animation:none!important}}
`

// whole is the whole picture.
func (d *drawing) whole() string {
	p, g := d.picture, d.ground
	width, height := p.size()
	escaped := func(text string) string { return html.EscapeString(plain.Lines(text)) }
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	say(`<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="name what">`, width, height, width, height)
	say(`<title id="name">%s</title>`, escaped(p.Name))
	say(`<desc id="what">%s</desc>`, escaped(p.Description))
	say("<style>\n%s%s</style>", d.rules.String(), sheet)
	say("<defs>\n%s</defs>", d.defs.String())
	say(`<rect x=".5" y=".5" width="%d" height="%d" rx="%d" fill="%s" stroke="%s"/>`, width-1, height-1, corner, g.paper, g.edge)
	say(`<path fill="%s" d="M1 %dV%dQ1 1 %d 1H%dQ%d 1 %d %dV%dZ"/>`, g.bar, barHeight, corner, corner, width-corner, width-1, width-1, corner, barHeight)
	for i, c := range buttons {
		say(`<circle cx="%d" cy="%d" r="%d" fill="%s"/>`, margin+dot+i*20, barHeight/2, dot, c)
	}
	say(`<text x="%d" y="%d" text-anchor="middle" fill="%s">%s</text>`, width/2, barHeight/2+5, g.barInk, escaped(p.Title))
	say("%s</svg>", d.body.String())
	return b.String()
}
