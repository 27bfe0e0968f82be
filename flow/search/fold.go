package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold gives s as it is compared: lower case, without accents and invisible
// characters, compatibility forms as the plain ones. It has no control
// characters, so that these can separate fields.
func fold(s string) string {
	s = strings.ToLower(norm.NFKD.String(s))
	return strings.Map(visible, plainForms.Replace(s))
}

// isPlain says that folding a text only makes it lower case.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

func appendFolded(buf []byte, s string) []byte { return append(buf, fold(s)...) }

// appendLower appends a plain text folded.
func appendLower(buf []byte, s string) []byte {
	from := len(buf)
	buf = append(buf, s...)
	for i, c := range buf[from:] {
		if c >= 'A' && c <= 'Z' {
			buf[from+i] = c + 'a' - 'A'
		}
	}
	return buf
}

// visible leaves out control characters, those without width, and accents.
func visible(r rune) rune {
	if r >= utf8.RuneSelf && unicode.In(r, accents, unicode.Cf) || unicode.IsControl(r) {
		return -1
	}
	return r
}

// accents are the marks on Latin, Greek and Cyrillic letters. Vowel signs of other
// scripts are letters of their own and stay.
var accents = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x0300, Hi: 0x036f, Stride: 1}, {Lo: 0x1ab0, Hi: 0x1aff, Stride: 1}, {Lo: 0x1dc0, Hi: 0x1dff, Stride: 1},
	{Lo: 0x20d0, Hi: 0x20ff, Stride: 1}, {Lo: 0xfe20, Hi: 0xfe2f, Stride: 1},
}}

// plainForms replaces the letters that Unicode does not take apart although
// people type them as others, and typographic punctuation.
var plainForms = strings.NewReplacer(
	"ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th",
	"ħ", "h", "ı", "i", "ŋ", "n", "ŧ", "t", "ς", "σ",
	"–", "-", "—", "-", "‐", "-", "‑", "-", "‘", "'", "’", "'", "“", `"`, "”", `"`,
	"·", " ", "•", " ", "・", " ", "\t", " ", "\n", " ",
)

// A haystack is the fields of a provider, the name first. A field is a folded
// text and its initials; folded text has no control characters.
const (
	fieldEnd = '\x00'
	textEnd  = '\x01'
)

func haystack(buf []byte, id, name, long string, fold func([]byte, string) []byte) []byte {
	for _, text := range []string{name, long} {
		from := len(buf)
		buf = fold(buf, text)
		buf = append(appendInitials(append(buf, textEnd), buf[from:]), fieldEnd)
	}
	return fold(buf, id)
}

// isWord says whether a byte of folded text belongs to a word.
func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
}

// appendInitials appends the first letters of the words of a folded text.
func appendInitials(buf, text []byte) []byte {
	for len(text) > 0 {
		end := 0
		for end < len(text) && isWord(text[end]) {
			end++
		}
		if end > smallMax || end > 0 && !smallWords[string(text[:end])] {
			_, size := utf8.DecodeRune(text)
			buf = append(buf, text[:size]...)
		}
		text = text[min(end+1, len(text)):]
	}
	return buf
}

// smallWords have no part in initials; smallMax is how long they are at most.
var smallWords = map[string]bool{
	"of": true, "the": true, "and": true, "for": true, "in": true,
	"de": true, "da": true, "do": true, "di": true, "dan": true, "ng": true, "sa": true,
}

const smallMax = 3
