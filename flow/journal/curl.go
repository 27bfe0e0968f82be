package journal

import (
	"fmt"
	"slices"
	"strings"
)

// unimportant headers are those that curl makes itself.
var unimportant = []string{
	"accept-encoding", "connection", "content-length", "host", "transfer-encoding", "user-agent",
}

// Curl gives the call as a command line for a POSIX shell (bash, zsh or ksh where
// it has control characters). The masked values stand in it as placeholders, to
// be filled in; --globoff keeps curl from reading their brackets as ranges.
func Curl(h HTTP) string {
	args := []string{"curl", "--globoff"}
	if h.Method != "GET" {
		args = append(args, "-X", ShellQuote(h.Method))
	}
	args = append(args, "--url", ShellQuote(h.URL))
	for _, header := range h.Request.Header {
		if !slices.Contains(unimportant, strings.ToLower(header.Name)) {
			args = append(args, "-H", ShellQuote(headerLine(header)))
		}
	}
	if h.Request.Body != "" {
		args = append(args, "--data-raw", ShellQuote(string(h.Request.Body)))
	}
	return strings.Join(args, " ")
}

// headerLine gives what curl takes for a header; one without a value ends in a
// semicolon.
func headerLine(h Header) string {
	if h.Value == "" {
		return h.Name + ";"
	}
	return h.Name + ": " + h.Value
}

// ShellQuote makes one shell word of a text. Control characters are written as
// escapes: pasted raw, they would steer the terminal.
func ShellQuote(s string) string {
	s = strings.ReplaceAll(s, "\x00", "")
	if !strings.ContainsFunc(s, isControl) {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case isControl(r):
			for _, c := range []byte(string(r)) {
				fmt.Fprintf(&b, `\%03o`, c)
			}
		case r == '\'' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return "$'" + b.String() + "'"
}

// isControl names the control characters of ASCII and Latin-1 and the marks that
// turn the direction of a line.
func isControl(r rune) bool {
	return r < ' ' || 0x7f <= r && r < 0xa0 || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
}
