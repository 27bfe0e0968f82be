package widget

import (
	"regexp"
	"strings"
	"unicode"
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
	if _, ok := plainWidth(s); ok && strings.IndexByte(s, '\x1b') < 0 {
		return s
	}
	if strings.ContainsFunc(s, introduces) {
		s = sequence.ReplaceAllString(s, "")
	}
	var b strings.Builder
	b.Grow(len(s))
	marks := 0
	for _, r := range strings.ReplaceAll(s, "\r\n", "\n") {
		switch {
		case r == '\n', r == '\r', r == 0x85, r == 0x2028, r == 0x2029:
			b.WriteString(newline)
		case r == '\t':
			b.WriteString(tab)
		case hidden(r):
			continue
		case unicode.In(r, unicode.Mn, unicode.Me):
			if marks++; marks <= maxMarks {
				b.WriteRune(r)
			}
			continue
		default:
			b.WriteRune(r)
		}
		marks = 0
	}
	return b.String()
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

// sequence is an escape sequence, introduced by ESC and a letter or by the one
// character (C1) that means the same: a control sequence, a string (a title, say)
// up to its terminator, or another one. A string without its end counts as its
// introducer alone, so that it cannot swallow the text behind it.
var sequence = regexp.MustCompile(`(?s)(?:\x1b\[|\x{9b})[ -?]*[@-~]?` +
	`|(?:\x1b[\]PX^_]|[\x{90}\x{98}\x{9d}-\x{9f}]).*?(?:\x07|\x1b\\|\x{9c})` +
	`|\x1b[ -~]?|[\x{80}-\x{84}\x{86}-\x{9f}]`)

// introduces says whether r may begin a sequence; most texts have none.
func introduces(r rune) bool { return r == 0x1b || r >= 0x80 && r <= 0x9f }
