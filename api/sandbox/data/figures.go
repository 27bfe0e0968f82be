package data

import (
	"math"
	"slices"

	"winkterm/api/wire"
)

// figureNames are what the specification calls the figures of some amounts: their sum,
// average, least, most, median and standard deviation, which is that of the whole
// population. One that it does not have is empty.
type figureNames [6]string

const median = 4 // its place

// allFigures names all six behind a prefix.
func allFigures(prefix string) figureNames {
	return figureNames{prefix + "sum", prefix + "average", prefix + "min", prefix + "max", prefix + "median", prefix + "std"}
}

// put writes an amount, rounded to hundredths.
func put(f wire.Features, name string, amount float64) { f[name] = math.Round(amount*100) / 100 }

// putFigures writes the figures of some amounts; of no amounts none.
func putFigures(f wire.Features, names figureNames, amounts []float64) {
	if len(amounts) == 0 {
		return
	}
	for i, figure := range figuresOf(amounts) {
		if names[i] != "" {
			put(f, names[i], figure)
		}
	}
}

// figuresOf wants an amount at least.
func figuresOf(amounts []float64) [6]float64 {
	n := len(amounts)
	sorted := slices.Sorted(slices.Values(amounts))
	sum, squares := 0.0, 0.0
	for _, a := range amounts {
		sum += a
	}
	average := sum / float64(n)
	for _, a := range amounts {
		squares += float64((a - average) * (a - average)) // the conversion rounds alike on all machines
	}
	return [6]float64{sum, average, sorted[0], sorted[n-1], (sorted[(n-1)/2] + sorted[n/2]) / 2, math.Sqrt(squares / float64(n))}
}
