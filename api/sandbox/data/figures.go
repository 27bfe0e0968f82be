package data

import (
	"math"
	"slices"
)

// figures are what an Insight says of some amounts. The deviation is that of the
// whole population.
type figures struct{ sum, average, min, max, median, std float64 }

// figuresOf is false for no amounts at all.
func figuresOf(amounts []float64) (figures, bool) {
	n := len(amounts)
	if n == 0 {
		return figures{}, false
	}
	sorted := slices.Clone(amounts)
	slices.Sort(sorted)
	f := figures{min: sorted[0], max: sorted[n-1], median: (sorted[(n-1)/2] + sorted[n/2]) / 2}
	for _, a := range amounts {
		f.sum += a
	}
	f.average = f.sum / float64(n)
	var squares float64
	for _, a := range amounts {
		squares += float64((a - f.average) * (a - f.average)) // the conversion rounds alike on all machines
	}
	f.std = math.Sqrt(squares / float64(n))
	return f, true
}

// into writes the figures where they are wanted, nil for one that is not.
func (f figures) into(sum, average, low, high, median, std **float64) {
	put(sum, f.sum)
	put(average, f.average)
	put(low, f.min)
	put(high, f.max)
	put(median, f.median)
	put(std, f.std)
}

// put writes an amount, in hundredths, unless at is nil.
func put(at **float64, amount float64) {
	if at != nil {
		*at = new(math.Round(amount*100) / 100)
	}
}
