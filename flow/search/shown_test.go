package search_test

import (
	"testing"

	"winkterm/flow/search"
)

// What was shown of a search is found again without the list: the rows that are known
// with their marks, the others empty, and the counts.
func TestWhatWasShownIsFoundAgain(t *testing.T) {
	t.Parallel()
	ix := search.Shown(named("Grab Food", "Grab"), 5, 900)
	res := ix.Search("grab", "GIG")
	if res.Len() != 5 || ix.Len() != 900 {
		t.Errorf("%d of %d are found", res.Len(), ix.Len())
	}
	if hit := res.At(0); hit.Provider.Name != "Grab Food" || bracketed("Grab Food", hit.Name) != "[Grab] Food" {
		t.Errorf("the first is %+v", hit)
	}
	if hit := res.At(4); hit.Provider.ID != "" {
		t.Errorf("what is not known is %+v", hit)
	}
	if none := search.Shown(nil, 0, 900).Search("", ""); none.Len() != 0 {
		t.Errorf("of nothing %d are found", none.Len())
	}
}
