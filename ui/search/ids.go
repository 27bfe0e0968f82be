package search

import "hash/maphash"

// idTable finds a provider's number by its id. It holds numbers alone and looks
// the ids up where they stand anyway: a map with the ids as keys would cost
// more than everything else that is known of a provider.
type idTable struct {
	seed  maphash.Seed
	slots []int32 // number + 1; 0 is free
	used  int
}

func (t *idTable) find(id string, idOf func(int32) string) int32 {
	if len(t.slots) == 0 {
		return -1
	}
	for at := t.slot(id); ; at = (at + 1) % len(t.slots) {
		n := t.slots[at] - 1
		if n < 0 || idOf(n) == id {
			return n
		}
	}
}

// put takes a number in whose id is not in the table yet.
func (t *idTable) put(id string, n int32, idOf func(int32) string) {
	if (t.used+1)*4 > len(t.slots)*3 {
		t.grow(idOf)
	}
	t.set(id, n)
	t.used++
}

func (t *idTable) grow(idOf func(int32) string) {
	old := t.slots
	t.slots = make([]int32, max(2*len(old), 64))
	for _, n := range old {
		if n > 0 {
			t.set(idOf(n-1), n-1)
		}
	}
}

func (t *idTable) set(id string, n int32) {
	at := t.slot(id)
	for t.slots[at] != 0 {
		at = (at + 1) % len(t.slots)
	}
	t.slots[at] = n + 1
}

func (t *idTable) slot(id string) int {
	return int(maphash.String(t.seed, id) % uint64(len(t.slots)))
}
