package search

import (
	"bytes"
	"strings"

	"winkterm/api/wire"
)

// queryMax is how many bytes of a query are looked at.
const queryMax = 256

// query is what was typed, ready to be compared.
type query struct {
	folded string
	words  []word
	mask   uint64
	phrase []byte // the words as typed, when there are several
	kind   wire.ProviderType
}

func newQuery(text string, typ wire.ProviderType) query {
	if len(text) > queryMax {
		text = strings.ToValidUTF8(text[:queryMax], "")
	}
	folded := bytes.TrimLeft(fold(nil, text), " ")
	q := query{folded: string(folded), kind: typ}
	for _, w := range bytes.Fields(folded) {
		q.words = append(q.words, newWord(w))
		q.mask |= q.words[len(q.words)-1].mask
	}
	if len(q.words) > 1 {
		q.phrase = bytes.TrimSpace(folded)
	}
	return q
}

// fits gives how well the query fits: as the worst of its words, or as a whole
// where that is the start of a field.
func (q *query) fits(s *shard, i int) level {
	first := s.fits(i, &q.words[0], false)
	worst := first
	for n := 1; n < len(q.words) && worst != levelNone; n++ {
		worst = max(worst, s.fits(i, &q.words[n], false))
	}
	if len(q.words) > 1 && worst != levelNone && first <= levelPrefix {
		if _, whole := piece(s.text(i), q.phrase); whole <= levelPrefix {
			return min(worst, whole)
		}
	}
	return worst
}

// close says whether the letters of the one word are close together.
func (q *query) close(s *shard, i int) bool { return s.close(i, &q.words[0]) }

// letter says whether the word is one plain letter or digit, which the masks alone
// can answer.
func (w *word) letter() bool { return len(w.text) == 1 && w.mask != 0 }

// fitsLetter is fits for one letter, without a look at the texts if its bit is
// its own.
func (s *shard) fitsLetter(i int, w *word) level {
	letters, starts := s.letters[i], s.masks[i].starts
	switch {
	case letters&w.mask == 0:
		return levelNone
	case starts&shared != 0:
		return s.inPieces(i, w)
	}
	at, c := &s.spots[i], w.text[0]
	name := byte(letters>>letterBits) == c
	long := byte(letters>>(letterBits+8)) == c
	id := byte(letters>>(letterBits+16)) == c
	switch {
	case name && at.name == 1, long && at.long == 1, id && at.id == 1:
		return levelExact
	case name:
		return levelName
	case long, id:
		return levelPrefix
	case starts&w.mask != 0:
		return levelWord
	}
	return levelInside
}

// loose says whether the letters of the query may be scattered: who types several
// words abbreviates none of them.
func (q *query) loose() bool { return len(q.words) == 1 && q.words[0].loose() }

// narrows says whether all that q finds in one piece was found by old: letters
// were added, and no other type asked for.
func (q *query) narrows(old *query) bool {
	return len(old.words) > 0 && strings.HasPrefix(q.folded, old.folded) &&
		(old.kind == "" || old.kind == q.kind)
}
