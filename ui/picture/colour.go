package picture

import (
	"fmt"
	"image/color"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// rgb is a colour, as 0xrrggbb.
type rgb uint32

// String is the colour as CSS has it.
func (c rgb) String() string { return fmt.Sprintf("#%06x", uint32(c)) }

// RGBA is that of color.Color.
func (c rgb) RGBA() (r, g, b, a uint32) {
	return uint32(c>>16&0xff) * 0x101, uint32(c>>8&0xff) * 0x101, uint32(c&0xff) * 0x101, 0xffff
}

// mix goes so many hundredths of the way to another colour.
func (c rgb) mix(to rgb, share int) (mixed rgb) {
	for shift := 0; shift < 24; shift += 8 {
		a, b := int(c>>shift&0xff), int(to>>shift&0xff)
		mixed |= rgb((a*(100-share)+b*share+50)/100) << shift //nolint:gosec // between two of 8 bits
	}
	return mixed
}

// ground is what a terminal draws on: its own two colours, the sixteen that have names, and
// the window around it.
type ground struct {
	paper, ink, bar, barInk, edge rgb
	named                         [16]rgb
}

var (
	darkGround = ground{
		paper: 0x16181d, ink: 0xdfe2e8, bar: 0x24272e, barInk: 0xa3a9b5, edge: 0x3a3f4a,
		named: [16]rgb{
			0x2b2f37, 0xf2777a, 0x8fce7e, 0xe5c07b, 0x7aa8f2, 0xc89bf0, 0x6cc9cf, 0xc8ccd4,
			0x8a91a0, 0xff9a9c, 0xa9e29a, 0xf5d99a, 0x9dc2ff, 0xdcb8ff, 0x8fe3e8, 0xffffff,
		},
	}
	lightGround = ground{
		paper: 0xffffff, ink: 0x22252b, bar: 0xeceef2, barInk: 0x555b67, edge: 0xcdd2da,
		named: [16]rgb{
			0x22252b, 0xb3261e, 0x1f6f2e, 0x7a5600, 0x1d5bbf, 0x7b3fb0, 0x0b6b75, 0x5c626e,
			0x6a707c, 0xc62f27, 0x257a35, 0x856000, 0x2a66c8, 0x8a4cc0, 0x127783, 0x000000,
		},
	}
	// buttons are the window's.
	buttons = [3]rgb{0xff5f57, 0xfebc2e, 0x28c840}
)

func groundOf(light bool) *ground {
	if light {
		return &lightGround
	}
	return &darkGround
}

// style is how a cell is drawn, all colours decided.
type style struct {
	ink, paper      rgb
	bold, underline bool
}

// faintShare is how much of the ink a faint text keeps, in hundredths.
const faintShare = 65

func (g *ground) style(s uv.Style) style {
	has := func(a uint8) bool { return s.Attrs&a != 0 }
	of := style{
		ink: g.colour(s.Fg, g.ink), paper: g.colour(s.Bg, g.paper),
		bold: has(uv.AttrBold), underline: s.Underline != uv.UnderlineNone,
	}
	if has(uv.AttrReverse) {
		of.ink, of.paper = of.paper, of.ink
	}
	if has(uv.AttrFaint) {
		of.ink = of.paper.mix(of.ink, faintShare)
	}
	if has(uv.AttrConceal) {
		of.ink = of.paper
	}
	return of
}

// colour is one of the terminal's, the ground's own for none.
func (g *ground) colour(c color.Color, none rgb) rgb {
	switch c := c.(type) {
	case nil:
		return none
	case ansi.BasicColor:
		return g.named[c&15]
	case ansi.IndexedColor:
		if c < 16 {
			return g.named[c]
		}
	}
	red, green, blue, _ := c.RGBA()
	return rgb(red>>8<<16 | green>>8<<8 | blue>>8)
}
