package data

import (
	"math"
	"slices"

	"winkterm/api/wire"
)

// figures are what an Insight says of some amounts: their sum, average, least, most,
// median and standard deviation, which is that of the whole population. figureNames
// are what the specification calls them, empty for one that it has not.
type (
	figures     [6]float64
	figureNames [6]string
)

const median = 4 // its place

// allFigures names all six behind a prefix.
func allFigures(prefix string) figureNames {
	return figureNames{prefix + "sum", prefix + "average", prefix + "min", prefix + "max", prefix + "median", prefix + "std"}
}

// figuresOf is false for no amounts at all.
func figuresOf(amounts []float64) (figures, bool) {
	n := len(amounts)
	if n == 0 {
		return figures{}, false
	}
	sorted := slices.Clone(amounts)
	slices.Sort(sorted)
	sum, squares := 0.0, 0.0
	for _, a := range amounts {
		sum += a
	}
	average := sum / float64(n)
	for _, a := range amounts {
		squares += float64((a - average) * (a - average)) // the conversion rounds alike on all machines
	}
	return figures{sum, average, sorted[0], sorted[n-1], (sorted[(n-1)/2] + sorted[n/2]) / 2, math.Sqrt(squares / float64(n))}, true
}

// put writes an amount, rounded to hundredths.
func put(f wire.Features, name string, amount float64) { f[name] = math.Round(amount*100) / 100 }

// putFigures writes the figures of some amounts; of no amounts none.
func putFigures(f wire.Features, names figureNames, amounts []float64) {
	found, ok := figuresOf(amounts)
	for i, name := range names {
		if ok && name != "" {
			put(f, name, found[i])
		}
	}
}
