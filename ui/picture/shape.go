package picture

import (
	"strings"
	"unicode/utf8"
)

// point is one of a cell, from its left top corner, in the picture's units.
type point struct{ x, y float64 }

// shape is a sign that is drawn and not written: lines of a width, or what they enclose
// where that is 0.
type shape struct {
	ways  [][]point
	width float64
}

// shapeOf is the shape of a sign that stands so many times in a row; false for one that
// is written.
func shapeOf(text string, times int) (shape, bool) {
	r, size := utf8.DecodeRuneInString(text)
	if size != len(text) {
		return shape{}, false
	}
	wide := float64(times) * cellWidth
	if arms, ok := arms[r]; ok {
		return shape{armed(arms, wide), 1}, true
	}
	if b, ok := blocks[r]; ok {
		return shape{ways: [][]point{box(b[0]*wide/8, b[1]*cellHeight/8, b[2]*wide/8, b[3]*cellHeight/8)}}, true
	}
	if r >= 0x2800 && r <= 0x28ff {
		return shape{ways: braille(r)}, true
	}
	way, ok := signs[r]
	return shape{[][]point{way}, 1.3}, ok
}

// repeats says that several of a sign in a row are one that is as much wider.
func repeats(text string) bool { return strings.Contains("─█▀▄▁▂▃▅▆▇", text) }

// arms are the lines of a box: to the left, right, top and bottom edge from the middle; "o"
// is a round corner.
var arms = map[rune]string{
	'─': "lr", '│': "tb", '┌': "rb", '┐': "lb", '└': "rt", '┘': "lt", '├': "tbr", '┤': "tbl", '┬': "lrb", '┴': "lrt", '┼': "lrtb",
	'╭': "rbo", '╮': "lbo", '╰': "rto", '╯': "lto",
}

// The middle of a cell.
const midX, midY = cellWidth / 2.0, cellHeight / 2.0

func armed(arms string, wide float64) (ways [][]point) {
	ends := map[byte]point{'l': {0, midY}, 'r': {wide, midY}, 't': {midX, 0}, 'b': {midX, cellHeight}}
	if strings.HasSuffix(arms, "o") {
		side, up := ends[arms[0]], ends[arms[1]]
		away := point{midX, midY + (up.y-midY)*midX/midY}
		return [][]point{{side, bent(side, away, .25), bent(side, away, .5), bent(side, away, .75), away, up}}
	}
	for _, pair := range []string{"lr", "tb"} {
		way := []point{{midX, midY}, {midX, midY}}
		for i := range way {
			if strings.IndexByte(arms, pair[i]) >= 0 {
				way[i] = ends[pair[i]]
			}
		}
		if way[0] != way[1] {
			ways = append(ways, way)
		}
	}
	return ways
}

// bent is a point of the curve around the middle of a cell, t of the way from one end to the
// other. Each product is rounded by itself, so that every machine has the same.
func bent(from, to point, t float64) point {
	on := func(a, mid, b float64) float64 {
		return float64((1-t)*(1-t)*a) + float64(2*t*(1-t)*mid) + float64(t*t*b)
	}
	return point{on(from.x, midX, to.x), on(from.y, midY, to.y)}
}

func box(x, y, w, h float64) []point { return []point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}} }

// blocks are parts of a cell in eighths: left, top, width, height.
var blocks = map[rune][4]float64{
	'█': {0, 0, 8, 8}, '▀': {0, 0, 8, 4}, '▄': {0, 4, 8, 4}, '▌': {0, 0, 4, 8}, '▐': {4, 0, 4, 8},
	'▁': {0, 7, 8, 1}, '▂': {0, 6, 8, 2}, '▃': {0, 5, 8, 3}, '▅': {0, 3, 8, 5}, '▆': {0, 2, 8, 6}, '▇': {0, 1, 8, 7},
	'▏': {0, 0, 1, 8}, '▎': {0, 0, 2, 8}, '▍': {0, 0, 3, 8}, '▋': {0, 0, 5, 8}, '▊': {0, 0, 6, 8}, '▉': {0, 0, 7, 8},
}

// braille are the dots that the sign's number names.
func braille(r rune) (ways [][]point) {
	for i, at := range [8]point{{2, 3}, {2, 6}, {2, 9}, {5, 3}, {5, 6}, {5, 9}, {2, 12}, {5, 12}} {
		if r>>i&1 == 1 {
			ways = append(ways, box(at.x, at.y, 2, 2))
		}
	}
	return ways
}

// signs are lines that fonts have in many widths, or not at all.
var signs = map[rune][]point{
	'✓': {{1.5, 10}, {3.8, 13}, {8, 5.5}},
	'✗': {{1.5, 6}, {4.5, 9.5}, {7.5, 13}, {4.5, 9.5}, {7.5, 6}, {4.5, 9.5}, {1.5, 13}},
	'◇': {{4.5, 5}, {8, 9.5}, {4.5, 14}, {1, 9.5}, {4.5, 5}},
	'↯': {{5.5, 4}, {2.5, 9}, {6, 9}, {3, 14}, {3, 11}, {3, 14}, {5.5, 13}},
}
