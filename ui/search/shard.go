package search

import (
	"bytes"
	"slices"
	"strings"

	"winkterm/api/wire"
)

// fieldMax is how many bytes of a name or id are kept.
const fieldMax = 1024

// shard holds up to shardSize providers: their texts one behind the other in
// two blobs, and what is said about each in slices of one element a provider.
type shard struct {
	letters []uint64 // of all fields, and in the upper bits the first bytes
	masks   []masks
	spots   []spot
	facts   []facts
	folded  []byte // per provider 0 name 0 long 0 id 0 initials 0 initials
	plain   []byte // per provider id, name, long, as far as not told by others
}

// spot says where a provider's texts stand.
type spot struct {
	folded, plain    uint32
	name, long, id   uint16 // lengths of the folded fields
	pName, pLong, pI uint16 // lengths of the plain ones, or what stands for them
}

const (
	// sameID is the length of an id that is plain and folded the same, and
	// stands in the folded texts alone.
	sameID = 1<<16 - 1
	// longer marks the length of a long name that starts with the name; only
	// what follows is kept.
	longer = 1 << 15
)

func (s *shard) add(p *wire.Provider, f facts) {
	id, name, long := capped(p.ID), capped(p.Name), capped(p.LongName)
	at := spot{folded: uint32(len(s.folded)), plain: uint32(len(s.plain))}
	at.name, at.long, at.id = s.field(name), s.field(unlike(name, long)), s.field(id)
	s.folded = append(s.folded, 0)
	s.spots = append(s.spots, at)
	s.facts = append(s.facts, f)
	s.keep(&s.spots[len(s.spots)-1], id, name, long)
	s.finish(len(s.spots) - 1)
}

// unlike is a long name for comparing: nothing when it is the name again.
func unlike(name, long string) string {
	if name == long {
		return ""
	}
	return long
}

// keep stores the texts as they came.
func (s *shard) keep(at *spot, id, name, long string) {
	at.pI, at.pName, at.pLong = uint16(len(id)), uint16(len(name)), uint16(len(long))
	if folded := s.folded[len(s.folded)-1-int(at.id) : len(s.folded)-1]; string(folded) == id {
		at.pI, id = sameID, ""
	}
	if rest, ok := strings.CutPrefix(long, name); ok {
		at.pLong, long = longer|uint16(len(rest)), rest
	}
	s.plain = append(append(append(s.plain, id...), name...), long...)
}

func (s *shard) field(text string) uint16 {
	s.folded = append(s.folded, 0)
	from := len(s.folded)
	s.folded = fold(s.folded, text)
	if len(s.folded)-from > 2*fieldMax { // a ligature can fold to many letters
		s.folded = s.folded[:from+2*fieldMax]
	}
	return uint16(len(s.folded) - from)
}

// finish makes the masks of the provider added last and appends its initials.
func (s *shard) finish(i int) {
	name, long, id := s.fields(i)
	var m masks
	var letters uint64
	for n, field := range [][]byte{name, long, id} {
		if len(field) > 0 {
			letters |= uint64(field[0]) << (letterBits + 8*n)
		}
		letters |= m.take(field)
	}
	s.letters = append(s.letters, letters)
	m.starts |= told(name, long, id)
	s.masks = append(s.masks, m)
	s.folded = appendInitials(s.folded, name)
	s.folded = append(s.folded, 0)
	s.folded = appendInitials(s.folded, long)
}

// fields gives the folded name, long name and id.
func (s *shard) fields(i int) (name, long, id []byte) {
	at := &s.spots[i]
	from := at.folded + 1
	name = s.folded[from : from+uint32(at.name)]
	from += uint32(at.name) + 1
	long = s.folded[from : from+uint32(at.long)]
	from += uint32(at.long) + 1
	return name, long, s.folded[from : from+uint32(at.id)]
}

// text gives all folded fields with a 0 before, between and behind them.
func (s *shard) text(i int) []byte {
	at := &s.spots[i]
	return s.folded[at.folded : at.folded+uint32(at.name)+uint32(at.long)+uint32(at.id)+4]
}

// initials gives the initials of the name and the long name, a 0 between.
func (s *shard) initials(i int) []byte {
	at := &s.spots[i]
	from := at.folded + uint32(at.name) + uint32(at.long) + uint32(at.id) + 4
	if i+1 < len(s.spots) {
		return s.folded[from:s.spots[i+1].folded]
	}
	return s.folded[from:]
}

// texts gives the texts as they came.
func (s *shard) texts(i int) (id, name, long string) {
	at := &s.spots[i]
	rest := s.plain[at.plain:]
	if at.pI == sameID {
		_, _, folded := s.fields(i)
		id = string(folded)
	} else {
		id, rest = string(rest[:at.pI]), rest[at.pI:]
	}
	name, rest = string(rest[:at.pName]), rest[at.pName:]
	if at.pLong&longer != 0 {
		return id, name, name + string(rest[:at.pLong&^longer])
	}
	return id, name, string(rest[:at.pLong])
}

// clip gives back what a full shard has in reserve.
func (s *shard) clip() {
	s.letters, s.masks = slices.Clone(s.letters), slices.Clone(s.masks)
	s.spots, s.facts = slices.Clone(s.spots), slices.Clone(s.facts)
	s.folded, s.plain = bytes.Clone(s.folded), bytes.Clone(s.plain)
}

func capped(s string) string {
	if len(s) <= fieldMax {
		return s
	}
	return strings.ToValidUTF8(s[:fieldMax], "")
}
