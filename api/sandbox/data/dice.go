package data

import "strconv"

// dice is a number that only looks like chance. The same words and numbers give
// the same one, and each can be asked for alone, in any order.
type dice uint64

// cast gives the dice of some words under a seed.
func cast(seed uint64, words ...string) dice {
	h := uint64(14695981039346656037) // FNV-1a
	for _, w := range words {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * 1099511628211
		}
		h = (h ^ 0xff) * 1099511628211 // no byte of UTF-8
	}
	return dice(h).on(int64(seed))
}

// on gives the dice of a number: splitmix64.
func (d dice) on(n int64) dice {
	x := uint64(d) + uint64(n)*0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return dice(x ^ x>>31)
}

// below gives a number from 0 to n-1, n at least 1.
func (d dice) below(n int) int { return int(uint64(d) % uint64(n)) }

// reference appends two letters and ten digits.
func reference(b []byte, letters string, d dice) []byte {
	at := len(b)
	b = strconv.AppendInt(b, int64(1e11+d.below(100_000)*100_000+d.on(1).below(100_000)), 10)
	copy(b[at:], letters) // over the leading 10 as well
	return b
}

// fill gives a pattern with a digit for each # and a letter for each @.
func (d dice) fill(pattern string) string {
	text := []byte(pattern)
	for i, c := range text {
		switch c {
		case '#':
			text[i] = '0' + byte(d.on(int64(i)).below(10))
		case '@':
			text[i] = 'A' + byte(d.on(int64(i)).below(26))
		}
	}
	return string(text)
}
