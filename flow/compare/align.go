package compare

import "slices"

// none is the index of what has none.
const none = -1

// align pairs equal ones of two sequences in order, as many as can be (a longest
// common subsequence), and gives for each of a its index in b, none without one.
// Of two equal ones in a the first is paired. Neither has more than RecordsMax.
func align[T comparable](a, b []T) []int {
	pairs, width := slices.Repeat([]int{none}, len(a)), len(b)+1
	most := make([]uint16, (len(a)+1)*width) // that can be paired from a[i:] and b[j:] on
	for i := len(a) - 1; i >= 0; i-- {
		row, next, best := most[i*width:(i+1)*width], most[(i+1)*width:(i+2)*width], uint16(0)
		for j := len(b) - 1; j >= 0; j-- {
			if best = max(best, next[j]); a[i] == b[j] {
				best = next[j+1] + 1
			}
			row[j] = best
		}
	}
	from := 0
	for i, n := range a {
		j := from + slices.Index(b[from:], n)
		if j >= from && most[(i+1)*width+j+1]+1 == most[i*width+from] {
			pairs[i], from = j, j+1
		}
	}
	return pairs
}
