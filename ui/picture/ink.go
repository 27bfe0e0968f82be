package picture

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"unicode/utf8"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// ink draws cells in the colours of a GIF.
type ink struct {
	picture Picture
	// palette has a colour that lets through what is behind it, then those of numbers.
	palette color.Palette
	numbers map[rgb]uint8
	// letters is the font, faces draw it by whether it is bold, masks are what they drew.
	letters *sfnt.Font
	faces   map[bool]font.Face
	masks   map[cell]*image.Alpha
}

func newInk(p Picture, grids []grid) (*ink, error) {
	k := &ink{picture: p, palette: color.Palette{color.RGBA{}}, numbers: map[rgb]uint8{}, faces: map[bool]font.Face{}, masks: map[cell]*image.Alpha{}}
	for bold, ttf := range map[bool][]byte{true: gomonobold.TTF, false: gomono.TTF} {
		f, err := opentype.Parse(ttf)
		if err != nil {
			return nil, err
		}
		if k.faces[bold], err = opentype.NewFace(f, &opentype.FaceOptions{Size: fontSize, DPI: 72}); err != nil {
			return nil, err
		}
		if !bold {
			k.letters = f
		}
	}
	k.choose(grids)
	return k, nil
}

// steps is how many there are from the paper to the ink.
const steps = 6

// step is a colour between both.
func (s style) step(n int) rgb { return s.paper.mix(s.ink, 100*n/steps) }

// choose makes the palette: the colours of the cells, then the steps between them. What
// there is no room for looks like another colour.
func (k *ink) choose(grids []grid) {
	g := groundOf(k.picture.Light)
	pairs, known := []style{{ink: g.barInk, paper: g.bar}, {ink: g.edge, paper: g.paper}}, map[style]bool{}
	for _, b := range buttons {
		k.add(b)
	}
	for _, grid := range grids {
		for _, row := range grid {
			for _, c := range row {
				if pair := (style{ink: c.style.ink, paper: c.style.paper}); c.width > 0 && !known[pair] {
					known[pair] = true
					pairs = append(pairs, pair)
				}
			}
		}
	}
	for _, order := range [][]int{{0, steps}, {1, 2, 3, 4, 5}} {
		for _, pair := range pairs {
			for _, n := range order {
				k.add(pair.step(n))
			}
		}
	}
}

// add takes a colour into the palette, or has it drawn as the one that is next to it.
func (k *ink) add(c rgb) {
	if _, known := k.numbers[c]; known {
		return
	}
	n := len(k.palette)
	if n > math.MaxUint8 {
		n = 1 + k.palette[1:].Index(c)
	} else {
		k.palette = append(k.palette, c)
	}
	k.numbers[c] = uint8(n) //nolint:gosec // checked
}

// cell draws one with its left top corner at a point.
func (k *ink) cell(to *image.Paletted, c cell, left, top int) {
	mask := k.mask(c)
	for y := range mask.Rect.Dy() {
		for x := range mask.Rect.Dx() {
			covered := (int(mask.AlphaAt(x, y).A)*steps + math.MaxUint8/2) / math.MaxUint8
			to.SetColorIndex(left+x, top+y, k.numbers[c.style.step(covered)])
		}
	}
}

// mask says how much the ink covers of each pixel of a cell.
func (k *ink) mask(c cell) *image.Alpha {
	c.style = style{bold: c.style.bold, underline: c.style.underline}
	m, known := k.masks[c]
	if known {
		return m
	}
	m = image.NewAlpha(image.Rect(0, 0, c.width*cellWidth, cellHeight))
	k.masks[c] = m
	r, _ := utf8.DecodeRuneInString(c.text)
	if s, ok := shapeOf(c.text, 1); ok {
		s.draw(m)
	} else if glyph, _ := k.letters.GlyphIndex(nil, r); glyph == 0 {
		missing(c.width).draw(m)
	} else {
		d := font.Drawer{Dst: m, Src: image.Opaque, Face: k.faces[c.style.bold], Dot: fixed.P(0, baseline)}
		d.DrawString(c.text)
	}
	if c.style.underline {
		draw.Draw(m, image.Rect(0, baseline+2, m.Rect.Dx(), baseline+3), image.Opaque, image.Point{}, draw.Src)
	}
	return m
}

// missing is an empty box, for a sign that the font has not.
func missing(width int) shape {
	left, top, right, bottom := 1.5, 4.5, float64(width*cellWidth)-1.5, 15.5
	return shape{[][]point{{{left, top}, {right, top}, {right, bottom}, {left, bottom}, {left, top}}}, 1}
}

// draw fills the shape in a mask.
func (s shape) draw(to draw.Image) {
	fill := func(way []point) {
		z := vector.NewRasterizer(to.Bounds().Dx(), to.Bounds().Dy())
		z.MoveTo(float32(way[0].x), float32(way[0].y))
		for _, p := range way[1:] {
			z.LineTo(float32(p.x), float32(p.y))
		}
		z.ClosePath()
		z.Draw(to, to.Bounds(), image.Opaque, image.Point{})
	}
	for _, way := range s.ways {
		if s.width == 0 {
			fill(way)
			continue
		}
		for i := range way[1:] {
			fill(thick(way[i], way[i+1], s.width/2))
		}
	}
}

// thick is a line with half a width on each side and at its ends.
func thick(a, b point, half float64) []point {
	long := math.Hypot(b.x-a.x, b.y-a.y)
	dx, dy := (b.x-a.x)/long*half, (b.y-a.y)/long*half
	return []point{
		{a.x - dx + dy, a.y - dy - dx}, {b.x + dx + dy, b.y + dy - dx},
		{b.x + dx - dy, b.y + dy + dx}, {a.x - dx - dy, a.y - dy + dx},
	}
}
