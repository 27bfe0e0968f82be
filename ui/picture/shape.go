package picture

import (
	"strings"
	"unicode/utf8"
)

// point is one of a cell, from its left top corner, in the picture's units.
type point struct{ x, y float64 }

// shape is a sign that is drawn and not written: lines of a width, and a filled part.
type shape struct {
	lines [][]point
	width float64
	fills [][]point
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
		return armed(arms, wide), true
	}
	if b, ok := blocks[r]; ok {
		return shape{fills: [][]point{box(b[0]*wide/8, b[1]*cellHeight/8, b[2]*wide/8, b[3]*cellHeight/8)}}, true
	}
	if r >= 0x2800 && r <= 0x28ff {
		return braille(r), true
	}
	if way, ok := signs[r]; ok {
		return shape{lines: [][]point{way}, width: 1.3}, true
	}
	way, ok := solid[r]
	return shape{fills: [][]point{way}}, ok
}

// repeats says that several of a sign in a row are one that is as much wider.
func repeats(text string) bool { return strings.Contains("─━═█▀▄▁▂▃▅▆▇", text) }

// arms are the lines of a box: to the left, right, top and bottom edge from the middle; "o"
// is a round corner, "h" a heavy line.
var arms = map[rune]string{
	'─': "lr", '│': "tb", '┌': "rb", '┐': "lb", '└': "rt", '┘': "lt", '├': "tbr", '┤': "tbl", '┬': "lrb", '┴': "lrt", '┼': "lrtb",
	'╭': "rbo", '╮': "lbo", '╰': "rto", '╯': "lto", '━': "lrh", '┃': "tbh", '╴': "l", '╶': "r", '╵': "t", '╷': "b",
}

// The middle of a cell.
const midX, midY = cellWidth / 2.0, cellHeight / 2.0

func armed(arms string, wide float64) shape {
	has := func(arm string) bool { return strings.Contains(arms, arm) }
	s := shape{width: 1}
	if has("h") {
		s.width = 2
	}
	ends := map[string]point{"l": {0, midY}, "r": {wide, midY}, "t": {midX, 0}, "b": {midX, cellHeight}}
	if has("o") {
		side, up := ends[arms[:1]], ends[arms[1:2]]
		away := point{midX, midY + (up.y-midY)*midX/midY}
		s.lines = [][]point{{side, bent(side, away, .25), bent(side, away, .5), bent(side, away, .75), away, up}}
		return s
	}
	for _, pair := range [][2]string{{"l", "r"}, {"t", "b"}} {
		from, to := point{midX, midY}, point{midX, midY}
		if has(pair[0]) {
			from = ends[pair[0]]
		}
		if has(pair[1]) {
			to = ends[pair[1]]
		}
		if from != to {
			s.lines = append(s.lines, []point{from, to})
		}
	}
	return s
}

// bent is a point of the curve around the middle of a cell, t of the way from one end to the
// other.
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
	'▔': {0, 0, 8, 1}, '▕': {7, 0, 1, 8},
}

// braille draws the dots that the sign's number names.
func braille(r rune) (s shape) {
	for i, at := range [8]point{{2, 3}, {2, 6}, {2, 9}, {5, 3}, {5, 6}, {5, 9}, {2, 12}, {5, 12}} {
		if r>>i&1 == 1 {
			s.fills = append(s.fills, box(at.x, at.y, 2, 2))
		}
	}
	return s
}

// signs are lines that fonts have in many widths, or not at all.
var signs = map[rune][]point{
	'✓': {{1.5, 10}, {3.8, 13}, {8, 5.5}},
	'✗': {{1.5, 6}, {4.5, 9.5}, {7.5, 13}, {4.5, 9.5}, {7.5, 6}, {4.5, 9.5}, {1.5, 13}},
	'◇': {{4.5, 5}, {8, 9.5}, {4.5, 14}, {1, 9.5}, {4.5, 5}},
	'↯': {{5.5, 4}, {2.5, 9}, {6, 9}, {3, 14}, {3, 11}, {3, 14}, {5.5, 13}},
}

// solid are signs that are filled.
var solid = map[rune][]point{
	'◆': {{4.5, 5}, {8, 9.5}, {4.5, 14}, {1, 9.5}},
	'▸': {{2.5, 6}, {7, 9.5}, {2.5, 13}}, '▶': {{1.5, 5}, {8, 9.5}, {1.5, 14}},
	'◂': {{6.5, 6}, {2, 9.5}, {6.5, 13}}, '◀': {{7.5, 5}, {1, 9.5}, {7.5, 14}},
	'▾': {{1.5, 7.5}, {7.5, 7.5}, {4.5, 12}}, '▴': {{1.5, 12}, {7.5, 12}, {4.5, 7.5}},
}
