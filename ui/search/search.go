package search

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"winkterm/api/wire"
)

// narrowing is what the last search found, so that one more letter need not
// look at all.
type narrowing struct {
	query query
	size  int    // of the index at that time
	parts []part // one a shard
}

// part is what was found in a shard, in its order, and how well it fits.
type part struct {
	found []uint16
	level []level
}

// enough is how many must fit in one piece for scattered letters not to be looked
// for: behind so many better ones nobody would see them.
const enough = 10

// closeMax is up to how many providers with scattered letters are told by whether
// those are close together.
const closeMax = 2000

// Search finds the providers of a type that the text fits; an empty type stands
// for all. Without a word in the text that is all of them, in their order. The
// results stay valid until the next search; providers that are added meanwhile are
// not among them.
func (ix *Index) Search(text string, typ wire.ProviderType) Results {
	q := newQuery(text, typ)
	res := Results{ix: ix, words: q.words}
	if len(q.words) == 0 && typ == "" {
		res.count = ix.count
		return res
	}
	ix.find(&q)
	ix.refine(&q)
	ix.order = ix.last.sorted(ix.order[:0])
	res.order = ix.order
	res.count = len(res.order)
	return res
}

// find looks for the words in one piece, and as scattered letters where that
// finds little.
func (ix *Index) find(q *query) {
	if ix.look(q, false) < enough && q.loose() {
		ix.look(q, true)
	}
}

// look looks at every provider, or at those found last where that is enough, and
// gives how many fit. What fits in one piece was found for the letters before.
func (ix *Index) look(q *query, loose bool) int {
	last := &ix.last
	narrows := !loose && last.size == ix.count && q.narrows(&last.query)
	for len(last.parts) < len(ix.shards) {
		last.parts = append(last.parts, part{})
	}
	fits, wanted := q.matcher(loose), ix.wanted(q.kind)
	share(len(ix.shards), func(n int) {
		if narrows {
			last.parts[n].narrow(ix.shards[n], q, fits, wanted)
		} else {
			last.parts[n].scan(ix.shards[n], q, fits, wanted)
		}
	})
	last.query, last.size = *q, ix.count
	found := 0
	for _, p := range last.parts {
		found += len(p.found)
	}
	return found
}

// share does the work of n shards on all processors and returns when it is done.
// A single shard is not worth a goroutine.
func share(n int, work func(shard int)) {
	var next atomic.Int64
	take := func() {
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			work(i)
		}
	}
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) - 1 {
		wg.Go(take)
	}
	take()
	wg.Wait()
}

type matcher func(s *shard, i int) level

// scan looks at every provider of the shard.
func (p *part) scan(s *shard, q *query, fits matcher, wanted []bool) {
	p.found, p.level = p.found[:0], p.level[:0]
	for i, letters := range s.letters {
		if q.mask&^letters != 0 || wanted != nil && !wanted[s.facts[i].kind] {
			continue
		}
		if l := fits(s, i); l != levelNone {
			p.found = append(p.found, uint16(i))
			p.level = append(p.level, l)
		}
	}
}

// narrow looks at what was found last, in place: what stays is written behind
// what is read.
func (p *part) narrow(s *shard, q *query, fits matcher, wanted []bool) {
	kept := 0
	for _, n := range p.found {
		i := int(n)
		if q.mask&^s.letters[i] != 0 || wanted != nil && !wanted[s.facts[i].kind] {
			continue
		}
		if l := fits(s, i); l != levelNone {
			p.found[kept], p.level[kept] = n, l
			kept++
		}
	}
	p.found, p.level = p.found[:kept], p.level[:kept]
}

// matcher gives the function that tells how well a provider fits.
func (q *query) matcher(loose bool) matcher {
	switch len(q.words) {
	case 0:
		return func(*shard, int) level { return levelExact }
	case 1:
		return func(s *shard, i int) level { return s.fits(i, &q.words[0], loose) }
	}
	return func(s *shard, i int) level { return q.fits(s, i) }
}

// refine finds those with scattered letters that are close together.
func (ix *Index) refine(q *query) {
	loose := 0
	for _, p := range ix.last.parts {
		for _, l := range p.level {
			if l == levelLoose {
				loose++
			}
		}
	}
	if loose > closeMax {
		return
	}
	for n, p := range ix.last.parts {
		for i, l := range p.level {
			if l == levelLoose && q.close(ix.shards[n], int(p.found[i])) {
				p.level[i] = levelClose
			}
		}
	}
}

// wanted says for each kind whether it is of the type; nil is all of them.
func (ix *Index) wanted(typ wire.ProviderType) []bool {
	if typ == "" {
		return nil
	}
	wanted := make([]bool, len(ix.kinds.values))
	for i, k := range ix.kinds.values {
		wanted[i] = k.typ == string(typ)
	}
	return wanted
}

// sorted puts what was found in order of its level, into the memory of an older
// order; within a level the order of the index stays.
func (n *narrowing) sorted(order []int32) []int32 {
	var next [levelNone + 1]int // where the next of a level goes
	total := 0
	for _, p := range n.parts {
		for _, l := range p.level {
			next[l+1]++
		}
		total += len(p.level)
	}
	for l := range levelNone {
		next[l+1] += next[l]
	}
	order = slices.Grow(order, total)[:total]
	for shard, p := range n.parts {
		for i, l := range p.level {
			order[next[l]] = int32(shard*shardSize) + int32(p.found[i])
			next[l]++
		}
	}
	return order
}
