package search

import (
	"bytes"
	"unicode/utf8"
)

// level says how well a word fits; smaller is better.
type level uint8

const (
	levelExact    level = iota // is the name, long name or id
	levelName                  // starts the name
	levelPrefix                // starts the long name or id
	levelWord                  // starts a word
	levelInitials              // is a run of initials
	levelInside                // is part of a word
	levelClose                 // its letters in that order, close together
	levelLoose                 // its letters in that order
	levelNone
)

// looseFrom is from how many letters on a word may be scattered. Two or three
// scattered letters are in nearly every name and say nothing.
const looseFrom = 4

// word is one word of a query, folded, with its bits.
type word struct {
	text    []byte
	letters [][]byte // its characters, for those beyond ASCII have many bytes
	ascii   bool
	plain   bool // has no digit and no punctuation

	mask      uint64 // its letters
	first     uint64 // its first letter
	firstPair uint64
	pairs     uint64
}

func newWord(text []byte) word {
	w := word{text: text, ascii: true, plain: true}
	var m masks
	w.mask = m.take(text)
	w.pairs, w.firstPair = m.pairs, pairBit(text)
	w.first, _ = letterBit(text)
	for rest := text; len(rest) > 0; {
		_, size := utf8.DecodeRune(rest)
		w.letters = append(w.letters, rest[:size])
		w.ascii = w.ascii && size == 1
		w.plain = w.plain && isLetter(rest[0])
		rest = rest[size:]
	}
	return w
}

// loose says whether the word's letters may be scattered.
func (w *word) loose() bool { return len(w.letters) >= looseFrom }

// fits gives how well the word fits the provider i; loose lets a word that is long
// enough be scattered.
func (s *shard) fits(i int, w *word, loose bool) level {
	if w.letter() {
		return s.fitsLetter(i, w)
	}
	best := s.inPieces(i, w)
	if best == levelNone && loose && w.loose() && w.mask&^s.letters[i] == 0 && s.scattered(i, w) {
		return levelLoose
	}
	return best
}

// inPieces is fits for a word in one piece, or as initials.
func (s *shard) inPieces(i int, w *word) level {
	if w.mask&^s.letters[i] != 0 {
		return levelNone
	}
	m := &s.masks[i]
	best := levelNone
	if w.pairs&^m.pairs == 0 {
		starts := w.first&^m.starts == 0 && w.firstPair&^m.startPairs == 0
		if best = s.inside(i, w, starts); best <= levelWord {
			return best
		}
	}
	if len(w.letters) > 1 && w.mask&^m.starts == 0 && bytes.Contains(s.initials(i), w.text) {
		return levelInitials
	}
	return best
}

// inside looks for the word in one piece; starts says whether it can stand at
// the start of a word, else the first occurrence is as good as any.
func (s *shard) inside(i int, w *word, starts bool) level {
	if starts {
		_, l := piece(s.text(i), w.text)
		return l
	}
	main, name, id := s.telling(i, w)
	if bytes.Contains(main, w.text) || bytes.Contains(name, w.text) || bytes.Contains(id, w.text) {
		return levelInside
	}
	return levelNone
}

// telling gives the fields that have to be looked at for a word, the longest
// first; one that only has the word where that one has it too is empty.
func (s *shard) telling(i int, w *word) (main, name, id []byte) {
	name, main, id = s.fields(i)
	told := s.masks[i].starts
	if len(main) == 0 {
		main, name = name, nil
	} else if told&nameTold != 0 {
		name = nil
	}
	if told&idTold != 0 && w.plain {
		id = nil
	}
	return main, name, id
}

// piece finds the best occurrence of the word in one piece and its level. Text
// is fields with a 0 around each, the name first.
func piece(text, w []byte) (where int, best level) {
	best = levelNone
	for at := 0; ; at++ {
		n := bytes.Index(text[at:], w)
		if n < 0 {
			return where, best
		}
		at += n
		if l := placed(text, at, len(w)); l < best {
			best, where = l, at
		}
		if best == levelExact {
			return where, best
		}
	}
}

// placed is the level of an occurrence in one piece.
func placed(text []byte, at, size int) level {
	switch before := text[at-1]; {
	case before != 0 && isWord(before):
		return levelInside
	case before != 0:
		return levelWord
	case text[at+size] == 0:
		return levelExact
	case at == 1:
		return levelName
	}
	return levelPrefix
}

// scattered says whether some field has the letters in that order.
func (s *shard) scattered(i int, w *word) bool {
	main, name, id := s.telling(i, w)
	return w.scattered(main) || w.scattered(name) || w.scattered(id)
}

func (w *word) scattered(text []byte) bool {
	if len(text) < len(w.text) {
		return false
	}
	if !w.ascii {
		return lettersEnd(text, w.letters) >= 0
	}
	for _, c := range w.text {
		n := bytes.IndexByte(text, c)
		if n < 0 {
			return false
		}
		text = text[n+1:]
	}
	return true
}

// lettersEnd is where the first occurrence of the letters in order ends, -1 when
// there is none.
func lettersEnd(text []byte, letters [][]byte) int {
	at := 0
	for _, letter := range letters {
		n := bytes.Index(text[at:], letter)
		if n < 0 {
			return -1
		}
		at += n + len(letter)
	}
	return at
}
