package compare

import "slices"

// none is the index of what has none.
const none = -1

func nones(n int) []int { return slices.Repeat([]int{none}, n) }

// align pairs equal keys of two sequences in order, as many as can be (a longest
// common subsequence), and gives for each of a its index in b, none without one.
// Of two equal keys in a the first is paired. Neither has more than RecordsMax.
func align[K comparable](a, b []K) []int {
	pairs, width := nones(len(a)), len(b)+1
	most := make([]uint16, (len(a)+1)*width) // that can be paired from a[i:] and b[j:] on
	for i, k := range slices.Backward(a) {
		row, next := most[i*width:(i+1)*width], most[(i+1)*width:]
		for j, other := range slices.Backward(b) {
			if row[j] = max(row[j+1], next[j]); k == other {
				row[j] = next[j+1] + 1
			}
		}
	}
	from := 0
	for i, k := range a {
		j := from + slices.Index(b[from:], k)
		if j >= from && most[(i+1)*width+j+1]+1 == most[i*width+from] {
			pairs[i], from = j, j+1
		}
	}
	return pairs
}
