package widget

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"

	"winkterm/ui/theme"
)

// JSON makes a body readable: indented, lightly coloured lines of at most width
// cells. What is not JSON, or was cut off, is shown as it is. The body is
// cleaned.
func JSON(th theme.Theme, body string, width int) []string {
	text, ok := pretty(body)
	if !ok {
		return Lines(Wrap(text, width))
	}
	var out []string
	for _, line := range Lines(text) {
		out = append(out, Lines(hang(colour(th, line), width))...)
	}
	return out
}

// PrettyJSON is a body as JSON draws it, without colours and in lines of any length.
func PrettyJSON(body string) string {
	text, _ := pretty(body)
	return text
}

// pretty indents what is JSON, and cleans the rest as well.
func pretty(body string) (text string, ok bool) {
	var indented bytes.Buffer
	if err := json.Indent(&indented, []byte(body), "", "  "); err != nil {
		return CleanLines(body), false
	}
	return CleanLines(indented.String()), true
}

// hang wraps a line and indents what goes on below as the line itself is.
func hang(line string, width int) string {
	text := strings.TrimLeft(line, " ")
	indent := min(len(line)-len(text), max(width/2, 0))
	lead := strings.Repeat(" ", indent)
	lines := Lines(Wrap(text, max(width-indent, 1)))
	for i := range lines {
		lines[i] = Cut(lead+lines[i], width)
	}
	return strings.Join(lines, "\n")
}

// jsonLine is a line of indented JSON: the key if it has one, the value, and what
// is around them.
var jsonLine = regexp.MustCompile(`^( *)(?:("(?:[^"\\]|\\.)*")(: ))?(.*?)(,?)$`)

// colour paints one line of indented JSON.
func colour(th theme.Theme, line string) string {
	part := jsonLine.FindStringSubmatch(line)
	key, value := part[2], part[4]
	if key != "" {
		key = th.Accent.Render(key)
	}
	return part[1] + key + part[3] + valueStyle(th, value).Render(value) + part[5]
}

func valueStyle(th theme.Theme, s string) theme.Role {
	switch {
	case s == "", s[0] == '"':
		return th.Text
	case s == "null":
		return th.Muted
	case s == "true", s == "false", s[0] == '-', s[0] >= '0' && s[0] <= '9':
		return th.Info
	}
	return th.Muted // brackets
}
