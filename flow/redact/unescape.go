package redact

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// escapesMax is how often a text may be escaped within an escaped one.
const escapesMax = 5

// squeezed are the bytes that squeeze takes out: those between groups of letters and
// digits, and what a shell or Markdown puts before a sign.
var squeezed = func() (is [256]bool) {
	for _, c := range []byte(" \t\r\n-+()'\"\\") {
		is[c] = true
	}
	return is
}()

func squeeze(s string) string {
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if c := s[i]; !squeezed[c] {
			out = append(out, c)
		}
	}
	return string(out)
}

// escaping are the bytes with which an escape begins, or a space of no width.
var escaping = [256]bool{'%': true, '\\': true, '&': true, '\xe2': true}

// zeroWidth breaks mentions in a ticket; it is nothing to a reader.
const zeroWidth = "\u200b"

// unescape takes one layer of escapes off a text: of URLs, of JSON and Go and shells,
// of HTML. What is none stays.
func unescape(s string) string {
	var out []byte
	last := 0
	for i := 0; i < len(s); {
		if !escaping[s[i]] {
			i++
			continue
		}
		plain, length := escapeAt(s, i)
		if length == 0 {
			i++
			continue
		}
		out = append(append(out, s[last:i]...), plain...)
		i += length
		last = i
	}
	if last == 0 {
		return s
	}
	return string(append(out, s[last:]...))
}

// escapeAt gives what the escape at s[i] stands for, and its length, 0 for none.
func escapeAt(s string, i int) (plain string, length int) {
	switch s[i] {
	case '%':
		return codeAt(s, i+1, 2, 16, 1)
	case '&':
		end := strings.IndexByte(s[i:min(len(s), i+12)], ';')
		if end < 0 {
			return "", 0
		}
		entity := s[i : i+end+1]
		if plain = html.UnescapeString(entity); plain != entity {
			return plain, len(entity)
		}
	case '\\':
		return backslashAt(s, i)
	default:
		if strings.HasPrefix(s[i:], zeroWidth) {
			return "", len(zeroWidth)
		}
	}
	return "", 0
}

func backslashAt(s string, i int) (plain string, length int) {
	if i+1 == len(s) {
		return "", 0
	}
	switch c := s[i+1]; c {
	case 'u':
		return codeAt(s, i+2, 4, 16, 2)
	case 'x':
		return codeAt(s, i+2, 2, 16, 2)
	case 'n', 'r', 't', 'b', 'f':
		return " ", 2
	case '0', '1', '2', '3':
		return codeAt(s, i+1, 3, 8, 1)
	default:
		if isDigit(c) || isLetter(c) || c >= utf8.RuneSelf {
			return "", 0
		}
		return string(c), 2
	}
}

// codeAt reads the number of an escape, whose digits begin at from; before is how many
// bytes of it came before them. Of two digits it is a byte, of four a character.
func codeAt(s string, from, digits, base, before int) (plain string, length int) {
	if from+digits > len(s) {
		return "", 0
	}
	n, err := strconv.ParseUint(s[from:from+digits], base, 16)
	if err != nil || digits < 4 && n > 0xff {
		return "", 0
	}
	if digits < 4 {
		return string([]byte{byte(n)}), before + digits
	}
	return string(rune(n)), before + digits
}
