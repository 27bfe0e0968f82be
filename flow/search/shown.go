package search

import "winkterm/api/wire"

// Shown makes an index of what a search has found, of which only the first are known,
// so that a page can be drawn again without the list: whatever is searched for in it,
// total providers are found, the first of them first, with what was typed marked in
// them. Size is how many providers the list had. Nothing is added to it.
func Shown(first []wire.Provider, total, size int) *Index {
	ix := New()
	ix.Add(first)
	ix.shown = &shown{total: total, size: size}
	return ix
}

// shown are the counts of an index that Shown made.
type shown struct{ total, size int }
