package theme

import "strings"

// Filled is the role as a piece on a ground of its colour, in which the text has that of
// the terminal's ground. It says as much without colours.
func (r Role) Filled() Role {
	return Role{Style: r.Reverse(true), open: strings.Replace(r.open, "\x1b[", "\x1b[7;", 1), end: r.end}
}

// Resting is the theme of a half of the window that does not take the keys while the other
// one does: no sign of the focus, no filled row or button.
func (t Theme) Resting() Theme {
	t.Symbols.Select = " "
	t.Focus, t.Selected, t.Button, t.FieldFocus = t.Muted, t.Strong, t.ButtonOff, t.FieldBorder
	return t
}
