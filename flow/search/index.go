package search

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"sync"
	"unique"

	"github.com/junegunn/fzf/src/algo"

	"winkterm/api/wire"
)

// textMax is how many bytes of a name or id are kept.
const textMax = 1024

// Index holds providers in the order in which they were added, packed: 100,000
// take 20 MB. Make it with New. It is safe for concurrent use.
type Index struct {
	mu      sync.RWMutex // guards all below
	entries []entry
	numbers map[uint32]int32 // see number
	seed    maphash.Seed
	shared  []wire.Provider  // what providers have alike
	sharing map[string]int32 // the numbers of these, by all that they say
	arena   arena
}

// entry is a provider: what is searched, then its id, name, and long name; the
// name is left out if the long name starts with it.
type entry struct {
	text                   string
	folded, id, name, long uint16 // lengths
	shared                 int32
}

func (e *entry) haystack() string { return e.text[:e.folded] }

func (e *entry) texts() (id, name, long string) {
	rest := e.text[e.folded+e.id:]
	return e.text[e.folded : e.folded+e.id], rest[:e.name], rest[len(rest)-int(e.long):]
}

// initFzf sets up the tables of fzf's algorithm, which are the process's.
var initFzf = sync.OnceFunc(func() { algo.Init("default") })

// New makes an empty index.
func New() *Index {
	initFzf()
	return &Index{numbers: map[uint32]int32{}, seed: maphash.MakeSeed(), sharing: map[string]int32{}}
}

// Len is how many providers there are.
func (ix *Index) Len() int {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
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
		hash, n := ix.number(id)
		if n >= 0 || id == "" {
			continue
		}
		hay, text := haystack(id, name, long), id+name+long
		if strings.HasPrefix(long, name) {
			text = id + long
		}
		ix.numbers[hash] = int32(len(ix.entries))
		ix.entries = append(ix.entries, entry{
			text: ix.arena.keep(hay + text), folded: uint16(len(hay)),
			id: uint16(len(id)), name: uint16(len(name)), long: uint16(len(long)), shared: ix.share(p),
		})
	}
	return len(ix.entries) - before
}

// number gives the number of an id, or -1 and the hash to keep it by: where two ids
// have the same one, the later is kept by the next that is free.
func (ix *Index) number(id string) (hash uint32, n int) {
	for hash = uint32(maphash.String(ix.seed, id)); ; hash++ {
		n, ok := ix.numbers[hash]
		if !ok {
			return hash, -1
		}
		if known, _, _ := ix.entries[n].texts(); known == id {
			return hash, int(n)
		}
	}
}

// share gives the number of what a provider has beside its texts. A logo's address
// mostly differs by the id alone, for which a 0 stands.
func (ix *Index) share(p wire.Provider) int32 {
	p.LogoURL = strings.ReplaceAll(p.LogoURL, p.ID, "\x00")
	p.ID, p.Name, p.LongName = "", "", ""
	key := fmt.Sprintf("%#v", p)
	n, known := ix.sharing[key]
	if !known {
		n = int32(len(ix.shared))
		ix.sharing[ix.arena.keep(key)] = n
		p.LogoURL, p.Type, p.TypeLabel = intern(p.LogoURL), intern(p.Type), intern(p.TypeLabel)
		p.SubType, p.SubTypeLabel = intern(p.SubType), intern(p.SubTypeLabel)
		p.Supported = ix.points(p.Supported)
		ix.shared = append(ix.shared, p)
	}
	return n
}

// points gives the one copy of a list of data points.
func (ix *Index) points(list []wire.Datapoint) []wire.Datapoint {
	for i := range ix.shared {
		if known := ix.shared[i].Supported; slices.Equal(known, list) {
			return known
		}
	}
	return slices.Clip(list)
}

func intern[T ~string](s T) T { return unique.Make(s).Value() }

// Get gives the provider with an id, and false when there is none.
func (ix *Index) Get(id string) (wire.Provider, bool) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	_, n := ix.number(cut(id))
	if n < 0 {
		return wire.Provider{}, false
	}
	return ix.provider(n), true
}

// At gives the n-th provider, from 0 to before Len.
func (ix *Index) At(n int) wire.Provider {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return ix.provider(n)
}

func (ix *Index) provider(n int) wire.Provider {
	e := &ix.entries[n]
	p := ix.shared[e.shared]
	p.ID, p.Name, p.LongName = e.texts()
	p.LogoURL = strings.ReplaceAll(p.LogoURL, "\x00", p.ID)
	return p
}

func cut(s string) string {
	if len(s) <= textMax {
		return s
	}
	return strings.ToValidUTF8(s[:textMax], "")
}

// arena keeps texts one behind the other in large blocks: single ones would be
// spread over all the memory that decoding the list took, and keep it.
type arena struct{ block strings.Builder }

const blockSize = 64 * 1024

func (a *arena) keep(s string) string {
	from := a.block.Len()
	if from+len(s) > a.block.Cap() {
		a.block, from = strings.Builder{}, 0
		a.block.Grow(max(blockSize, len(s)))
	}
	a.block.WriteString(s)
	return a.block.String()[from:]
}
