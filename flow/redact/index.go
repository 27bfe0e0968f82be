package redact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// index finds learned forms in one pass over a text. Every form is filed under
// its first four bytes; a small table of counts turns away nearly every position
// of a text that holds none of them.
type index struct {
	counts   []uint32 // 1 << bits of them
	bits     int
	byPrefix map[uint32][]form
	// longest is the length of the longest form ever filed.
	longest int
	// crossing counts the forms that cross JSON parts.
	crossing int
}

func newIndex() *index {
	return &index{byPrefix: map[uint32][]form{}, bits: slotBitsFew, counts: make([]uint32, 1<<slotBitsFew)}
}

// prefixAt reads the four bytes at s[i] without their case.
func prefixAt(s string, i int) uint32 {
	s = s[i : i+4]
	return (uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24) | 0x20202020
}

// slotBits is the size of a whole table of counts: 128 KiB, which stays in the cache. One
// of few prefixes begins with slotBitsFew, 2 KiB, and grows while it has fewer than
// slotsEach slots for a prefix.
const (
	slotBits    = 15
	slotBitsFew = 9
	slotsEach   = 16
)

func slot(prefix uint32, bits int) uint32 { return prefix * 2654435761 >> (32 - bits) }

// has says that a form may begin with a prefix.
func (x *index) has(prefix uint32) bool { return x.counts[slot(prefix, x.bits)] != 0 }

// grow makes the table of counts larger where it has become crowded.
func (x *index) grow() {
	if x.bits == slotBits || len(x.byPrefix)*slotsEach <= len(x.counts) {
		return
	}
	x.bits += 2
	x.counts = make([]uint32, 1<<x.bits)
	for prefix, forms := range x.byPrefix {
		x.counts[slot(prefix, x.bits)] += uint32(len(forms))
	}
}

// add files the forms, longer ones first: of two values that begin alike the
// longer one is meant.
func (x *index) add(forms []form) {
	for _, f := range forms {
		p := prefixAt(f.text, 0)
		at, _ := slices.BinarySearchFunc(x.byPrefix[p], f, func(a, b form) int { return len(b.text) - len(a.text) })
		x.byPrefix[p] = slices.Insert(x.byPrefix[p], at, f)
		x.counts[slot(p, x.bits)]++
		x.grow()
		x.longest = max(x.longest, len(f.text))
		if f.crosses {
			x.crossing++
		}
	}
}

func (x *index) remove(forms []form) {
	for _, f := range forms {
		p := prefixAt(f.text, 0)
		rest := slices.DeleteFunc(x.byPrefix[p], func(g form) bool { return g.of == f.of && g.text == f.text })
		if x.byPrefix[p] = rest; len(rest) == 0 {
			delete(x.byPrefix, p)
		}
		x.counts[slot(p, x.bits)]--
		if f.crosses {
			x.crossing--
		}
	}
}

// find gives the learned value at s[i], and the range to replace, which may begin
// before i but not before low. Forms end before high.
func (x *index) find(s string, low, i, high int, h how) (from, to int, e *entry) {
	for _, f := range x.byPrefix[prefixAt(s, i)] {
		if h&weakToo == 0 && f.mode.weak() || h&crossingOnly != 0 && !f.crosses {
			continue
		}
		if from, to, ok := f.at(s, low, i, high); ok {
			return from, to, f.of
		}
	}
	return 0, 0, nil
}

func (f form) at(s string, low, i, high int) (from, to int, ok bool) {
	to = i + len(f.text)
	if to > high || s[i:to] != f.text && (f.mode != modeFold || !strings.EqualFold(s[i:to], f.text)) {
		return 0, 0, false
	}
	switch f.mode {
	case modeAnywhere, modeFold:
		return i, to, true
	case modeWord:
		return i, to, wordEdges(s, i, to)
	case modeName:
		return i, to, wordEdges(s, i, to) && !hasAt(s, i-1) && !hasAt(s, to)
	case modeDigits:
		return i, to, numberEdges(s, i, to)
	case modeTail:
		from = stretchLeft(s, max(low, i-phoneDigitsMax), i, isDigit)
		return from, to, (to == len(s) || !isDigit(s[to])) && to-from <= phoneDigitsMax
	case modeBase64:
		from = stretchLeft(s, low, i, isBase64)
		for to < high && isBase64(s[to]) {
			to++
		}
		return from, to, true
	}
	return 0, 0, false
}

func hasAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] == '@' }

func stretchLeft(s string, low, i int, is func(byte) bool) int {
	for i > low && is(s[i-1]) {
		i--
	}
	return i
}

func isBase64(c byte) bool {
	return isDigit(c) || isLetter(c) || strings.IndexByte("+/=_-", c) >= 0
}

// wordEdges says whether no letter or digit touches s[from:to].
func wordEdges(s string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	after, _ := utf8.DecodeRuneInString(s[to:])
	return (!isWordRune(before) || escapeEnds(s, from)) && !isWordRune(after)
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// escapeEnds says whether an escape ends at s[i]: the "n" of "\n" and the "2B" of
// "%2B" are no word that goes on.
func escapeEnds(s string, i int) bool {
	return i >= 2 && s[i-2] == '\\' ||
		i >= 3 && s[i-3] == '%' && isHex(s[i-2]) && isHex(s[i-1]) ||
		i >= 6 && s[i-6:i-4] == `\u`
}

// numberEdges says whether the number s[from:to] stands alone: not in an id
// (a-1234), a time (12:1234), a port or a decimal number.
func numberEdges(s string, from, to int) bool {
	if !wordEdges(s, from, to) {
		return false
	}
	return !joins(s, from-1, from-2) && !joins(s, to, to+1)
}

// joins says whether the byte at i ties a number to the byte at next.
func joins(s string, i, next int) bool {
	if next < 0 || next >= len(s) {
		return false
	}
	switch s[i] {
	case '-', '_':
		return isDigit(s[next]) || isLetter(s[next])
	case '.', ':':
		return isDigit(s[next])
	}
	return false
}

// unfinished gives where a learned form begins that the end of s cuts off, and
// len(s) when there is none.
func (x *index) unfinished(s string) int {
	for i := max(0, len(s)-x.longest); i+shortest <= len(s); i++ {
		for _, f := range x.byPrefix[prefixAt(s, i)] {
			if rest := s[i:]; len(f.text) > len(rest) && strings.EqualFold(f.text[:len(rest)], rest) {
				return i
			}
		}
	}
	return len(s)
}
