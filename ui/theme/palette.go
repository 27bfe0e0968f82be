package theme

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Name names a theme that ships; the empty one is Standard.
type Name string

// The themes: the usual one, one in paler colours, and one whose texts have a contrast of
// 7:1 at least instead of 4.5:1.
const (
	Standard     Name = "standard"
	Soft         Name = "soft"
	HighContrast Name = "high-contrast"
)

// Names are those of all themes, the usual one first.
func Names() []Name { return []Name{Standard, Soft, HighContrast} }

// palette is the colours of a theme, each one of the 256 that terminals have, or two of
// them, "16 on 228": what is written on a ground of its own. They are picked so that they
// can be read on the grounds that terminals usually have, and so that each hue lands on
// its own one where there are only sixteen.
type palette struct {
	blue, teal, green, amber, red, violet string
	muted, faint, border                  string
	selected, buttonOff                   string
	sandbox, fault                        string
	// on is what is written on a hue as the ground.
	on string
	// contrast is the least one of a text.
	contrast float64
}

// alarm is that of production, in every theme.
const alarm = "231 on 124"

func paletteOf(name Name, dark bool) palette {
	switch {
	case name == Soft && dark:
		return palette{
			blue: "147", teal: "73", green: "108", amber: "187", red: "174", violet: "182", muted: "247", faint: "241", border: "246",
			selected: "231 on 60", buttonOff: "252 on 238", sandbox: "16 on 108", fault: "16 on 187", on: "16", contrast: contrastMin,
		}
	case name == Soft:
		return palette{
			blue: "61", teal: "23", green: "22", amber: "58", red: "125", violet: "90", muted: "241", faint: "246", border: "242",
			selected: "231 on 61", buttonOff: "236 on 252", sandbox: "231 on 22", fault: "16 on 186", on: "231", contrast: contrastMin,
		}
	case name == HighContrast && dark:
		return palette{
			blue: "117", teal: "123", green: "120", amber: "228", red: "217", violet: "219", muted: "252", faint: "248", border: "252",
			selected: "16 on 231", buttonOff: "231 on 238", sandbox: "16 on 120", fault: "16 on 226", on: "16", contrast: contrastHigh,
		}
	case name == HighContrast: // no green and no yellow can be read on white
		return palette{
			blue: "20", teal: "18", green: "16 on 157", amber: "16 on 228", red: "88", violet: "90", muted: "238", faint: "241", border: "238",
			selected: "231 on 16", buttonOff: "16 on 252", sandbox: "231 on 22", fault: "16 on 226", on: "231", contrast: contrastHigh,
		}
	case dark:
		return palette{
			blue: "75", teal: "37", green: "114", amber: "186", red: "210", violet: "176", muted: "247", faint: "241", border: "245",
			selected: "231 on 24", buttonOff: "252 on 238", sandbox: "16 on 114", fault: "16 on 184", on: "16", contrast: contrastMin,
		}
	}
	return palette{
		blue: "25", teal: "23", green: "22", amber: "58", red: "124", violet: "90", muted: "241", faint: "246", border: "242",
		selected: "231 on 25", buttonOff: "236 on 252", sandbox: "231 on 22", fault: "16 on 184", on: "231", contrast: contrastMin,
	}
}

// ink is the style of a colour of a palette.
func ink(colour string) lipgloss.Style {
	written, ground, filled := strings.Cut(colour, " on ")
	style := lipgloss.NewStyle().Foreground(lipgloss.Color(written))
	if filled {
		style = style.Background(lipgloss.Color(ground))
	}
	return style
}

// chip is a hue as the ground of a text, unless it has one already.
func (p palette) chip(hue string) lipgloss.Style {
	if strings.Contains(hue, " on ") {
		return ink(hue)
	}
	return ink(p.on + " on " + hue)
}
