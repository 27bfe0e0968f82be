package report

import (
	"strings"
	"unicode"

	"winkterm/flow/plain"
	"winkterm/flow/redact"
)

// markdown escapes: what a host or a file says must not become a heading, a link, a
// table's edge, a mention or a reference of the tracker that the ticket is pasted into.
var markdown = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "|", `\|`, "*", `\*`, "[", `\[`, "]", `\]`, "~", `\~`,
	"&", "&amp;", "<", "&lt;", ">", "&gt;", "{", `\{`, "}", `\}`, "!", `\!`,
)

// prose is a text from outside within a sentence or a cell. Placeholders stay as they
// are, so that whoever searches the ticket knows them.
func prose(text string) string {
	escaped := unlinked(markdown.Replace(plain.Line(text)))
	for mark := range redact.Placeholders(text) {
		escaped = strings.ReplaceAll(escaped, `\[`+strings.Trim(mark, "[]")+`\]`, mark)
	}
	return escaped
}

// unlinked breaks "@name", "#123" and "://" by a space of no width, and escapes "_"
// where it is not within a word.
func unlinked(text string) string {
	var b strings.Builder
	before := ' '
	runes := []rune(text)
	for i, r := range runes {
		if r == '_' && (i == 0 || i+1 == len(runes) || !isWord(before) || !isWord(runes[i+1])) {
			b.WriteByte('\\')
		}
		if (before == '@' || before == '#') && isWord(r) || before == ':' && r == '/' {
			b.WriteRune('\u200b')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// span is a text as code within a line; nothing in it means anything to a tracker. In
// a table its edges are escaped as well.
func span(text string) string {
	text = strings.ReplaceAll(strings.TrimSpace(plain.Line(text)), "|", `\|`)
	if text == "" {
		return ""
	}
	fence := strings.Repeat("`", longestRun(text)+1)
	if len(fence) > 1 || strings.Trim(text, "`") != text {
		return fence + " " + text + " " + fence
	}
	return fence + text + fence
}

// spans are several of them with commas.
func spans(texts []string) string {
	var all []string
	for _, text := range texts {
		all = append(all, span(text))
	}
	return strings.Join(all, ", ")
}

// block is a text as lines of code.
func block(language, text string) string {
	fence := strings.Repeat("`", max(3, longestRun(text)+1))
	return fence + language + "\n" + strings.TrimRight(plain.Lines(text), "\n") + "\n" + fence + "\n"
}

// longestRun is the length of the longest run of backticks.
func longestRun(text string) (longest int) {
	run := 0
	for i := range len(text) {
		if run++; text[i] != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest
}
