// Package plain makes texts of files and hosts plain, so that they can stand in a terminal,
// a report or a file of XML: no escape sequences, no control characters, none that hide or
// turn text.
//
// It must not mask, cut a text short, or know what it means.
package plain

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// Line makes one line of a text.
func Line(text string) string { return strings.ReplaceAll(Lines(text), "\n", " ") }

// number is a number as JSON has it.
var number = regexp.MustCompile(`^-?\d+(\.\d+)?([eE][+-]?\d+)?$`)

// Cell makes a cell of CSV of a text: one line that no spreadsheet takes for a formula. One
// that looks like it has ' in front.
func Cell(text string) string {
	text = strings.TrimSpace(Line(text))
	for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(text, sign) && !number.MatchString(text) {
			return "'" + text
		}
	}
	return text
}

// Lines makes lines of a text.
func Lines(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\r':
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Cf) || r == '\ufffe' || r == '\uffff':
			return -1
		}
		return r
	}, strings.ReplaceAll(ansi.Strip(strings.ToValidUTF8(text, "\ufffd")), "\r\n", "\n"))
}
