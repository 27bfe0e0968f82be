package search

import (
	"bytes"
	"unicode/utf8"
)

// source is a text with its folded form and, for each folded byte, where the
// character that it comes from stands.
type source struct {
	folded []byte // a 0 before and behind
	origin []Span // of folded[1:]
}

func newSource(text string) source {
	s := source{folded: []byte{0}}
	for i := 0; i < len(text); {
		_, size := utf8.DecodeRuneInString(text[i:])
		before := len(s.folded)
		s.folded = fold(s.folded, text[i:i+size])
		for range len(s.folded) - before {
			s.origin = append(s.origin, Span{i, i + size})
		}
		i += size
	}
	s.folded = append(s.folded, 0)
	return s
}

// place is where a word stands in a source: bytes of its folded text.
type place struct {
	level level
	bytes []int
}

func (s source) find(w *word) place {
	at, l := piece(s.folded, w.text)
	inOne := place{l, run(at-1, len(w.text))}
	if l <= levelWord {
		return inOne
	}
	text := s.folded[1 : len(s.folded)-1]
	if at := initialsAt(text, w); at != nil {
		return place{levelInitials, at}
	}
	if l == levelInside || !w.loose() {
		return inOne
	}
	return lettersAt(text, w)
}

// initialsAt gives the bytes of the initials that spell the word, nil for none.
func initialsAt(text []byte, w *word) []int {
	var initials []byte
	var at []int
	for from, to := range initialWords(text) {
		_, size := utf8.DecodeRune(text[from:to])
		initials = append(initials, text[from:from+size]...)
		at = append(at, run(from, size)...)
	}
	if n := bytes.Index(initials, w.text); n >= 0 {
		return at[n : n+len(w.text)]
	}
	return nil
}

// lettersAt finds the word in scattered letters, drawn up to their first end.
func lettersAt(text []byte, w *word) place {
	end := lettersEnd(text, w.letters)
	if end < 0 {
		return place{level: levelNone}
	}
	var at []int
	from := end
	for i := len(w.letters) - 1; i >= 0; i-- {
		from = bytes.LastIndex(text[:from], w.letters[i])
		at = append(at, run(from, len(w.letters[i]))...)
	}
	if w.isClose(end - from) {
		return place{levelClose, at}
	}
	return place{levelLoose, at}
}

func (s source) spans(at []int) []Span {
	spans := make([]Span, len(at))
	for i, b := range at {
		spans[i] = s.origin[b]
	}
	return spans
}

func run(from, n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = from + i
	}
	return out
}
