// Package dotenv reads and changes the text of a .env file, by the rules of the library
// that Smile's Node quickstart reads it with.
//
// It must not open files or expand anything, and its errors never quote a line, which may
// be a secret.
package dotenv

import (
	"regexp"
	"slices"
	"strings"
)

// line is a line of a .env file that begins with a name, by the rules of the
// library that Smile's Node quickstart reads it with: the word export, the name and
// a value, which goes over several lines in quotes; or something else behind the
// name. A quote that is not closed is part of a plain value.
var line = regexp.MustCompile(`(?m)^[ \t]*(export[ \t]+)?([\w.-]+)` +
	`(?:(?:[ \t]*=|:[ \t])[ \t]*(` + strings.Join([]string{quoted(`'`), quoted(`"`), quoted("`"), plainValue}, "|") + `)[ \t]*(?:#.*)?$|(.*)$)`)

// plainValue ends where a comment begins.
const plainValue = `[^#\n]*`

// quoted is a value in quotes, which may hold the same one behind a backslash.
func quoted(quote string) string { return quote + `(?:\\` + quote + `|[^` + quote + `])*` + quote }

// Parse gives the values of the names in the text of a .env file; the last one
// of a name counts, and nothing in a value is expanded. Broken is the number of the
// first line that has one of the names and no value, 0 when there is none. Lines of
// other names may be as they like.
func Parse(text string, names []string) (values map[string]string, broken int) {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(text, "\ufeff"))
	values = map[string]string{}
	for _, at := range line.FindAllStringSubmatchIndex(text, -1) {
		name := text[at[4]:at[5]]
		if !slices.Contains(names, name) {
			continue
		}
		value, ok := "", false
		if at[6] >= 0 {
			value, ok = unquote(text[at[6]:at[7]])
		} else if exported := at[2] >= 0; exported && strings.TrimSpace(text[at[8]:at[9]]) == "" {
			continue // a shell's export of what has its value elsewhere
		}
		if !ok {
			return nil, 1 + strings.Count(text[:at[4]], "\n")
		}
		values[name] = value
	}
	return values, 0
}

// unquote takes the quotes off a value; only within double ones \n and \r stand
// for the characters. It fails for a quote that is not closed.
func unquote(value string) (string, bool) {
	value = strings.TrimSpace(value)
	if value == "" || !strings.Contains("'\"`", value[:1]) {
		return value, true
	}
	quote, rest := value[:1], value[1:]
	if !strings.Contains(rest, quote) {
		return "", false
	}
	if inner, whole := strings.CutSuffix(rest, quote); whole {
		value = inner
	}
	if quote == `"` {
		value = strings.NewReplacer(`\n`, "\n", `\r`, "\r").Replace(value)
	}
	return value, true
}
