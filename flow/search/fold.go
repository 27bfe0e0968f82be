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

// isWord says whether a byte of folded text belongs to a word.
func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
}

// initials gives the first letters of the words of a folded text.
func initials(text string) (letters string) {
	between := func(r rune) bool { return r < utf8.RuneSelf && !isWord(byte(r)) }
	for word := range strings.FieldsFuncSeq(text, between) {
		if !smallWords[word] {
			_, size := utf8.DecodeRuneInString(word)
			letters += word[:size]
		}
	}
	return letters
}

// smallWords have no part in initials.
var smallWords = map[string]bool{
	"of": true, "the": true, "and": true, "for": true, "in": true,
	"de": true, "da": true, "do": true, "di": true, "dan": true, "ng": true, "sa": true,
}
