package theme

import "charm.land/lipgloss/v2"

// Theme is the set of roles. Draw with a role's Render; the styles have no
// width, padding or margin, so rendering never changes how many cells a text
// takes.
type Theme struct {
	Symbols Symbols

	Title  Role // heading of a page
	Text   Role // plain text, the terminal's own colour
	Strong Role // a word that matters within a text
	Muted  Role // labels and side remarks
	Faint  Role // rules and fillers
	Accent Role // names of things: the brand, a JSON key

	Focus    Role // the field, button or pane that takes the keys
	Selected Role // the chosen row of a list
	Match    Role // letters that a search found

	Error   Role
	Warning Role
	Success Role
	Info    Role

	Key     Role // a key in the help
	KeyDesc Role // what it does
	Border  Role

	Header           Role // first line of the window, sandbox
	HeaderProduction Role // the same where calls are billed

	TabOn  Role // the tab that shows
	TabOff Role

	dark  bool
	lanes map[string]Role
}

// New makes the roles for a dark or a light background. The colours are picked so that
// each hue lands on its own one when a terminal has only sixteen.
func New(dark bool) Theme {
	pick, plain := lipgloss.LightDark(dark), lipgloss.NewStyle()
	ink := func(onLight, onDark string) lipgloss.Style {
		return plain.Foreground(pick(lipgloss.Color(onLight), lipgloss.Color(onDark)))
	}
	blue, teal, green := ink("25", "75"), ink("30", "37"), ink("28", "114")
	amber, red, violet := ink("94", "186"), ink("160", "203"), ink("90", "176")
	muted, faint := ink("241", "247"), ink("246", "241")
	band := pick(lipgloss.Color("254"), lipgloss.Color("238")) // behind the selected row
	alarm := plain.Foreground(lipgloss.Color("231")).Background(lipgloss.Color("124"))
	return Theme{
		Symbols: symbols(), dark: dark,

		Title:  newRole(blue.Bold(true)),
		Text:   newRole(plain),
		Strong: newRole(plain.Bold(true)),
		Muted:  newRole(muted),
		Faint:  newRole(faint),
		Accent: newRole(teal),

		Focus:    newRole(blue.Bold(true)),
		Selected: newRole(plain.Bold(true).Background(band)),
		Match:    newRole(amber.Bold(true).Underline(true)),

		Error:   newRole(red.Bold(true)),
		Warning: newRole(amber),
		Success: newRole(green),
		Info:    newRole(blue),

		Key:     newRole(plain.Bold(true)),
		KeyDesc: newRole(muted),
		Border:  newRole(faint),

		Header:           newRole(teal.Bold(true)),
		HeaderProduction: newRole(alarm.Bold(true)),

		TabOn:  newRole(blue.Bold(true).Underline(true)),
		TabOff: newRole(muted),

		lanes: map[string]Role{
			"screen": newRole(blue), "callback": newRole(violet), "http": newRole(teal),
			"status": newRole(green), "webhook": newRole(amber), "note": newRole(muted),
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
