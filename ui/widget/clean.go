package widget

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tabWidth is how many spaces stand for a tab in CleanLines.
const tabWidth = 4

// maxMarks is how many combining marks one letter keeps. No script needs more;
// thousands of them on one letter are an attack on the terminal.
const maxMarks = 8

// Clean makes text from outside fit to be drawn in one line: escape sequences,
// control characters, invisible and direction-changing characters are gone,
// line breaks and tabs are spaces, invalid UTF-8 is U+FFFD. Nor does it begin
// with a mark, which would change what is drawn before it. Clean text stays as it
// is. Cleaning twice changes nothing.
func Clean(s string) string { return strings.TrimLeftFunc(clean(s, " ", " "), extends) }

// CleanLines is Clean for bodies: line breaks stay, a tab is four spaces.
func CleanLines(s string) string { return clean(s, "\n", strings.Repeat(" ", tabWidth)) }

func clean(s, newline, tab string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	marks := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if n := sequence(s[i:]); n > 0 {
			i += n
			continue
		}
		i += size
		switch {
		case r == '\r' && strings.HasPrefix(s[i:], "\n"): // the \n follows
		case r == '\n', r == '\r', r == 0x85, r == 0x2028, r == 0x2029:
			b.WriteString(newline)
		case r == '\t':
			b.WriteString(tab)
		case hidden(r):
		case unicode.In(r, unicode.Mn, unicode.Me):
			if marks++; marks <= maxMarks {
				b.WriteRune(r)
			}
			continue
		default:
			b.WriteRune(r)
		}
		if !hidden(r) {
			marks = 0
		}
	}
	return b.String()
}

// isPlain is the fast way out: printable ASCII needs nothing.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// The joiners that scripts and emoji are built with; all other characters of
// their class (Cf) only hide or turn text.
const (
	zeroWidthNonJoiner = 0x200c
	zeroWidthJoiner    = 0x200d
)

// extends says whether r belongs to the letter before it: marks, joiners, and
// the skin tones of emoji.
func extends(r rune) bool {
	return unicode.In(r, unicode.M) || r == zeroWidthNonJoiner || r == zeroWidthJoiner || r >= 0x1f3fb && r <= 0x1f3ff
}

func hidden(r rune) bool {
	if r == zeroWidthNonJoiner || r == zeroWidthJoiner {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf) || swallows(r)
}

// swallows says whether r is visible and joins with whatever is drawn behind it,
// were it the next column: Unicode's Prepend class, less its Cf.
func swallows(r rune) bool {
	switch r {
	case 0x0d4e, 0x111c2, 0x111c3, 0x1193f, 0x11941, 0x11a3a, 0x11d46, 0x11f02:
		return true
	}
	return r >= 0x11a84 && r <= 0x11a89
}

// sequence gives the length of the escape sequence that s starts with, 0 when
// it starts with none. A string sequence (a title, say) without its end counts
// as its introducer alone, so that it cannot swallow the text behind it.
func sequence(s string) int {
	intro, n := introducer(s)
	switch intro {
	case 0:
		return 0
	case '[':
		return n + csiLen(s[n:])
	case ']', 'P', 'X', '^', '_':
		return n + stringLen(s[n:])
	}
	return n
}

// introducer reads ESC and the byte after it, or the one character (C1) that
// means the same, and gives that byte and the length of both.
func introducer(s string) (byte, int) {
	const esc = 0x1b
	if s[0] == esc {
		if len(s) == 1 || s[1] < ' ' || s[1] > '~' {
			return esc, 1
		}
		return s[1], 2
	}
	r, size := utf8.DecodeRuneInString(s)
	if r < 0x80 || r > 0x9f || r == 0x85 { // 0x85 is a line break
		return 0, 0
	}
	return byte(r) - 0x40, size
}

// csiLen is the length of a control sequence's parameters and final byte.
func csiLen(s string) int {
	for i := range len(s) {
		switch {
		case s[i] >= 0x40 && s[i] <= '~':
			return i + 1
		case s[i] < ' ' || s[i] > '?':
			return i
		}
	}
	return len(s)
}

// stringLen is the length up to and with the terminator: BEL, ESC \ or ST.
func stringLen(s string) int {
	for i := range len(s) {
		switch {
		case s[i] == 0x07:
			return i + 1
		case strings.HasPrefix(s[i:], "\x1b\\"), strings.HasPrefix(s[i:], "\u009c"):
			return i + 2
		}
	}
	return 0
}
