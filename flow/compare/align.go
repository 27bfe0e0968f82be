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
	pairs := make([]int, len(a))
	for i := range pairs {
		pairs[i] = none
	}
	pair(pairs, a, b, 0)
	return pairs
}

// none is the place of what has none.
const none = -1

// pair writes the pairs of a and b; b begins at a place of the whole.
func pair(pairs, a, b []int, at int) {
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
		split := meet(lengths(a[:half], b), lengths(reversed(a[half:]), reversed(b)))
		pair(pairs[:half], a[:half], b[:split], at)
		pair(pairs[half:], a[half:], b[split:], at+split)
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
func lengths(a, b []int) []int {
	row := make([]uint64, (len(b)+63)/64) // a bit is cleared where the length grows
	for w := range row {
		row[w] = ^uint64(0)
	}
	places := placesOf(b)
	match := make([]uint64, len(row))
	for _, x := range a {
		if len(places[x]) == 0 {
			continue
		}
		for _, j := range places[x] {
			match[j/64] |= 1 << (j % 64)
		}
		step(row, match)
		for _, j := range places[x] {
			match[j/64] = 0
		}
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

// placesOf says where each one is to be found.
func placesOf(b []int) map[int][]int {
	places := map[int][]int{}
	for j, x := range b {
		places[x] = append(places[x], j)
	}
	return places
}

func reversed(s []int) []int {
	out := slices.Clone(s)
	slices.Reverse(out)
	return out
}
