package search

import (
	"fmt"
	"strings"
	"sync"

	"github.com/junegunn/fzf/src/algo"

	"winkterm/api/wire"
)

// textMax is how many bytes of a name or id are kept.
const textMax = 1024

// Index holds providers in the order in which they were added, packed: 100,000
// take 15 MB. Make it with New. It is safe for concurrent use.
type Index struct {
	mu      sync.RWMutex // guards all below
	entries []entry
	numbers map[string]int32 // by id
	logos   table[string]
	shared  table[wire.Provider] // what providers have alike
	arena   arena
	// shown is set for what Shown made.
	shown *shown
}

// entry is a provider: its folded texts unless lower case gives them, then its id, name,
// and long name; the name is left out if the long name starts with it.
type entry struct {
	text                   string
	folded, id, name, long uint16 // lengths
	logo, shared           int32
}

func (e *entry) texts() (id, name, long string) {
	rest := e.text[e.folded+e.id:]
	return e.text[e.folded : e.folded+e.id], rest[:e.name], rest[len(rest)-int(e.long):]
}

// haystack puts what is searched of the provider into buf.
func (e *entry) haystack(buf []byte) []byte {
	if e.folded > 0 {
		return append(buf[:0], e.text[:e.folded]...)
	}
	id, name, long := e.texts()
	return haystack(buf[:0], id, name, long, appendLower)
}

// initFzf sets up the tables of fzf's algorithm, which are the process's.
var initFzf = sync.OnceFunc(func() { algo.Init("default") })

// New makes an empty index.
func New() *Index {
	initFzf()
	return &Index{numbers: map[string]int32{}}
}

// Len is how many providers there are.
func (ix *Index) Len() int {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.shown != nil {
		return ix.shown.size
	}
	return len(ix.entries)
}

// Add takes providers and gives how many were new. One whose id is known already,
// or empty, is left out; names and ids of more than textMax bytes are cut.
func (ix *Index) Add(providers []wire.Provider) int {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	before := len(ix.entries)
	for _, p := range providers {
		id, name, long := cut(p.ID), cut(p.Name), cut(p.LongName)
		if _, known := ix.numbers[id]; known || id == "" {
			continue
		}
		e := entry{id: uint16(len(id)), name: uint16(len(name)), long: uint16(len(long))}
		text := id + name + long
		if !isPlain(text) {
			folded := string(haystack(nil, id, name, long, appendFolded))
			e.folded, text = uint16(len(folded)), folded+text
		}
		if strings.HasPrefix(long, name) {
			text = text[:len(text)-len(name)-len(long)] + long
		}
		e.text = ix.arena.keep(text)
		// A logo's address mostly differs by the id alone, for which a 0 stands.
		logo := strings.ReplaceAll(p.LogoURL, p.ID, "\x00")
		p.ID, p.Name, p.LongName, p.LogoURL = "", "", "", ""
		e.logo, e.shared = ix.logos.number(logo, logo), ix.shared.number(fmt.Sprintf("%#v", p), p)
		ix.numbers[e.text[e.folded:e.folded+e.id]] = int32(len(ix.entries))
		ix.entries = append(ix.entries, e)
	}
	return len(ix.entries) - before
}

// Get gives the provider with an id, and false when there is none.
func (ix *Index) Get(id string) (wire.Provider, bool) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	n, known := ix.numbers[cut(id)]
	if !known {
		return wire.Provider{}, false
	}
	return ix.provider(int(n)), true
}

// At gives the n-th provider, from 0 to before Len; the zero one where it is not known.
func (ix *Index) At(n int) wire.Provider {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.shown != nil && n >= len(ix.entries) {
		return wire.Provider{}
	}
	return ix.provider(n)
}

func (ix *Index) provider(n int) wire.Provider {
	e := &ix.entries[n]
	p := ix.shared.values[e.shared]
	p.ID, p.Name, p.LongName = e.texts()
	p.LogoURL = strings.ReplaceAll(ix.logos.values[e.logo], "\x00", p.ID)
	return p
}

func cut(s string) string {
	if len(s) <= textMax {
		return s
	}
	return strings.ToValidUTF8(s[:textMax], "")
}

// table numbers values by a key that says all of them, from 0.
type table[T any] struct {
	values  []T
	numbers map[string]int32
}

func (t *table[T]) number(key string, value T) int32 {
	n, known := t.numbers[key]
	if !known {
		if t.numbers == nil {
			t.numbers = map[string]int32{}
		}
		n = int32(len(t.values))
		t.values, t.numbers[key] = append(t.values, value), n
	}
	return n
}

// arena keeps texts one behind the other in large blocks: single ones would be
// spread over all the memory that decoding the list took, and keep it.
type arena struct{ block strings.Builder }

// The first block is small, for most lists are; each is twice as large as the one before,
// up to blockMax bytes.
const (
	blockFirst = 4 * 1024
	blockMax   = 64 * 1024
)

func (a *arena) keep(s string) string {
	from := a.block.Len()
	if from+len(s) > a.block.Cap() {
		size := max(min(2*a.block.Cap(), blockMax), blockFirst, len(s))
		a.block, from = strings.Builder{}, 0
		a.block.Grow(size)
	}
	a.block.WriteString(s)
	return a.block.String()[from:]
}
