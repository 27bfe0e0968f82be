package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// Theme is the set of roles. Draw with a role's Render; the styles have no
// width, padding or margin, so rendering never changes how many cells a text
// takes.
type Theme struct {
	// Dark says which background the roles were made for.
	Dark    bool
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

	RailDone    Role
	RailCurrent Role
	RailTodo    Role

	TabOn  Role // the tab that shows
	TabOff Role

	lanes map[string]Role
}

// New makes the roles for a dark or a light background.
func New(dark bool) Theme {
	p := light
	if dark {
		p = night
	}
	t := Theme{Dark: dark, Symbols: symbols()}
	t.texts(p)
	t.controls(p)
	t.frame(p)
	t.lanes = map[string]Role{
		"screen":   newRole(ink(p.blue)),
		"callback": newRole(ink(p.violet)),
		"http":     newRole(ink(p.teal)),
		"status":   newRole(ink(p.green)),
		"webhook":  newRole(ink(p.amber)),
		"note":     newRole(ink(p.muted)),
	}
	return t
}

func (t *Theme) texts(p palette) {
	t.Title = newRole(ink(p.blue).Bold(true))
	t.Text = newRole(plain())
	t.Strong = newRole(plain().Bold(true))
	t.Muted = newRole(ink(p.muted))
	t.Faint = newRole(ink(p.faint))
	t.Accent = newRole(ink(p.teal))
	t.Error = newRole(ink(p.red).Bold(true))
	t.Warning = newRole(ink(p.amber))
	t.Success = newRole(ink(p.green))
	t.Info = newRole(ink(p.blue))
	t.Match = newRole(ink(p.amber).Bold(true).Underline(true))
}

func (t *Theme) controls(p palette) {
	t.Focus = newRole(ink(p.blue).Bold(true))
	t.Selected = newRole(plain().Bold(true).Background(p.band))
	t.Key = newRole(plain().Bold(true))
	t.KeyDesc = newRole(ink(p.muted))
	t.TabOn = newRole(ink(p.blue).Bold(true).Underline(true))
	t.TabOff = newRole(ink(p.muted))
}

func (t *Theme) frame(p palette) {
	t.Border = newRole(ink(p.faint))
	t.Header = newRole(ink(p.teal).Bold(true))
	t.HeaderProduction = newRole(ink(p.onRed).Background(p.alarm).Bold(true))
	t.RailDone = newRole(ink(p.green))
	t.RailCurrent = newRole(ink(p.blue).Bold(true))
	t.RailTodo = newRole(ink(p.muted))
}

// Lane is the role of an inspector lane; a lane it does not know is plain text.
func (t Theme) Lane(lane string) Role {
	if s, ok := t.lanes[lane]; ok {
		return s
	}
	return t.Text
}

func plain() lipgloss.Style            { return lipgloss.NewStyle() }
func ink(c color.Color) lipgloss.Style { return plain().Foreground(c) }
