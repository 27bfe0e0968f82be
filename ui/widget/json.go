package widget

import (
	"bytes"
	"encoding/json"
	"strings"

	"winkterm/ui/theme"
)

// JSON makes a body readable: indented, lightly coloured lines of at most width
// cells. What is not JSON, or was cut off, is shown as it is. The body is
// cleaned.
func JSON(th theme.Theme, body string, width int) []string {
	var indented bytes.Buffer
	if err := json.Indent(&indented, []byte(body), "", "  "); err != nil {
		return Lines(Wrap(CleanLines(body), width))
	}
	var out []string
	for _, line := range Lines(CleanLines(indented.String())) {
		out = append(out, Lines(hang(colour(th, line), width))...)
	}
	return out
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

// colour paints one line of indented JSON: a key, a value, and what is around.
func colour(th theme.Theme, line string) string {
	text := strings.TrimLeft(line, " ")
	lead := line[:len(line)-len(text)]
	if end := stringEnd(text); end > 0 && strings.HasPrefix(text[end:], ": ") {
		return lead + th.Accent.Render(text[:end]) + ": " + value(th, text[end+2:])
	}
	return lead + value(th, text)
}

func value(th theme.Theme, s string) string {
	rest := strings.TrimSuffix(s, ",")
	comma := s[len(rest):]
	return valueStyle(th, rest).Render(rest) + comma
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

// stringEnd is the length of the JSON string that s starts with, 0 for none.
func stringEnd(s string) int {
	if !strings.HasPrefix(s, `"`) {
		return 0
	}
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return 0
}
