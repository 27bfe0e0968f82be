package search

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"winkterm/api/wire"
)

// Results are the providers that a search found, the best first.
type Results struct {
	index *Index
	words [][]byte
	found []found // nil for all
	size  int
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
func (r Results) Len() int { return r.size }

// At gives the i-th, from 0 to before Len.
func (r Results) At(i int) Hit {
	if r.found != nil {
		i = int(uint32(r.found[i]))
	}
	hit := Hit{Provider: r.index.At(i)}
	texts := []text{newText(hit.Provider.Name), newText(hit.Provider.LongName), newText(hit.Provider.ID)}
	for _, word := range r.words {
		mark(texts, word)
	}
	hit.Name, hit.LongName, hit.ID = joined(texts[0].marks), joined(texts[1].marks), joined(texts[2].marks)
	return hit
}

// text is a text with its folded form, and for each folded character the range of
// the one that it comes from.
type text struct {
	folded []byte
	origin []Span
	marks  []Span
}

func newText(plain string) (t text) {
	for i, r := range plain {
		folded := fold(string(r))
		t.folded = append(t.folded, folded...)
		for range folded {
			t.origin = append(t.origin, Span{i, i + utf8.RuneLen(r)})
		}
	}
	return t
}

// field is the text as it stands in a haystack.
func (t *text) field() []byte {
	return appendInitials(append(slices.Clone(t.folded), textEnd), t.folded)
}

// mark marks a word in every text that has it in one piece or as initials, or else
// where its letters are scattered.
func mark(texts []text, word []byte) {
	found := false
	for i := range texts {
		t := &texts[i]
		switch level, at := piece(t.field(), word); level {
		case levelNone:
			continue
		case levelInitials:
			t.markScattered(word)
		default:
			from := utf8.RuneCount(t.folded[:at])
			t.marks = append(t.marks, t.origin[from:from+utf8.RuneCount(word)]...)
		}
		found = true
	}
	for i := range texts {
		if !found {
			texts[i].markScattered(word)
		}
	}
}

func (t *text) markScattered(word []byte) {
	if begins(word, t.folded) {
		t.marks = append(t.marks, t.origin...)
	}
	_, at := scattered(t.folded, bytes.Runes(word), nil)
	for _, n := range at {
		t.marks = append(t.marks, t.origin[n])
	}
}

// joined sorts ranges and joins those that touch.
func joined(spans []Span) (out []Span) {
	slices.SortFunc(spans, func(a, b Span) int { return a.Start - b.Start })
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}
