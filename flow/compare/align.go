package compare

import (
	"math/bits"
	"slices"
)

// align pairs two sequences in order so that as many as can be are paired (a
// longest common subsequence), and gives for each of a its place in b, -1 for
// none. The same sequences always give the same pairs.
//
// It divides and conquers as Hirschberg does, in memory that grows with the
// lengths alone, and counts 64 columns of the table at once as Hyyrö does: two
// sequences of ten thousand that have little in common take milliseconds.
func align(a, b []int) []int {
	x := aligner{before: make([]int, len(b))}
	pairs := make([]int, len(a))
	for i := range pairs {
		pairs[i] = none
	}
	symbols := 0
	for _, id := range slices.Concat(a, b) {
		symbols = max(symbols, id+1)
	}
	x.last = make([]int, symbols)
	for i := range x.last {
		x.last[i] = none
	}
	x.pair(pairs, a, b, 0)
	return pairs
}

// none is the place of what has none.
const none = -1

// aligner holds what align works with. Its numbers must be small, from 0 on.
type aligner struct {
	// last says where a number is to be found last in the sequence at hand, before
	// where it is before each of its places; none where it is not.
	last, before []int
}

// pair writes the pairs of a and b; b begins at a place of the whole.
func (x *aligner) pair(pairs, a, b []int, at int) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		pairs[0] = at
		pairs, a, b, at = pairs[1:], a[1:], b[1:], at+1
	}
	switch {
	case len(a) == 0 || len(b) == 0:
	case len(a) == 1:
		if i := slices.Index(b, a[0]); i >= 0 {
			pairs[0] = at + i
		}
	default:
		half := len(a) / 2
		split := meet(x.lengths(a[:half], b), x.lengths(reversed(a[half:]), reversed(b)))
		x.pair(pairs[:half], a[:half], b[:split], at)
		x.pair(pairs[half:], a[half:], b[split:], at+split)
	}
}

// meet is where b is to be cut: the last place with the most in common before and
// behind it, so that of two in a that are the same the first is paired.
func meet(front, back []int) int {
	best, most := 0, none
	for j := range front {
		if n := front[j] + back[len(back)-1-j]; n >= most {
			best, most = j, n
		}
	}
	return best
}

// lengths gives how long the longest common subsequence of a and the first j of b
// is, for every j from 0 on.
func (x *aligner) lengths(a, b []int) []int {
	words := (len(b) + 63) / 64
	row, match := make([]uint64, words), make([]uint64, words)
	for w := range row {
		row[w] = ^uint64(0) // a bit is cleared where the length grows
	}
	for j, id := range b {
		x.before[j], x.last[id] = x.last[id], j
	}
	for _, id := range a {
		for j := x.last[id]; j != none; j = x.before[j] {
			match[j/64] |= 1 << (j % 64)
		}
		if x.last[id] != none {
			step(row, match)
		}
		for j := x.last[id]; j != none; j = x.before[j] {
			match[j/64] = 0
		}
	}
	for _, id := range b {
		x.last[id] = none
	}
	return counted(row, len(b))
}

// step goes on by one of a, which is to be found where match has its bits.
func step(row, match []uint64) {
	var carry uint64
	for w, v := range row {
		common := v & match[w]
		var sum uint64
		sum, carry = bits.Add64(v, common, carry)
		row[w] = sum | (v - common)
	}
}

// counted adds up the bits that were cleared.
func counted(row []uint64, n int) []int {
	out := make([]int, n+1)
	for j := range n {
		cleared := ^row[j/64] >> (j % 64) & 1
		out[j+1] = out[j] + int(cleared)
	}
	return out
}

func reversed(s []int) []int {
	out := slices.Clone(s)
	slices.Reverse(out)
	return out
}
