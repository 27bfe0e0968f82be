package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/lucasb-eyer/go-colorful"
)

// Colours are a brand's, each as #rrggbb.
type Colours struct {
	// Primary is that of titles and of what has the focus, Accent of names.
	Primary, Accent string
}

// The least contrast of text by the accessibility guidelines for the web: the usual one
// (AA), and the enhanced one (AAA).
const contrastMin, contrastHigh = 4.5, 7.0

// Of the grounds that terminals usually have, the lightest dark and the darkest light one.
var darkGround, lightGround = colorful.Color{R: 0.18, G: 0.205, B: 0.25}, colorful.Color{R: 0.93, G: 0.91, B: 0.835}

// With gives the theme in a brand's colours, each as much lighter or darker as it takes to
// be read. Statuses, lanes and the header of production stay as they are, and so does all
// of the theme where one of the colours is none. It is for terminals that have 256 colours
// or more: in sixteen a brand may look like anything.
func (t Theme) With(c Colours) Theme {
	primary, ok := t.readable(c.Primary)
	accent, too := t.readable(c.Accent)
	if !ok || !too {
		return t
	}
	plain := lipgloss.NewStyle()
	title := newRole(plain.Foreground(primary).Bold(true))
	t.Title, t.Focus, t.TabOn = title, title, newRole(plain.Foreground(primary).Bold(true).Underline(true))
	t.FieldFocus, t.Button = newRole(plain.Foreground(primary)), newRole(t.Button.Background(primary))
	t.Accent, t.Header = newRole(plain.Foreground(accent)), newRole(plain.Foreground(accent).Bold(true))
	return t
}

// Swatch is a piece of a colour that is written as #rrggbb, blank where it is none.
func Swatch(hex string) string {
	c, err := colorful.Hex(hex)
	if err != nil {
		return "  "
	}
	return lipgloss.NewStyle().Background(c).Render("  ")
}

// readable moves a colour away from the ground until it has enough contrast, as it is and
// as one of 256.
func (t Theme) readable(hex string) (color.Color, bool) {
	c, err := colorful.Hex(hex)
	if err != nil {
		return nil, false
	}
	ground, end := lightGround, colorful.Color{}
	if t.dark {
		ground, end = darkGround, colorful.Color{R: 1, G: 1, B: 1}
	}
	for part := 0.0; part < 1; part += 0.02 {
		mixed := c.BlendRgb(end, part).Clamped()
		if contrast(mixed, ground) >= t.contrast && contrast(colorprofile.ANSI256.Convert(mixed), ground) >= t.contrast {
			return mixed, true
		}
	}
	return end, true
}

// contrast is that of two colours, 1 to 21.
func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is how bright a colour is, 0 to 1.
func luminance(of color.Color) float64 {
	c, _ := colorful.MakeColor(of)
	r, g, b := c.LinearRgb()
	return 0.2126*r + 0.7152*g + 0.0722*b
}
