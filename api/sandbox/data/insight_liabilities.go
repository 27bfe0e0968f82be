package data

import (
	"math"

	"winkterm/api/wire"
)

// liabilityFeatures writes the figures of the loans. A count and a total are there
// without any loan as well, the rest is not.
func liabilityFeatures(f *wire.Features, items []wire.Liability) {
	var loans, outstanding, overdue, ongoing, payments []float64
	finished := 0
	for _, l := range items {
		loans = append(loans, l.LoanAmount)
		payments = append(payments, paymentsOf(l)...)
		if *l.OverduePaymentAmount > 0 {
			overdue = append(overdue, *l.OverduePaymentAmount)
		}
		if *l.OutstandingBalance <= 0 {
			finished++
			continue
		}
		outstanding = append(outstanding, *l.OutstandingBalance)
		ongoing = append(ongoing, *l.AmortizationAmount)
	}
	f.LiabilitiesLoanCount, f.LiabilitiesFinishedLoanCount = new(len(loans)), new(float64(finished))
	f.LiabilitiesOutstandingLoanCount, f.LiabilitiesOverdueLoanCount = new(len(outstanding)), new(len(overdue))
	f.LiabilitiesPaymentCount = new(float64(len(payments)))
	write(loans, &f.LiabilitiesLoanTotal, &f.LiabilitiesLoanAverage, &f.LiabilitiesLoanMin, &f.LiabilitiesLoanMax, nil, &f.LiabilitiesLoanStd)
	write(outstanding, &f.LiabilitiesOutstandingTotal, &f.LiabilitiesOutstandingAverage, nil, &f.LiabilitiesOutstandingMax, nil, nil)
	write(overdue, &f.LiabilitiesOverdueTotal, &f.LiabilitiesOverdueAverage, nil, nil, nil, nil)
	write(ongoing, &f.LiabilitiesAmortizationSum, &f.LiabilitiesAmortizationAverage, &f.LiabilitiesAmortizationMin,
		&f.LiabilitiesAmortizationMax, &f.LiabilitiesAmortizationMedian, &f.LiabilitiesAmortizationStd)
	write(payments, &f.LiabilitiesPaymentSum, &f.LiabilitiesPaymentAverage, &f.LiabilitiesPaymentMin,
		&f.LiabilitiesPaymentMax, &f.LiabilitiesPaymentMedian, &f.LiabilitiesPaymentStd)
}

func write(amounts []float64, sum, average, low, high, median, std **float64) {
	found, ok := figuresOf(amounts)
	if !ok {
		put(sum, 0)
		return
	}
	found.into(sum, average, low, high, median, std)
}

// paymentsOf gives the payments made for a loan: all alike, and as many as the
// balance has fallen by.
func paymentsOf(l wire.Liability) []float64 {
	first, _ := parseMonth(l.FirstAmortizationDate)
	last, _ := parseMonth(l.EndDate)
	left := int(math.Round(*l.OutstandingBalance / *l.AmortizationAmount))
	payments := make([]float64, int(last-first)+1-left)
	for i := range payments {
		payments[i] = *l.AmortizationAmount
	}
	return payments
}
