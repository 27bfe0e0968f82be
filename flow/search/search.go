package search

import (
	"bytes"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/junegunn/fzf/src/util"

	"winkterm/api/wire"
)

const (
	// enough is how many must have the word in one piece for scattered letters
	// not to be looked for, and looseFrom from how many letters on they may be:
	// fewer are in nearly every name.
	enough    = 10
	looseFrom = 4
	// queryMax is how many bytes of a query are looked at.
	queryMax = 256
	// slabSize is the memory of fzf for one text, in numbers.
	slabSize = 16 * 1024
)

// Search finds the providers of a type that the text fits, the best first; an
// empty type stands for all. Without a word in the text that is all of them, in
// their order.
func (ix *Index) Search(text string, typ wire.ProviderType) Results {
	q := newQuery(text)
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.shown != nil {
		return Results{index: ix, words: q.words, size: ix.shown.total}
	}
	if len(q.words) == 0 && typ == "" {
		return Results{index: ix, size: len(ix.entries)}
	}
	found := ix.scan(typ, q.level)
	if len(found) < enough && len(q.words) == 1 && len(q.letters) >= looseFrom {
		found = ix.scan(typ, q.looseLevel)
	}
	slices.Sort(found)
	return Results{index: ix, words: q.words, found: found, size: len(found)}
}

// found is a provider's number, and above it the level: sorted, these come in
// order of the level, and within it in the order of the catalogue.
type found uint64

// scan looks at every provider, on all processors.
func (ix *Index) scan(typ wire.ProviderType, level func(hay []byte, slab *util.Slab) int) []found {
	size := len(ix.entries)/runtime.GOMAXPROCS(0) + 1
	parts := make([][]found, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for i := range parts {
		wg.Go(func() {
			slab, hay := util.MakeSlab(slabSize, slabSize), []byte(nil)
			for n := i * size; n < min((i+1)*size, len(ix.entries)); n++ {
				if typ != "" && typ != ix.shared.values[ix.entries[n].shared].Type {
					continue
				}
				hay = ix.entries[n].haystack(hay)
				if l := level(hay, slab); l < levelNone {
					parts[i] = append(parts[i], found(l)<<32|found(n))
				}
			}
		})
	}
	wg.Wait()
	return slices.Concat(parts...)
}

// newQuery folds what was typed and splits it into words.
func newQuery(text string) query {
	words := bytes.Fields([]byte(fold(strings.ToValidUTF8(text[:min(len(text), queryMax)], ""))))
	phrase := bytes.Join(words, []byte(" "))
	return query{words: words, phrase: phrase, letters: bytes.Runes(phrase)}
}
