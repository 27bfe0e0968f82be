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
	// filled says that it has a ground of its own.
	filled bool
}

func newRole(s lipgloss.Style) Role {
	const probe = "."
	open, end, _ := strings.Cut(s.Render(probe), probe)
	_, none := s.GetBackground().(lipgloss.NoColor)
	return Role{Style: s, open: open, end: end, filled: !none}
}

// Render draws the texts with a space between, as one line.
func (r Role) Render(texts ...string) string {
	s := strings.Join(texts, " ")
	if s == "" || r.open == "" {
		return s
	}
	return r.open + s + r.end
}

// Over draws text that is styled already on this role: what the text's own styles reset is
// set again. On a role with a ground of its own bold and underlined stay, and the colours
// are the role's, which alone can be read there.
func (r Role) Over(s string) string {
	if r.open == "" {
		return s
	}
	var b strings.Builder
	b.WriteString(r.open)
	for {
		before, rest, found := strings.Cut(s, "\x1b[")
		b.WriteString(before)
		if !found {
			break
		}
		end := strings.IndexFunc(rest, func(c rune) bool { return c >= '@' && c <= '~' })
		if end < 0 || rest[end] != 'm' { // the mark of a cursor
			b.WriteString("\x1b[")
			s = rest
			continue
		}
		b.WriteString(r.again(rest[:end]))
		s = rest[end+1:]
	}
	return b.String() + r.end
}

// again is what a style within the role becomes; what follows bold and underlined in it
// are colours.
func (r Role) again(params string) string {
	if params == "" || params == "0" {
		return "\x1b[m" + r.open
	}
	if !r.filled {
		return "\x1b[" + params + "m"
	}
	kept := ""
	for p := range strings.SplitSeq(params, ";") {
		if p != "1" && p != "4" {
			break
		}
		kept += "\x1b[" + p + "m"
	}
	return kept
}

// StatusText is the sign and the status in its role, "● CONNECTED". The status
// is drawn as it is: clean it first when it comes from the network.
func (t Theme) StatusText(status string) string {
	style, _, sign := t.status(status)
	return style.Render(sign + " " + status)
}

// Chip is the same as a filled piece with a space at each side.
func (t Theme) Chip(status string) string {
	_, style, sign := t.status(status)
	return style.Render(" " + sign + " " + status + " ")
}

// status is the role, the filled one and the sign of an account's or archive's status. One
// that is not known, which a newer API may send, is plain text.
func (t Theme) status(status string) (text, chip Role, sign string) {
	switch status {
	case "PENDING", "STARTED":
		return t.Info, t.ChipInfo, t.Symbols.Wait
	case "AWAITING_MFA":
		return t.Warning, t.ChipWarning, t.Symbols.Todo
	case "CONNECTED", "ANALYZED", "LINKED":
		return t.Success, t.ChipSuccess, t.Symbols.Current
	case "ERROR", "UNSUPPORTED":
		return t.Error, t.ChipError, t.Symbols.Fail
	case "DISCONNECTED", "REVOKED":
		return t.Muted, t.ChipOff, t.Symbols.Off
	}
	return t.Text, t.ChipOff, t.Symbols.Dot
}
