package redact

import (
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"
)

// needle is a spelling of a value that a Proof looks for.
type needle struct {
	text string
	mark string
	how  needleHow
}

// needleHow says where a needle counts as found.
type needleHow uint8

const (
	// folded is in any case.
	folded needleHow = iota
	// encoded is in this case alone: base64.
	encoded
	// number is one that ends with its digits, and may have more before them, as many
	// as a country's code has.
	number
)

// What is too short to be looked for in any bytes.
const (
	plainLeast  = 6
	hexLeast    = 5
	base64Least = 7
	digitsLeast = 9
)

// needlesOf gives the spellings of an entry's value; escaped ones are not among them,
// for the data are unescaped.
func needlesOf(e *entry) (all []needle) {
	add := func(how needleHow, least int, text string) {
		if len(text) >= max(least, shortest) {
			all = append(all, needle{text, e.mark, how})
		}
	}
	value := strings.TrimSpace(e.value)
	digits, numeric := digitsOf(value)
	switch {
	case numeric && len(digits) >= digitsLeast:
		add(number, digitsLeast, digits[max(0, len(digits)-phoneTail):])
	case !numeric && !e.word():
		for _, text := range unique(value, strings.ToLower(value), strings.ToUpper(value), squeeze(value)) {
			add(folded, plainLeast, text)
		}
	}
	add(folded, 2*hexLeast, hex.EncodeToString([]byte(value)))
	base64Pieces(value, func(text string) {
		add(encoded, base64Least, text)
		if squeezed := squeeze(text); squeezed != text {
			add(encoded, base64Least, squeezed)
		}
	})
	return all
}

// wordLongest is how many letters a word has that counts as one; what is longer is no
// chance anywhere.
const wordLongest = 16

// word says that the value is a word, a name or a number such as others say by chance:
// the city that answers a security question stands in the list of providers as well.
func (e *entry) word() bool {
	other := func(r rune) bool { return !unicode.IsLetter(r) && r != ' ' }
	return modeOf(e.kind, e.value).weak() || utf8.RuneCountInString(e.value) <= wordLongest && !strings.ContainsFunc(e.value, other)
}

// digitsOf gives the digits of a text that is nothing but digits and what stands
// between them in numbers, dates and times.
func digitsOf(text string) (digits string, ok bool) {
	for i := range len(text) {
		switch c := text[i]; {
		case isDigit(c):
			digits += string(c)
		case strings.IndexByte("+-() ./:", c) < 0:
			return "", false
		}
	}
	return digits, true
}

func unique(texts ...string) (all []string) {
	seen := map[string]bool{}
	for _, text := range texts {
		if !seen[text] {
			seen[text] = true
			all = append(all, text)
		}
	}
	return all
}

// needles finds needles in one pass, as index does with forms.
type needles struct {
	counts   [1 << slotBits]bool
	byPrefix map[uint32][]needle
}

func (x *needles) add(n needle) {
	prefix := prefixAt(n.text, 0)
	x.byPrefix[prefix] = append(x.byPrefix[prefix], n)
	x.counts[slot(prefix, slotBits)] = true
}

// find gives the placeholder of the first value that stands in a text.
func (x *needles) find(s string) (mark string, found bool) {
	for i := 0; i+shortest <= len(s); i++ {
		prefix := prefixAt(s, i)
		if !x.counts[slot(prefix, slotBits)] {
			continue
		}
		for _, n := range x.byPrefix[prefix] {
			if n.at(s, i) {
				return n.mark, true
			}
		}
	}
	return "", false
}

func (n needle) at(s string, i int) bool {
	end := i + len(n.text)
	if end > len(s) {
		return false
	}
	switch n.how {
	case encoded:
		return s[i:end] == n.text
	case number:
		from := stretchLeft(s, max(0, i-phoneDigitsMax), i, isDigit)
		return s[i:end] == n.text && (end == len(s) || !isDigit(s[end])) && end-from <= phoneDigitsMax
	case folded:
	}
	return strings.EqualFold(s[i:end], n.text)
}
