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

// SVG draws a screen. It fails where to does.
func SVG(to io.Writer, p Picture, f Frame) error {
	d := newDrawing(p)
	for y, row := range newScreen(p).grid(f) {
		d.place(y, d.row(row))
	}
	return d.write(to)
}

// drawing is a picture while it is drawn.
type drawing struct {
	picture Picture
	ground  *ground
	// rules are the style sheet's, defs what is used more than once, body the rows.
	rules, defs, body strings.Builder
	colours           map[rgb]int
}

func newDrawing(p Picture) *drawing {
	return &drawing{picture: p, ground: groundOf(p.Light), colours: map[rgb]int{}}
}

// class is the class of a colour.
func (d *drawing) class(c rgb) int {
	n, known := d.colours[c]
	if !known {
		n = len(d.colours)
		d.colours[c] = n
		fmt.Fprintf(&d.rules, ".c%d{fill:%s;color:%s}\n", n, c, c)
	}
	return n
}

// place draws what row has given in the row y.
func (d *drawing) place(y int, row string) {
	if row != "" {
		left, top := d.picture.at(0, y)
		fmt.Fprintf(&d.body, "<g transform=\"translate(%d %d)\">%s</g>\n", left, top, row)
	}
}

// row draws cells from 0, 0 on: first what is behind them, then the signs.
func (d *drawing) row(cells []cell) string {
	var back, front strings.Builder
	for x := 0; x < len(cells); {
		end := x
		for end < len(cells) && cells[end].style.paper == cells[x].style.paper {
			end += cells[end].width
		}
		if paper := cells[x].style.paper; paper != d.ground.paper {
			fmt.Fprintf(&back, `<rect class="c%d" x="%d" width="%d" height="%d"/>`, d.class(paper), x*cellWidth, (end-x)*cellWidth, cellHeight)
		}
		x = end
	}
	for x := 0; x < len(cells); {
		x += d.run(&front, cells, x)
	}
	return back.String() + front.String()
}

// run draws signs of one style that stand together, the first at x, and says how many cells
// they take.
func (d *drawing) run(to *strings.Builder, cells []cell, x int) (width int) {
	first := cells[x]
	end := x + first.width
	joins := repeats
	if letters(first.text) {
		joins = letters
	}
	for end < len(cells) && cells[end].style == first.style && joins(first.text) && joins(cells[end].text) &&
		(letters(first.text) || cells[end].text == first.text) && !gap(cells, end) {
		end++
	}
	width = end - x
	d.lines(to, first.style, x, width)
	if s, ok := shapeOf(first.text, width); ok {
		d.shape(to, first.style, float64(x*cellWidth), s)
		return width
	}
	var text strings.Builder
	for i := x; i < end; i += cells[i].width {
		text.WriteString(cells[i].text)
	}
	written := strings.TrimRight(text.String(), " ")
	if written == "" {
		return width
	}
	long := (width - (text.Len() - len(written))) * cellWidth
	fmt.Fprintf(to, `<text class="c%d%s" x="%d" y="%d" textLength="%d">%s</text>`,
		d.class(first.style.ink), first.style.font(), x*cellWidth, baseline, long, html.EscapeString(written))
	return width
}

// letters says that signs like this one are as wide as a cell in every font.
func letters(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	return size == len(text) && r >= ' ' && r < 0x250
}

// gap says that a run ends here: behind two blanks another column may begin.
func gap(cells []cell, x int) bool {
	return cells[x].text != " " && cells[x-1].text == " " && (x < 2 || cells[x-2].text == " ")
}

// lines draws the line below and through cells.
func (d *drawing) lines(to *strings.Builder, of style, x, width int) {
	for _, l := range []struct {
		on bool
		y  int
	}{{of.underline, baseline + 2}, {of.struck, baseline - 5}} {
		if l.on {
			fmt.Fprintf(to, `<rect class="c%d" x="%d" y="%d" width="%d" height="1"/>`, d.class(of.ink), x*cellWidth, l.y, width*cellWidth)
		}
	}
}

// shape draws a shape of a cell that begins at left.
func (d *drawing) shape(to *strings.Builder, of style, left float64, s shape) {
	draw := func(ways [][]point, class, end string) {
		if len(ways) == 0 {
			return
		}
		fmt.Fprintf(to, `<path class="c%d%s" d="`, d.class(of.ink), class)
		for _, way := range ways {
			for i, at := range way {
				to.WriteString([]string{"M", "L"}[min(i, 1)] + number(left+at.x) + " " + number(at.y))
			}
			to.WriteString(end)
		}
		to.WriteString(`"/>`)
	}
	width := ""
	if s.width != 1 {
		width = " w" + strings.ReplaceAll(number(s.width), ".", "")
	}
	draw(s.lines, " s"+width, "")
	draw(s.fills, "", "Z")
}

// number is a coordinate, to a hundredth.
func number(v float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0"), ".")
}

// font are the classes of a style.
func (s style) font() (classes string) {
	if s.bold {
		classes += " b"
	}
	if s.italic {
		classes += " i"
	}
	return classes
}

// sheet is what every picture has of its style sheet.
const sheet = `text{font:15px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;white-space:pre;unicode-bidi:bidi-override}
.b{font-weight:bold}
.i{font-style:italic}
g rect{shape-rendering:crispEdges}
.s{fill:none;stroke:currentColor;stroke-linecap:square}
.w2{stroke-width:2}
.w13{stroke-width:1.3;stroke-linecap:round}
`

// write writes the whole picture.
func (d *drawing) write(to io.Writer) error {
	p, g := d.picture, d.ground
	width, height := p.size()
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	say(`<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="name what">`, width, height, width, height)
	say(`<title id="name">%s</title>`, html.EscapeString(plain.Line(p.Name)))
	say(`<desc id="what">%s</desc>`, html.EscapeString(plain.Lines(p.Description)))
	say("<style>\n%s%s</style>", d.rules.String(), sheet)
	if d.defs.Len() > 0 {
		say("<defs>\n%s</defs>", d.defs.String())
	}
	say(`<rect x=".5" y=".5" width="%d" height="%d" rx="%d" fill="%s" stroke="%s"/>`, width-1, height-1, corner, g.paper, g.edge)
	say(`<path fill="%s" d="M1 %dV%dQ1 1 %d 1H%dQ%d 1 %d %dV%dZ"/>`, g.bar, barHeight, corner, corner, width-corner, width-1, width-1, corner, barHeight)
	for i, c := range buttons {
		say(`<circle cx="%d" cy="%d" r="%d" fill="%s"/>`, margin+dot+i*20, barHeight/2, dot, c)
	}
	say(`<text x="%d" y="%d" text-anchor="middle" fill="%s">%s</text>`, width/2, barHeight/2+5, g.barInk, html.EscapeString(plain.Line(p.Title)))
	b.WriteString(d.body.String())
	say("</svg>")
	_, err := io.WriteString(to, b.String())
	return err
}
