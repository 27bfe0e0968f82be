package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold appends s as it is compared: lower case, without accents, full-width and
// other compatibility forms as the plain ones, rare punctuation as a slash.
// Control and invisible characters are left out; byte 0 is thereby free to
// separate fields.
func fold(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			dst = foldASCII(dst, c)
			i++
			continue
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		dst = foldRune(dst, s[i:i+size])
		i += size
	}
	return dst
}

func foldASCII(dst []byte, c byte) []byte {
	if folded := foldedASCII[c]; folded != 0 {
		return append(dst, folded)
	}
	return dst
}

// foldedASCII is what a character is compared as; 0 is left out.
var foldedASCII = func() (table [utf8.RuneSelf]byte) {
	for i := range table {
		switch c := byte(i); {
		case isWord(c) || strings.IndexByte(punctuation, c) >= 0:
			table[i] = c
		case c >= 'A' && c <= 'Z':
			table[i] = c + 'a' - 'A'
		case c == '\t' || c == '\n':
			table[i] = ' '
		case c > ' ' && c <= '~':
			table[i] = '/'
		}
	}
	return table
}()

// foldRune folds the one character beyond ASCII that s holds.
func foldRune(dst []byte, s string) []byte {
	if parts := norm.NFKD.PropertiesString(s).Decomposition(); parts != nil {
		for i := 0; i < len(parts); {
			r, size := utf8.DecodeRune(parts[i:])
			dst = foldLetter(dst, r)
			i += size
		}
		return dst
	}
	r, _ := utf8.DecodeRuneInString(s)
	return foldLetter(dst, r)
}

func foldLetter(dst []byte, r rune) []byte {
	low := unicode.ToLower(r)
	if plain, ok := plainForms[low]; ok {
		return append(dst, plain...)
	}
	if low < utf8.RuneSelf {
		return foldASCII(dst, byte(low))
	}
	if accent(r) || unicode.In(r, unicode.Cc, unicode.Cf) {
		return dst
	}
	return utf8.AppendRune(dst, low)
}

// accent says whether r is a mark on Latin, Greek or Cyrillic letters. Vowel
// signs of other scripts are letters of their own and stay.
func accent(r rune) bool {
	return r >= 0x0300 && r <= 0x036f || r >= 0x1ab0 && r <= 0x1aff ||
		r >= 0x1dc0 && r <= 0x1dff || r >= 0x20d0 && r <= 0x20ff || r >= 0xfe20 && r <= 0xfe2f
}

// plainForms are the letters that Unicode does not take apart although readers
// type them as others, and the punctuation that separates words.
var plainForms = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th",
	'ħ': "h", 'ı': "i", 'ŋ': "n", 'ŧ': "t", 'ς': "σ",
	'–': "-", '—': "-", '‐': "-", '‑': "-", '‘': "'", '’': "'", '“': "/", '”': "/",
	'·': " ", '•': " ", '・': " ",
}

// punctuation is what folding keeps of it.
const punctuation = " _-.&'/"

// isWord tells the bytes of folded text that words are made of from those that
// stand between words.
func isWord(c byte) bool {
	return isLetter(c) || c >= '0' && c <= '9'
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= utf8.RuneSelf }
