package userdata

import (
	"slices"
	"sync"
)

// ItemsMax is how many items a Store keeps.
const ItemsMax = 20_000

// bytesMax is how many bytes they have at most.
const bytesMax = 64 << 20

// Store keeps the items of a session in memory, in clear and masked, by the id of the
// account or archive that they are of. The zero value is empty. It is safe for concurrent
// use; items that it gives are not to be changed.
type Store struct {
	mu      sync.RWMutex
	sources map[string]map[Kind]*rows
	// leftOut counts by source.
	leftOut map[string]int
	total   int
	bytes   int
}

// rows are the items of one kind of one source, side by side.
type rows struct {
	clear, masked []Item
	at            map[string]int // by the item's id
}

// Add keeps items of a source as they come from the host, each in clear and, at the same
// place, masked; of those that are not there masked nothing shows but in clear. One whose
// id is there already takes its place. What is too much for the store is left out.
func (s *Store) Add(source string, k Kind, clear, masked []Item) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sources == nil {
		s.sources, s.leftOut = map[string]map[Kind]*rows{}, map[string]int{}
	}
	if s.sources[source] == nil {
		s.sources[source] = map[Kind]*rows{}
	}
	kept := s.sources[source][k]
	if kept == nil {
		kept = &rows{at: map[string]int{}}
		s.sources[source][k] = kept
	}
	kept.clear, kept.masked = slices.Clone(kept.clear), slices.Clone(kept.masked) // what was given away stays as it is
	masked = append(slices.Clip(masked), make([]Item, len(clear))...)
	for i, it := range clear {
		s.put(source, kept, it, masked[i])
	}
}

func (s *Store) put(source string, to *rows, clear, masked Item) {
	id := OriginOf(clear).ID
	at, known := to.at[id]
	size := len(clear) + len(masked)
	if known {
		size -= len(to.clear[at]) + len(to.masked[at])
	}
	if s.bytes+size > bytesMax || !known && s.total >= ItemsMax {
		s.leftOut[source]++
		return
	}
	s.bytes += size
	if known {
		to.clear[at], to.masked[at] = clear, masked
		return
	}
	if id != "" {
		to.at[id] = len(to.clear)
	}
	to.clear, to.masked = append(to.clear, clear), append(to.masked, masked)
	s.total++
}

// Items are those of a kind of a source, in the order in which they came: in clear where
// full is true, else masked.
func (s *Store) Items(source string, k Kind, full bool) []Item {
	s.mu.RLock()
	defer s.mu.RUnlock()
	kept := s.sources[source][k]
	switch {
	case kept == nil:
		return nil
	case full:
		return kept.clear
	}
	return kept.masked
}

// LeftOut says how many items of a source were not kept, for there were too many.
func (s *Store) LeftOut(source string) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.leftOut[source]
}

// Forget lets go of all items of a source, as a host does when it is revoked.
func (s *Store) Forget(source string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, kept := range s.sources[source] {
		s.total -= len(kept.clear)
		for i := range kept.clear {
			s.bytes -= len(kept.clear[i]) + len(kept.masked[i])
		}
	}
	delete(s.sources, source)
	delete(s.leftOut, source)
}
