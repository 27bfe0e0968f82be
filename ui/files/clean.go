package files

import (
	"strings"
	"unicode"
)

// The longest name and path that a text quotes, in characters.
const (
	nameMax = 60
	pathMax = 160
)

// The joiners that scripts and emoji are built with; all other format characters
// only hide or turn text.
const (
	zeroWidthNonJoiner = '\u200c'
	zeroWidthJoiner    = '\u200d'
)

// clean makes a name fit for one line of a terminal: control characters and line
// breaks are spaces, characters that hide or turn text are gone, what is not
// UTF-8 is U+FFFD.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case r == zeroWidthNonJoiner, r == zeroWidthJoiner:
			return r
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
}

// shorten takes the middle out of what is longer than n characters: a name is
// known by its beginning and its extension.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	head := (n - 1) * 2 / 3
	return string(r[:head]) + "…" + string(r[len(r)-(n-1-head):])
}
