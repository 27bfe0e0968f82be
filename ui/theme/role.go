package theme

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Role is a style with a meaning. It draws the same as its style, for one line of
// text and without measuring it: a frame has hundreds of such pieces.
type Role struct {
	lipgloss.Style
	open, end string
}

func newRole(s lipgloss.Style) Role {
	const probe = "."
	open, end, _ := strings.Cut(s.Render(probe), probe)
	return Role{Style: s, open: open, end: end}
}

// Render draws the texts with a space between, as one line.
func (r Role) Render(texts ...string) string {
	s := strings.Join(texts, " ")
	if s == "" || r.open == "" {
		return s
	}
	return r.open + s + r.end
}

// Over draws text that is styled already on this role: what the text's own styles
// reset is set again.
func (r Role) Over(s string) string {
	const reset = "\x1b[m"
	if r.open == "" {
		return s
	}
	return r.open + strings.ReplaceAll(s, reset, reset+r.open) + r.end
}

// StatusText is the sign and the status in its role, "● CONNECTED". The status
// is drawn as it is: clean it first when it comes from the network.
func (t Theme) StatusText(status string) string {
	style, sign := t.status(status)
	return style.Render(sign + " " + status)
}

// status is the role and the sign of an account's or archive's status. One that is not
// known, which a newer API may send, is plain text.
func (t Theme) status(status string) (Role, string) {
	switch status {
	case "PENDING", "STARTED":
		return t.Info, t.Symbols.Wait
	case "AWAITING_MFA":
		return t.Warning, t.Symbols.Todo
	case "CONNECTED", "ANALYZED", "LINKED":
		return t.Success, t.Symbols.Current
	case "ERROR", "UNSUPPORTED":
		return t.Error, t.Symbols.Fail
	case "DISCONNECTED", "REVOKED":
		return t.Muted, t.Symbols.Off
	}
	return t.Text, t.Symbols.Dot
}
