package search

import (
	"hash/maphash"

	"winkterm/api/wire"
)

// Index holds providers in the order in which they were added. Make it with
// New. It is not safe for several goroutines.
type Index struct {
	shards []*shard
	count  int
	ids    idTable
	kinds  interned[kind]
	points interned[string] // data points, joined by commas
	last   narrowing
	order  []int32 // of the newest results
}

// kind is what many providers share.
type kind struct{ typ, typeLabel, subType, subTypeLabel string }

// shardSize is how many providers stand in one shard. Growing a shard copies
// that much at most, and leaves as little behind for the collector.
const shardSize = 4096

// New makes an empty index.
func New() *Index {
	return &Index{ids: idTable{seed: maphash.MakeSeed()}}
}

// Len is how many providers it holds.
func (ix *Index) Len() int { return ix.count }

// Add takes providers in and gives how many were new. One whose id is known
// already, or empty, is left out. Texts longer than fieldMax are cut and the
// logo's address is not kept.
func (ix *Index) Add(providers []wire.Provider) int {
	before := ix.count
	for i := range providers {
		ix.add(&providers[i])
	}
	return ix.count - before
}

func (ix *Index) add(p *wire.Provider) {
	id := capped(p.ID)
	if id == "" || ix.number(id) >= 0 {
		return
	}
	if ix.count%shardSize == 0 {
		if n := len(ix.shards); n > 0 {
			ix.shards[n-1].clip()
		}
		ix.shards = append(ix.shards, &shard{})
	}
	s := ix.shards[len(ix.shards)-1]
	s.add(p, facts{
		kind:   ix.kinds.number(kind{string(p.Type), p.TypeLabel, p.SubType, p.SubTypeLabel}),
		points: ix.points.number(joinPoints(p.Supported)),
		flags:  flagsOf(p),
	})
	ix.ids.put(id, int32(ix.count), ix.id)
	ix.count++
}

// Get gives the provider of an id, and false when it is not known.
func (ix *Index) Get(id string) (wire.Provider, bool) {
	n := ix.number(capped(id))
	if n < 0 {
		return wire.Provider{}, false
	}
	return ix.provider(n), true
}

func (ix *Index) number(id string) int32 { return ix.ids.find(id, ix.id) }

func (ix *Index) shard(n int32) (*shard, int) { return ix.shards[n/shardSize], int(n % shardSize) }

func (ix *Index) id(n int32) string {
	s, i := ix.shard(n)
	id, _, _ := s.texts(i)
	return id
}

// provider puts a provider together again.
func (ix *Index) provider(n int32) wire.Provider {
	s, i := ix.shard(n)
	id, name, long := s.texts(i)
	f := s.facts[i]
	k := ix.kinds.values[f.kind]
	p := wire.Provider{
		ID: id, Name: name, LongName: long,
		Type: wire.ProviderType(k.typ), TypeLabel: k.typeLabel,
		SubType: k.subType, SubTypeLabel: k.subTypeLabel,
		Supported: splitPoints(ix.points.values[f.points]),
	}
	f.flags.set(&p)
	return p
}
