package search

import (
	"bytes"
	"unicode/utf8"

	"github.com/junegunn/fzf/src/algo"
	"github.com/junegunn/fzf/src/util"
)

// Levels of a match, the best first.
const (
	levelExact     = iota // is the name, long name or id
	levelName             // starts the name
	levelPrefix           // starts the long name or id
	levelWord             // starts a word
	levelInitials         // is a run of initials
	levelInside           // is part of a word
	levelBegins           // begins with a whole name or id, as GrabPH with Grab
	levelScattered        // has its letters in that order; by fzf's score
	levelNone      = levelScattered + scoreMax

	scoreMax = 1 << 12
	// scorePerLetter is what a match needs: fzf gives 16 for a letter and takes 4
	// for a gap of two; a start of a word makes up for a wider one.
	scorePerLetter = 12
	// wholeMin is how many bytes a name has that a longer word may begin with.
	wholeMin = 3
)

// query is what was typed, folded.
type query struct {
	words   [][]byte
	phrase  []byte // the words with a space between
	letters []rune // of the phrase
}

// level is that of the worst word, or of all words as typed where a field starts
// with them.
func (q query) level(hay []byte, _ *util.Slab) int {
	worst := levelExact
	for _, word := range q.words {
		worst = max(worst, levelIn(hay, word))
	}
	if len(q.words) > 1 && worst > levelExact && worst < levelNone {
		if whole := levelIn(hay, q.phrase); whole <= levelPrefix {
			return whole
		}
	}
	return worst
}

// looseLevel is level for a single word that may be scattered in a field.
func (q query) looseLevel(hay []byte, slab *util.Slab) int {
	best := q.level(hay, slab)
	if best < levelNone {
		return best
	}
	for text := range bytes.SplitSeq(hay, []byte{fieldEnd}) {
		text, _, _ = bytes.Cut(text, []byte{textEnd})
		if begins(q.phrase, text) {
			return levelBegins
		}
		if score, _ := scattered(text, q.letters, slab); score >= scorePerLetter*len(q.letters) {
			best = min(best, levelNone-min(score, scoreMax))
		}
	}
	return best
}

// levelIn is the best level of a word in the fields of a haystack, in one piece.
func levelIn(hay, word []byte) int {
	best := levelNone
	if !bytes.Contains(hay, word) {
		return best
	}
	isName := true
	for field := range bytes.SplitSeq(hay, []byte{fieldEnd}) {
		level, _ := piece(field, word)
		if isName && level == levelPrefix {
			level = levelName
		}
		best, isName = min(best, level), false
	}
	return best
}

// piece gives the level of a word in one piece in a field, and where it stands in
// the text.
func piece(field, word []byte) (level, at int) {
	text, initials, _ := bytes.Cut(field, []byte{textEnd})
	level = levelNone
	for from := 0; ; from++ {
		n := bytes.Index(text[from:], word)
		from += n
		switch {
		case n < 0 && bytes.Contains(initials, word):
			return levelInitials, 0
		case n < 0:
			return level, at
		case len(text) == len(word):
			return levelExact, 0
		case from == 0:
			return levelPrefix, 0
		case !isWord(text[from-1]):
			return levelWord, from
		case level == levelNone:
			level, at = levelInside, from
		}
	}
}

// begins says whether a word begins with a whole text.
func begins(word, text []byte) bool {
	return len(text) >= wholeMin && bytes.HasPrefix(word, text)
}

// scattered gives fzf's score for letters in a text, 0 when they are not there in
// that order. Without a slab it also gives which characters of the text they are.
func scattered(text []byte, letters []rune, slab *util.Slab) (score int, at []int) {
	rest := text
	for _, letter := range letters {
		n := bytes.IndexRune(rest, letter)
		if n < 0 {
			return 0, nil
		}
		rest = rest[n+utf8.RuneLen(letter):]
	}
	chars := util.ToChars(text)
	match, places := algo.FuzzyMatchV2(true, false, true, &chars, letters, slab == nil, slab)
	if places != nil {
		at = *places
	}
	return match.Score, at
}
