package compare

import (
	"iter"
	"strings"
)

// members gives the names and values of an object, in order. It must be valid
// JSON; a journal has thousands of them, and reading each into a map takes most of
// the time of a comparison.
func members(object string) iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		rest := object[1:] // the brace
		for {
			start := strings.IndexByte(rest, '"')
			if start < 0 || closed(rest[:start]) {
				return
			}
			end := start + stringLen(rest[start:])
			name := unquoted(rest[start:end])
			rest = rest[end+strings.IndexByte(rest[end:], ':')+1:]
			rest = strings.TrimLeft(rest, space)
			end = valueLen(rest)
			if !yield(name, rest[:end]) {
				return
			}
			rest = rest[end:]
		}
	}
}

// space is what may stand between the parts of JSON.
const space = " \t\r\n"

// closed says that an object ends before its next member.
func closed(between string) bool { return strings.IndexByte(between, '}') >= 0 }

// stringLen is the length of the string that s starts with, its quotes included.
func stringLen(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(s)
}

// valueLen is the length of the value that s starts with.
func valueLen(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			i += stringLen(s[i:]) - 1
			if depth == 0 {
				return i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return i // the end of what it stands in
			}
			if depth--; depth == 0 {
				return i + 1
			}
		case ',', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return i
			}
		}
	}
	return len(s)
}
