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
	return [6]float64{sum, average, sorted[0], sorted[n-1], (sorted[(n-1)/2] + sorted[n/2]) / 2, math.Sqrt(squares / float64(n))}
}

// liabilityFeatures writes the figures of the loans. A count and a total are there
// without any loan as well, the rest is not.
func liabilityFeatures(f wire.Features, items []wire.Liability) {
	var loans, outstanding, overdue, ongoing, payments []float64
	for _, l := range items {
		loans = append(loans, l.LoanAmount)
		payments = append(payments, paymentsOf(l)...)
		if *l.OverduePaymentAmount > 0 {
			overdue = append(overdue, *l.OverduePaymentAmount)
		}
		if *l.OutstandingBalance > 0 {
			outstanding = append(outstanding, *l.OutstandingBalance)
			ongoing = append(ongoing, *l.AmortizationAmount)
		}
	}
	f["liabilities_loan_count"], f["liabilities_finished_loan_count"] = len(loans), len(loans)-len(outstanding)
	f["liabilities_outstanding_loan_count"], f["liabilities_overdue_loan_count"] = len(outstanding), len(overdue)
	f["liabilities_payment_count"] = len(payments)
	for i, amounts := range [...][]float64{loans, outstanding, overdue, ongoing, payments} {
		if len(amounts) == 0 {
			put(f, liabilityNames[i][0], 0)
		}
		putFigures(f, liabilityNames[i], amounts)
	}
}

// liabilityNames are the figures of the loans, of what is outstanding and overdue,
// of the payments to come, and of those made.
var liabilityNames = [...]figureNames{
	{"liabilities_loan_amount_total", "liabilities_loan_amount_average", "liabilities_loan_amount_min", "liabilities_loan_amount_max", "", "liabilities_loan_amount_std"},
	{"liabilities_outstanding_amount_total", "liabilities_outstanding_amount_average", "", "liabilities_outstanding_amount_max"},
	{"liabilities_overdue_amount_total", "liabilities_overdue_amount_average"},
	allFigures("liabilities_ongoing_amortization_amount_"),
	allFigures("liabilities_payment_amount_"),
}

// paymentsOf gives the payments made for a loan: all alike, and as many as the
// balance has fallen by.
func paymentsOf(l wire.Liability) []float64 {
	first := parseMonth(l.FirstAmortizationDate)
	last := parseMonth(l.EndDate)
	if *l.AmortizationAmount <= 0 {
		return nil
	}
	all := max(0, float64(last-first)+1)
	paid := all - math.Round(*l.OutstandingBalance / *l.AmortizationAmount)
	return slices.Repeat([]float64{*l.AmortizationAmount}, int(min(max(0, paid), all)))
}
