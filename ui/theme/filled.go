package theme

import "strings"

// Filled is the role as a piece on a ground of its colour, in which the text has that of
// the terminal's ground. It says as much without colours.
func (r Role) Filled() Role {
	return Role{Style: r.Reverse(true), open: strings.Replace(r.open, "\x1b[", "\x1b[7;", 1), end: r.end}
}
