package files

import (
	"net/url"
	"regexp"
	"strings"
)

// fromPaste takes apart what a terminal pastes when files are dragged onto it, or
// what was copied as a path: one path a line, or several with blanks between
// them; in single or double quotes, with escaped blanks, or as file:// addresses.
// A path that was copied with bare blanks stays whole, for a blank only ends one
// where another begins. Windows paths are left as they are. A name with a line
// break in it cannot be pasted.
//
// Nothing is looked up: whether a path exists is for check to say.
func fromPaste(text string) []string {
	var paths []string
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		for rest := strings.TrimLeft(line, blanks); rest != ""; rest = strings.TrimLeft(rest, blanks) {
			var path string
			if path, rest = nextPath(rest); path != "" {
				paths = append(paths, path)
			}
		}
	}
	return paths
}

const blanks = " \t"

// What a path can begin with, apart from / and ~.
var (
	quotedPath  = regexp.MustCompile(`^(?:'[^']*'|"[^"]*")`)
	addressPath = regexp.MustCompile(`^(?i:file:/).`)
	windowsPath = regexp.MustCompile(`^(?:[A-Za-z]:[\\/]|\\\\[^\\ ])`)
)

// begins says whether what follows some blanks is another path, or nothing.
func begins(s string) bool {
	return s == "" || s[0] == '/' || s[0] == '~' || quotedPath.MatchString(s) || addressPath.MatchString(s) || windowsPath.MatchString(s)
}

// nextPath takes the first path off s, which begins with no blank. One that begins
// with a quote ends at a blank between its quotes, any other one where a blank is
// followed by another path. A backslash takes what is behind it as it is, except in
// an address and in a path of Windows.
func nextPath(s string) (path, rest string) {
	inQuotes, isAddress := quotedPath.MatchString(s), addressPath.MatchString(s)
	literal := isAddress || windowsPath.MatchString(s)
	var b strings.Builder
	for s != "" {
		part := s[:1]
		if after := strings.TrimLeft(s, blanks); len(after) < len(s) {
			if inQuotes || isAddress || begins(after) {
				break
			}
			part, s = s[:len(s)-len(after)], after
		} else if inQuotes && quotedPath.MatchString(s) {
			part, s = quotedPart(s)
		} else if s[0] == '\\' && len(s) > 1 && !literal {
			part, s = s[1:2], s[2:]
		} else {
			s = s[1:]
		}
		b.WriteString(part)
	}
	return fromAddress(b.String()), s
}

// quotedPart reads from a quote to the one that closes it. Within double quotes a
// backslash escapes what a shell would take for its own, unless the path is one
// of Windows.
func quotedPart(s string) (part, rest string) {
	quote, s := s[0], s[1:]
	literal := quote == '\'' || windowsPath.MatchString(s)
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

// fromAddress gives the path of a file:// address, and anything else as it is.
// The host is left out: it is this machine.
func fromAddress(s string) string {
	if !addressPath.MatchString(s) {
		return s
	}
	u, err := url.Parse(strings.NewReplacer("?", "%3F", "#", "%23").Replace(s))
	switch {
	case err != nil || u.Path == "":
		return s
	case windowsPath.MatchString(u.Path[1:]):
		return u.Path[1:]
	}
	return u.Path
}
