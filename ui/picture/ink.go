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
	palette color.Palette
	// levels is how many steps there are from paper to ink, numbers the colours' numbers.
	levels  int
	numbers map[rgb]uint8
	// plain is the font, faces draw it bold and as it is.
	plain *sfnt.Font
	faces [2]font.Face
	masks map[maskKey]*image.Alpha
}

// maskKey is what the mask of a cell depends on.
type maskKey struct {
	text                    string
	width                   int
	bold, underline, struck bool
}

func newInk(p Picture, grids []grid) (*ink, error) {
	k := &ink{picture: p, masks: map[maskKey]*image.Alpha{}}
	for i, ttf := range [][]byte{gomonobold.TTF, gomono.TTF} {
		f, err := opentype.Parse(ttf)
		if err != nil {
			return nil, err
		}
		k.plain = f
		if k.faces[i], err = opentype.NewFace(f, &opentype.FaceOptions{Size: fontSize, DPI: 72}); err != nil {
			return nil, err
		}
	}
	k.choose(grids)
	return k, nil
}

// colours is how many a GIF has, that which lets through among them.
const colours = 256

// choose makes the palette: the colours of the cells with as many steps between paper and
// ink as there is room for. Without room for any, those that come last look like others.
func (k *ink) choose(grids []grid) {
	g := groundOf(k.picture.Light)
	window := style{ink: g.barInk, paper: g.bar}
	pairs, known := []style{window}, map[style]bool{}
	for _, grid := range grids {
		for _, row := range grid {
			for _, c := range row {
				pair := style{ink: c.style.ink, paper: c.style.paper}
				if c.width > 0 && !known[pair] {
					known[pair] = true
					pairs = append(pairs, pair)
				}
			}
		}
	}
	for _, k.levels = range []int{8, 6, 5, 4, 3, 2, 1} {
		k.numbers = map[rgb]uint8{}
		k.palette = color.Palette{color.RGBA{}}
		fits := k.add(g.edge) && k.add(g.paper)
		for _, b := range buttons {
			fits = k.add(b) && fits
		}
		for _, pair := range pairs {
			for level := range k.levels + 1 {
				fits = k.add(pair.step(level, k.levels)) && fits
			}
		}
		if fits {
			return
		}
	}
}

// add takes a colour into the palette, where there is room.
func (k *ink) add(c rgb) bool {
	if _, known := k.numbers[c]; known {
		return true
	}
	if len(k.palette) == colours {
		return false
	}
	k.numbers[c] = uint8(len(k.palette)) //nolint:gosec // under 256
	k.palette = append(k.palette, c)
	return true
}

// step is the colour of a level, from paper to ink.
func (s style) step(level, of int) rgb { return s.paper.mix(s.ink, 100*level/of) }

// index is the number of the colour of a pixel that the ink covers so much.
func (k *ink) index(of style, covered uint8) uint8 {
	c := of.step((int(covered)*k.levels+127)/255, k.levels)
	n, known := k.numbers[c]
	if !known {
		n = uint8(max(k.palette[1:].Index(c), 0) + 1) //nolint:gosec // of 256
		k.numbers[c] = n
	}
	return n
}

// mask says how much the ink covers of each pixel of a cell.
func (k *ink) mask(c cell) *image.Alpha {
	key := maskKey{c.text, c.width, c.style.bold, c.style.underline, c.style.struck}
	if m := k.masks[key]; m != nil {
		return m
	}
	m := image.NewAlpha(image.Rect(0, 0, c.width*cellWidth, cellHeight))
	k.masks[key] = m
	if s, ok := shapeOf(c.text, 1); ok {
		s.draw(m)
	} else {
		k.write(m, c)
	}
	for _, l := range []struct {
		on bool
		y  int
	}{{c.style.underline, baseline + 2}, {c.style.struck, baseline - 5}} {
		if l.on {
			draw.Draw(m, image.Rect(0, l.y, m.Rect.Dx(), l.y+1), image.Opaque, image.Point{}, draw.Src)
		}
	}
	return m
}

// write writes the sign of a cell; one that the font has not is an empty box.
func (k *ink) write(to draw.Image, c cell) {
	face := k.faces[1]
	if c.style.bold {
		face = k.faces[0]
	}
	r, _ := utf8.DecodeRuneInString(c.text)
	if glyph, _ := k.plain.GlyphIndex(nil, r); glyph == 0 {
		w, h := float64(c.width)*cellWidth, 11.0
		box := shape{lines: [][]point{{{1.5, 4.5}, {w - 1.5, 4.5}, {w - 1.5, 4.5 + h}, {1.5, 4.5 + h}, {1.5, 4.5}}}, width: 1}
		box.draw(to)
		return
	}
	text := font.Drawer{Dst: to, Src: image.Opaque, Face: face, Dot: fixed.P(0, baseline)}
	text.DrawString(c.text)
}

// draw fills the shape in a mask.
func (s shape) draw(to draw.Image) {
	at := func(p point) (x, y float32) { return float32(p.x), float32(p.y) }
	fill := func(way ...point) {
		z := vector.NewRasterizer(to.Bounds().Dx(), to.Bounds().Dy())
		z.MoveTo(at(way[0]))
		for _, p := range way[1:] {
			z.LineTo(at(p))
		}
		z.ClosePath()
		z.Draw(to, to.Bounds(), image.Opaque, image.Point{})
	}
	for _, way := range s.fills {
		fill(way...)
	}
	for _, way := range s.lines {
		for i := range way[1:] {
			fill(thick(way[i], way[i+1], s.width/2)...)
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

// title writes the window's title.
func (k *ink) title(to *image.Paletted, g *ground) {
	of := style{ink: g.barInk, paper: g.bar}
	width := to.Rect.Dx()
	for i, r := range []rune(k.picture.Title) {
		left := (width-len([]rune(k.picture.Title))*cellWidth)/2 + i*cellWidth
		mask := k.mask(cell{text: string(r), width: 1})
		for y := range cellHeight {
			for x := range cellWidth {
				to.SetColorIndex(left+x, barHeight/2+5-baseline+y, k.index(of, mask.AlphaAt(x, y).A))
			}
		}
	}
}
