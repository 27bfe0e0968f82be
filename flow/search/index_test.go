package search

import (
	"testing"

	"winkterm/api/wire"
)

// Of two ids with the same hash, the later one is kept beside the first.
func TestIDsMayHaveTheSameHash(t *testing.T) {
	t.Parallel()
	ix := New()
	ix.Add([]wire.Provider{{ID: "first", Name: "First"}})
	hash, _ := ix.number("second")
	ix.numbers[hash] = 0
	if n := ix.Add([]wire.Provider{{ID: "second", Name: "Second"}, {ID: "first"}, {ID: "second"}}); n != 1 {
		t.Errorf("Add took %d, want 1", n)
	}
	for _, id := range []string{"first", "second"} {
		if p, ok := ix.Get(id); !ok || p.ID != id {
			t.Errorf("%s: %v %+v", id, ok, p)
		}
	}
}
