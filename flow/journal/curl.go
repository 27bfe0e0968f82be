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

// Curl gives the call as a command line for a shell that it is pasted into (bash, zsh or
// ksh where it has control characters). What is masked stands in it as variables such as
// $TOKEN_1, and the key as $API_KEY and $API_SECRET: set them and it runs. --globoff keeps
// curl from reading brackets as ranges.
func Curl(h HTTP) string { return CurlLine(h, ShellQuote, nil) }

// CurlLine is Curl with words that are quoted in another way, and with further values
// that become variables.
func CurlLine(h HTTP, quote func(string) string, named []Named) string {
	word := func(text string) string { return shellWord(Pieces(text, named), quote) }
	args := []string{"curl", "--globoff"}
	if h.Method != "GET" {
		args = append(args, "-X", word(h.Method))
	}
	args = append(args, "--url", word(h.URL))
	for _, header := range h.SentHeaders() {
		args = append(args, "-H", word(headerLine(header)))
	}
	if h.BasicAuth() {
		args = append(args, "-u", `"$API_KEY:$API_SECRET"`)
	}
	if h.Request.Body != "" {
		args = append(args, "--data-raw", word(string(h.Request.Body)))
	}
	return strings.Join(args, " ")
}

// SentHeaders are the headers of the request that a program which repeats the call does
// not make itself. The header with the key is not among them, see BasicAuth.
func (d HTTP) SentHeaders() (all []Header) {
	for _, h := range d.Request.Header {
		if !slices.Contains(unimportant, strings.ToLower(h.Name)) && !carriesKey(h) {
			all = append(all, h)
		}
	}
	return all
}

// BasicAuth says that the call was made with a key and a secret.
func (d HTTP) BasicAuth() bool { return slices.ContainsFunc(d.Request.Header, carriesKey) }

func carriesKey(h Header) bool {
	scheme, _, _ := strings.Cut(h.Value, " ")
	return strings.EqualFold(h.Name, "authorization") && strings.EqualFold(scheme, "basic")
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

// ScriptQuote makes one word of a POSIX shell of a text, for a script. Lines and tabs
// stand in it as they are; other control characters are printed, which every such shell
// can do.
func ScriptQuote(s string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, r := range strings.ReplaceAll(s, "\x00", "") {
		switch {
		case r == '\'':
			b.WriteString(`'\''`)
		case r != '\n' && r != '\t' && isControl(r):
			b.WriteString(`'"$(printf '`)
			for _, c := range []byte(string(r)) {
				fmt.Fprintf(&b, `\%03o`, c)
			}
			b.WriteString(`')"'`)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('\'')
	return b.String()
}

// isControl names the control characters of ASCII and Latin-1 and the marks that
// turn the direction of a line.
func isControl(r rune) bool {
	return r < ' ' || 0x7f <= r && r < 0xa0 || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
}
