package search

import (
	"bytes"
	"iter"
	"slices"
	"unicode/utf8"
)

// Most providers are turned down, or their level is told, by bits alone. A
// letter or digit has a bit of its own in the lower letterBits; characters
// beyond ASCII share them. A pair of neighbours has one of 64 bits, so a bit
// that is missing is certain and one that is set is only likely.
const letterBits = 40

// masks are what a provider's fields have, beside the letters.
type masks struct {
	starts     uint64 // letters that start a word; and what is told, see nameTold
	startPairs uint64 // pairs that start a word
	pairs      uint64 // all pairs
}

// The upper bits of masks.starts. The first two say which fields have nothing
// that the longest one does not have, for words of letters alone: ids mostly are
// names in another spelling. The third says that there are characters beyond
// ASCII, so that the bit of a letter may be theirs.
const (
	nameTold = 1 << (letterBits + iota)
	idTold
	shared
)

// take adds a field and gives its letters.
func (m *masks) take(field []byte) (letters uint64) {
	between := true
	for i := 0; i < len(field); {
		bit, size := letterBit(field[i:])
		pair := pairBit(field[i:])
		letters |= bit
		m.pairs |= pair
		if between {
			m.starts |= bit
			m.startPairs |= pair
		}
		between = !isWord(field[i])
		i += size
	}
	return letters
}

func letterBit(text []byte) (bit uint64, size int) {
	c := text[0]
	switch {
	case c >= 'a' && c <= 'z':
		return 1 << (c - 'a'), 1
	case c >= '0' && c <= '9':
		return 1 << (26 + c - '0'), 1
	case c < utf8.RuneSelf:
		return 0, 1 // between words
	}
	r, size := utf8.DecodeRune(text)
	return 1 << (uint32(r) % letterBits), size
}

// pairBit is the bit of the first two characters of text; 0 for fewer, and for
// what is not part of a word, which would only crowd the bits.
func pairBit(text []byte) uint64 {
	a, size := utf8.DecodeRune(text)
	if size == len(text) || !isWord(text[0]) || !isWord(text[size]) {
		return 0
	}
	b, _ := utf8.DecodeRune(text[size:])
	const spread = 0x9e3779b97f4a7c15 // Knuth's multiplicative hashing
	return 1 << ((uint64(a)<<21 | uint64(b)) * spread >> 58)
}

// told finds that out.
func told(name, long, id []byte) uint64 {
	var t uint64
	if len(long) == 0 {
		long = name
	} else if bytes.Contains(long, name) {
		t |= nameTold
	}
	if slices.ContainsFunc(slices.Concat(name, long, id), func(c byte) bool { return c >= utf8.RuneSelf }) {
		t |= shared
	}
	at := 0 // the pieces in order, so that scattered letters are told as well
	for from, to := range runs(id, isLetter) {
		n := bytes.Index(long[at:], id[from:to])
		if n < 0 {
			return t
		}
		at += n + to - from
	}
	return t | idTold
}

// appendInitials appends the first letters of the words that count for initials.
func appendInitials(dst, text []byte) []byte {
	for from, to := range initialWords(text) {
		_, size := utf8.DecodeRune(text[from:to])
		dst = append(dst, text[from:from+size]...)
	}
	return dst
}

// initialWords yields where each word starts and ends, but for those that
// initials leave out.
func initialWords(text []byte) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for from, to := range runs(text, isWord) {
			if !smallWords[string(text[from:to])] && !yield(from, to) {
				return
			}
		}
	}
}

// runs yields where each run of bytes of a kind starts and ends.
func runs(text []byte, of func(byte) bool) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for at := 0; at < len(text); {
			if !of(text[at]) {
				at++
				continue
			}
			from := at
			for at < len(text) && of(text[at]) {
				at++
			}
			if !yield(from, at) {
				return
			}
		}
	}
}

var smallWords = map[string]bool{
	"of": true, "the": true, "and": true, "for": true, "in": true,
	"de": true, "da": true, "do": true, "di": true, "dan": true, "ng": true, "sa": true,
}
