package search

import (
	"slices"

	"winkterm/api/wire"
)

// Results are the providers that a search found, the best first. Only those
// that are asked for with At are put together. They are valid until the next
// search.
type Results struct {
	ix    *Index
	words []word
	order []int32 // nil for all in their order
	count int
}

// Span is a range of bytes in a text, from Start to before End.
type Span struct{ Start, End int }

// Hit is a provider that was found, and the letters in its texts that the query
// fits: ranges in order that do not touch, empty without a query.
type Hit struct {
	Provider           wire.Provider
	Name, LongName, ID []Span
}

// Len is how many were found.
func (r Results) Len() int { return r.count }

// At gives the i-th, from 0 to before Len.
func (r Results) At(i int) Hit {
	n := int32(i)
	if r.order != nil {
		n = r.order[i]
	}
	hit := Hit{Provider: r.ix.provider(n)}
	texts := [3]string{hit.Provider.Name, hit.Provider.LongName, hit.Provider.ID}
	spans := marks(texts, r.words)
	hit.Name, hit.LongName, hit.ID = spans[0], spans[1], spans[2]
	return hit
}

// marks finds the letters of the words in the texts: in every text that has the
// word in one piece, else in the one that it fits best.
func marks(texts [3]string, words []word) [3][]Span {
	var spans [3][]Span
	if len(words) == 0 {
		return spans
	}
	var sources [3]source
	for i, text := range texts {
		sources[i] = newSource(text)
	}
	for n := range words {
		var places [3]place
		best := levelNone
		for i := range sources {
			places[i] = sources[i].find(&words[n])
			best = min(best, places[i].level)
		}
		for i := range sources {
			if l := places[i].level; l < levelClose || l == best {
				spans[i] = append(spans[i], sources[i].spans(places[i].bytes)...)
			}
		}
	}
	for i := range spans {
		spans[i] = merged(spans[i])
	}
	return spans
}

// merged sorts spans and joins those that touch.
func merged(spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int { return a.Start - b.Start })
	var out []Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}
