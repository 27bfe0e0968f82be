package theme

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Theme is the set of roles. Draw with a role's Render; the styles have no
// width, padding or margin, so rendering never changes how many cells a text
// takes.
type Theme struct {
	Symbols Symbols

	Title  Role // heading of a page
	Text   Role // plain text, the terminal's own colour
	Strong Role // a word that matters within a text
	Muted  Role // labels and side remarks
	Faint  Role // rules and fillers, never a text
	Dim    Role // all of what is behind an overlay
	Accent Role // names of things: the brand, a JSON key

	Focus    Role // the field, button or pane that takes the keys
	Selected Role // the chosen row of a list, filled; draw with Over what has styles
	Match    Role // letters that a search found

	Button    Role // a page's one primary button while it takes the keys, filled
	ButtonOff Role // the same while another one does

	// The box of a field: as it is, while it takes the keys, and when its text is wrong.
	FieldBorder, FieldFocus, FieldError Role

	Error   Role
	Warning Role
	Success Role
	Info    Role

	// Statuses and their like as filled pieces; see Chip.
	ChipError, ChipWarning, ChipSuccess, ChipInfo, ChipOff Role

	Key     Role // a key in the help
	KeyDesc Role // what it does
	Border  Role

	Header           Role // first line of the window, sandbox
	HeaderProduction Role // the same where calls may be billed

	// What is said of the host in the title, filled: a sandbox (green), production (red), a
	// fault that is armed (amber).
	BadgeSandbox, BadgeProduction, BadgeFault Role

	TabOn  Role // the tab that shows
	TabOff Role

	dark     bool
	contrast float64 // the least of a text
	lanes    map[string]Role
}

// New makes the roles of a theme for a dark or a light background. A name that is none of
// Names is Standard.
func New(name Name, dark bool) Theme {
	p, plain := paletteOf(name, dark), lipgloss.NewStyle()
	role := func(colour string) Role { return newRole(ink(colour)) }
	bold := func(colour string) Role { return newRole(ink(colour).Bold(true)) }
	lane := func(colour string) Role { // a column of words in which a ground would be loud
		written, _, _ := strings.Cut(colour, " on ")
		return role(written)
	}
	return Theme{
		Symbols: symbols(), dark: dark, contrast: p.contrast,

		Title:  bold(p.blue),
		Text:   newRole(plain),
		Strong: newRole(plain.Bold(true)),
		Muted:  role(p.muted),
		Faint:  role(p.faint),
		Dim:    role(p.muted),
		Accent: role(p.teal),

		Focus:    bold(p.blue),
		Selected: bold(p.selected),
		Match:    newRole(ink(p.amber).Bold(true).Underline(true)),

		Button:    newRole(p.chip(p.blue).Bold(true)),
		ButtonOff: role(p.buttonOff),

		FieldBorder: role(p.border),
		FieldFocus:  role(p.blue),
		FieldError:  role(p.red),

		Error:   bold(p.red),
		Warning: role(p.amber),
		Success: role(p.green),
		Info:    role(p.blue),

		ChipError: newRole(p.chip(p.red)), ChipWarning: newRole(p.chip(p.amber)), ChipSuccess: newRole(p.chip(p.green)),
		ChipInfo: newRole(p.chip(p.blue)), ChipOff: role(p.buttonOff),

		Key:     newRole(plain.Bold(true)),
		KeyDesc: role(p.muted),
		Border:  role(p.faint),

		Header:           bold(p.teal),
		HeaderProduction: bold(alarm),

		BadgeSandbox:    bold(p.sandbox),
		BadgeProduction: bold(alarm),
		BadgeFault:      bold(p.fault),

		TabOn:  newRole(ink(p.blue).Bold(true).Underline(true)),
		TabOff: role(p.muted),

		lanes: map[string]Role{
			"screen": lane(p.blue), "callback": lane(p.violet), "http": lane(p.teal),
			"status": lane(p.green), "webhook": lane(p.amber), "note": lane(p.muted),
		},
	}
}

// Lane is the role of an inspector lane; a lane it does not know is plain text.
func (t Theme) Lane(lane string) Role {
	if s, ok := t.lanes[lane]; ok {
		return s
	}
	return t.Text
}
