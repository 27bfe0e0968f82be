package files

import (
	"net/url"
	"strings"
)

// FromPaste takes apart what a terminal pastes when files are dragged onto it, or
// what was copied as a path: one path a line, or several with blanks between
// them; in single or double quotes, with escaped blanks, or as file:// addresses.
// A path that was copied with bare blanks stays whole, for a blank only ends one
// where another begins. Windows paths are left as they are. A name with a line
// break in it cannot be pasted.
//
// Nothing is looked up: whether a path exists is for Check to say.
func FromPaste(text string) []string {
	var paths []string
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		for rest := strings.TrimLeft(line, blanks); rest != ""; rest = strings.TrimLeft(rest, blanks) {
			var path string
			path, rest = nextPath(rest)
			if path != "" {
				paths = append(paths, path)
			}
		}
	}
	return paths
}

const blanks = " \t"

// nextPath takes the first path off s, which begins with no blank. One that begins
// with a quote ends at a blank between its quotes, any other one where a blank is
// followed by another path. A backslash takes what is behind it as it is, except in
// an address and in a path of Windows.
func nextPath(s string) (path, rest string) {
	quoted, address, literal := opensQuote(s), isAddress(s), isAddress(s) || isWindows(s)
	var b strings.Builder
	for s != "" {
		if n := blankRun(s); n > 0 {
			if quoted || address || ends(s[n:]) {
				break
			}
			b.WriteString(s[:n])
			s = s[n:]
			continue
		}
		part := s[:1]
		switch {
		case quoted && opensQuote(s):
			part, s = quotedPart(s)
		case s[0] == '\\' && len(s) > 1 && !literal:
			part, s = s[1:2], s[2:]
		default:
			s = s[1:]
		}
		b.WriteString(part)
	}
	return fromAddress(b.String()), s
}

// opensQuote says whether s begins with a quote that is closed again.
func opensQuote(s string) bool {
	return s != "" && (s[0] == '\'' || s[0] == '"') && strings.IndexByte(s[1:], s[0]) >= 0
}

// quotedPart reads from a quote to the one that closes it. Within double quotes a
// backslash escapes what a shell would take for its own, unless the path is one
// of Windows.
func quotedPart(s string) (part, rest string) {
	quote, s := s[0], s[1:]
	literal := quote == '\'' || isWindows(s)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if !literal && s[i] == '\\' && i+1 < len(s) && strings.IndexByte("\"\\$`", s[i+1]) >= 0 {
			i++
		} else if s[i] == quote {
			return b.String(), s[i+1:]
		}
		b.WriteByte(s[i])
	}
	return b.String(), ""
}

// blankRun is how many blanks s begins with.
func blankRun(s string) int { return len(s) - len(strings.TrimLeft(s, blanks)) }

// ends says whether what follows some blanks is another path, or nothing.
func ends(next string) bool {
	return next == "" || next[0] == '/' || next[0] == '~' || opensQuote(next) || isAddress(next) || isWindows(next)
}

// isWindows says whether s begins like C:\x, C:/x or \\server.
func isWindows(s string) bool {
	if strings.HasPrefix(s, `\\`) {
		return len(s) > 2 && s[2] != '\\' && s[2] != ' '
	}
	return len(s) > 2 && s[1] == ':' && (s[2] == '\\' || s[2] == '/') && isLetter(s[0])
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

const address = "file:/"

func isAddress(s string) bool {
	return len(s) > len(address) && strings.EqualFold(s[:len(address)], address)
}

// fromAddress gives the path of a file:// address, and anything else as it is.
// The host is left out: it is this machine.
func fromAddress(s string) string {
	if !isAddress(s) {
		return s
	}
	u, err := url.Parse(strings.NewReplacer("?", "%3F", "#", "%23").Replace(s))
	if err != nil || u.Path == "" {
		return s
	}
	path := u.Path
	if isWindows(path[1:]) {
		return path[1:]
	}
	return path
}
