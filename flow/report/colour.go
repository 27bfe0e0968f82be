package report

import (
	"fmt"
	"image/color"
	"math"

	uv "github.com/charmbracelet/ultraviolet"
)

// rgb is a colour of the picture.
type rgb struct{ r, g, b uint8 }

// String is the colour as CSS has it.
func (c rgb) String() string { return fmt.Sprintf("#%02x%02x%02x", c.r, c.g, c.b) }

// mode is a light or a dark page: the colours where a cell names none.
type mode struct{ paper, ink rgb }

var (
	light = mode{paper: rgb{255, 255, 255}, ink: rgb{31, 35, 40}}
	dark  = mode{paper: rgb{13, 17, 23}, ink: rgb{230, 237, 243}}
)

// look is how a cell is drawn; a colour that it does not name is the page's.
type look struct {
	fg, bg                         rgb
	hasFG, hasBG                   bool
	bold, italic, underline, faint bool
	reversed                       bool
}

func lookOf(s uv.Style) look {
	l := look{
		bold: s.Attrs&uv.AttrBold != 0, italic: s.Attrs&uv.AttrItalic != 0, faint: s.Attrs&uv.AttrFaint != 0,
		reversed: s.Attrs&uv.AttrReverse != 0, underline: s.Underline != uv.UnderlineNone,
	}
	l.fg, l.hasFG = rgbOf(s.Fg)
	l.bg, l.hasBG = rgbOf(s.Bg)
	return l
}

func rgbOf(c color.Color) (rgb, bool) {
	if c == nil {
		return rgb{}, false
	}
	r, g, b, _ := c.RGBA()
	return rgb{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8)}, true //nolint:gosec // RGBA gives 16 bits
}

// filled says that the cell has a ground of its own.
func (l look) filled() bool { return l.hasBG || l.reversed }

// font is what the look changes of the font.
func (l look) font() (css string) {
	for _, of := range []struct {
		on  bool
		css string
	}{
		{l.bold, "; font-weight: bold"}, {l.italic, "; font-style: italic"},
		{l.underline, "; text-decoration: underline"}, {l.faint, "; opacity: .75"},
	} {
		if of.on {
			css += of.css
		}
	}
	return css
}

// readable is the contrast that a text has at least.
const readable = 4.5

// in gives the colours of a look on a page. A grey ground becomes one that fits the
// page, any other one stays; the text is made to be read on it.
func (l look) in(m mode) (ink, paper rgb) {
	ink, paper = m.ink, m.paper
	if l.hasFG {
		ink = l.fg
	}
	if l.hasBG {
		paper = l.bg
		if paper.grey() && contrast(paper, m.paper) > readable {
			paper = rgb{255 - paper.r, 255 - paper.g, 255 - paper.b}
		}
	}
	if l.reversed {
		ink, paper = paper, ink
	}
	towards := rgb{255, 255, 255}
	if contrast(paper, rgb{}) > contrast(paper, towards) {
		towards = rgb{}
	}
	for range 20 {
		if contrast(ink, paper) >= readable {
			break
		}
		ink = ink.mix(towards)
	}
	return ink, paper
}

func (c rgb) grey() bool {
	return max(c.r, c.g, c.b)-min(c.r, c.g, c.b) < 24
}

// mix goes a fifth of the way to another colour.
func (c rgb) mix(to rgb) rgb {
	part := func(a, b uint8) uint8 { return uint8((4*int(a) + int(b)) / 5) } //nolint:gosec // between two of 8 bits
	return rgb{part(c.r, to.r), part(c.g, to.g), part(c.b, to.b)}
}

// contrast is that of two colours as the web's guidelines count it, from 1 to 21.
func contrast(a, b rgb) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func (c rgb) luminance() float64 {
	linear := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= .04045 {
			return f / 12.92
		}
		return math.Pow((f+.055)/1.055, 2.4)
	}
	return .2126*linear(c.r) + .7152*linear(c.g) + .0722*linear(c.b)
}
