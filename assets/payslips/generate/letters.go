package main

import "strings"

// The letters are strokes on a grid. A point is two hexadecimal digits, across
// and up: the base line is at 3, small letters reach up to 9, capitals to 12,
// and below 3 hang the tails. A stroke that begins with ~ is rounded between its
// ends, one that begins with @ is closed and round.

// letter is a character: its strokes and how wide it is.
type letter struct {
	width   float64
	strokes [][]point
}

type point struct{ x, y float64 }

const (
	gap   = 2.4 // between two letters
	space = 2.2 // the width of a blank
	// gridPerSize is how many lines of the grid a size of text is high, so that
	// capitals come out as high as Helvetica's.
	gridPerSize = 12.6
	baseLine    = 3
)

var drawings = map[rune]string{
	'A': "033c63 1656", 'B': "030c ~0c5c5808 ~08686303 4808", 'C': "~6a6c0c036365", 'D': "030c ~0c6c6303",
	'E': "5c0c0353 0848", 'F': "5c0c03 0848", 'G': "~6a6c0c036367 6737", 'H': "030c 636c 0868",
	'I': "030c", 'J': "~4c430305", 'K': "030c 6c07 2863", 'L': "0c0353", 'M': "030c365c6c63",
	'N': "030c636c", 'O': "@0c7c7303", 'P': "030c ~0c6c6707", 'Q': "@0c7c7303 4673", 'R': "030c ~0c6c6707 3763",
	'S': "~6a6c0c0867630305", 'T': "0c6c 3c33", 'U': "~0c03636c", 'V': "0c336c", 'W': "0c234a638c",
	'X': "036c 0c63", 'Y': "0c376c 3733", 'Z': "0c6c0363",
	'a': "@09595303 5953", 'b': "0c03 @09595303", 'c': "~575909035355", 'd': "5c53 @09595303",
	'e': "0656 ~5659090353 5354", 'f': "~4c1c1713 0939", 'g': "@09595303 ~5953500001", 'h': "0c03 ~06095953",
	'i': "0903 0b0c", 'j': "~29232000 2b2c", 'k': "0c03 5905 2753", 'l': "0c03", 'm': "0903 ~06094943 ~46498983",
	'n': "0903 ~06095953", 'o': "@09595303", 'p': "0900 @09595303", 'q': "5950 @09595303", 'r': "0903 ~05094948",
	's': "~5859090656530304", 't': "~1b151343 0939", 'u': "~09035356 5953", 'v': "092349", 'w': "0923486389",
	'x': "0359 0953", 'y': "0923 4910", 'z': "09590353",
	'0': "@0c5c5303", '1': "1a3c33", '2': "~0a0c5c5803 0353", '3': "~0a0c5c5828 ~2858530305", '4': "434c0656",
	'5': "5c0c08 ~0859530304", '6': "~5a5c0c06 @08585303", '7': "0c5c23", '8': "@0c5c5808 @08585303",
	'9': "@0c5c5707 ~0503535a", '.': "0303", ',': "1402", ':': "0404 0808", '-': "0747", '/': "024c", '\'': "0c0a",
}

// draw gives the strokes of a character; one that has none is left blank.
func draw(r rune) letter {
	var l letter
	for code := range strings.FieldsSeq(drawings[r]) {
		kind := code[0]
		s := points(strings.TrimLeft(code, "~@"))
		for _, p := range s {
			l.width = max(l.width, p.x)
		}
		switch kind {
		case '~':
			s = rounded(s, false)
		case '@':
			s = rounded(s, true)
		}
		l.strokes = append(l.strokes, s)
	}
	if r >= '0' && r <= '9' { // columns of figures
		l.width = 5
	}
	if r == ' ' {
		l.width = space
	}
	return l
}

func points(code string) []point {
	var list []point
	for i := 0; i+1 < len(code); i += 2 {
		list = append(list, point{hex(code[i]), hex(code[i+1])})
	}
	return list
}

func hex(c byte) float64 { return float64(strings.IndexByte("0123456789abcdef", c)) }

// rounded cuts the corners until the line looks like a curve.
func rounded(s []point, closed bool) []point {
	if closed {
		s = append(s, s[0])
	}
	for range 4 {
		var cut []point
		if !closed {
			cut = append(cut, s[0])
		}
		for i := range len(s) - 1 {
			a, b := s[i], s[i+1]
			cut = append(cut, between(a, b, 0.25), between(a, b, 0.75))
		}
		if closed {
			cut = append(cut, cut[0])
		} else {
			cut = append(cut, s[len(s)-1])
		}
		s = cut
	}
	return s
}

func between(a, b point, t float64) point {
	return point{a.x + (b.x-a.x)*t, a.y + (b.y-a.y)*t}
}
