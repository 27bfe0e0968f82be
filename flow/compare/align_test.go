package compare

import (
	"testing"

	"pgregory.net/rapid"
)

// longest is the length of the longest common subsequence, by the plain table.
func longest(a, b []int) int {
	table := make([][]int, len(a)+1)
	for i := range table {
		table[i] = make([]int, len(b)+1)
	}
	for i := range a {
		for j := range b {
			table[i+1][j+1] = max(table[i][j+1], table[i+1][j])
			if a[i] == b[j] {
				table[i+1][j+1] = table[i][j] + 1
			}
		}
	}
	return table[len(a)][len(b)]
}

func TestAlignIsAsLongAsCanBe(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.IntRange(0, rapid.SampledFrom([]int{1, 3, 50}).Draw(t, "letters"))
		a := rapid.SliceOfN(letters, 0, 200).Draw(t, "a")
		b := rapid.SliceOfN(letters, 0, 200).Draw(t, "b")
		pairs, last, n := align(a, b), none, 0
		for i, j := range pairs {
			if j == none {
				continue
			}
			if j <= last || a[i] != b[j] {
				t.Fatalf("%v: %d is beside %d", pairs, i, j)
			}
			last = j
			n++
		}
		if want := longest(a, b); n != want || len(pairs) != len(a) {
			t.Fatalf("%d are aligned, %d can be", n, want)
		}
	})
}
