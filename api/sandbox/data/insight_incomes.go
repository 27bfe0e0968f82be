package data

import "winkterm/api/wire"

// incomeFeatures writes the figures of the estimated incomes, which come oldest
// first. Windows end with the last whole month.
func incomeFeatures(f *wire.Features, list []estimate, now, whole month) {
	if len(list) == 0 {
		return
	}
	f.IncomesCount = new(len(list))
	f.IncomesFirstIncomeMonthRange = new(int(now - list[0].month))
	gapFeatures(f, list)
	amounts := make([]float64, len(list))
	for i, e := range list {
		amounts[i] = e.amount.float()
	}
	if all, ok := figuresOf(amounts); ok {
		all.into(&f.IncomesSum, &f.IncomesAverage, &f.IncomesMin, &f.IncomesMax, &f.IncomesMedian, &f.IncomesStd)
	}
	windowFeatures(f, list, amounts, whole)
	last := list[len(list)-1]
	put(&f.IncomesStartingAmount, list[0].amount.float())
	put(&f.IncomesCurrentAmount, last.amount.float())
	for _, e := range list {
		if e.month == last.month-12 && e.amount > 0 { // as a share of what it was then
			put(&f.IncomesLatestGrowth, float64(last.amount-e.amount)/float64(e.amount))
		}
	}
}

// gapFeatures counts the gaps, and the months without income in the longest one.
func gapFeatures(f *wire.Features, list []estimate) {
	count, longest := 0, 0
	for i := 1; i < len(list); i++ {
		if missing := int(list[i].month-list[i-1].month) - 1; missing > 0 {
			count, longest = count+1, max(longest, missing)
		}
	}
	f.IncomesMissingMonthCount, f.IncomesMissingMonthMax = &count, &longest
}

// windowFeatures writes the figures of the last months, of all amounts of the
// list. A window without any income has none.
func windowFeatures(f *wire.Features, list []estimate, all []float64, whole month) {
	for _, w := range []struct {
		months                               month
		sum, average, low, high, median, std **float64
	}{
		{3, &f.IncomesLast3Sum, &f.IncomesLast3Average, &f.IncomesLast3Min, &f.IncomesLast3Max, &f.IncomesLast3Median, &f.IncomesLast3Std},
		{6, &f.IncomesLast6Sum, &f.IncomesLast6Average, &f.IncomesLast6Min, &f.IncomesLast6Max, &f.IncomesLast6Median, &f.IncomesLast6Std},
		{9, &f.IncomesLast9Sum, &f.IncomesLast9Average, &f.IncomesLast9Min, &f.IncomesLast9Max, &f.IncomesLast9Median, &f.IncomesLast9Std},
		{12, &f.IncomesLast12Sum, &f.IncomesLast12Average, &f.IncomesLast12Min, &f.IncomesLast12Max, &f.IncomesLast12Median, &f.IncomesLast12Std},
		{18, &f.IncomesLast18Sum, &f.IncomesLast18Average, &f.IncomesLast18Min, &f.IncomesLast18Max, &f.IncomesLast18Median, &f.IncomesLast18Std},
	} {
		from := 0
		for from < len(list) && list[from].month <= whole-w.months {
			from++
		}
		amounts := all[from:]
		found, ok := figuresOf(amounts)
		if !ok {
			continue
		}
		found.into(w.sum, w.average, w.low, w.high, w.median, w.std)
		if w.months == 18 {
			n := 0
			for _, a := range amounts {
				if a == found.max {
					n++
				}
			}
			f.IncomesLast18MaxCount = new(float64(n))
		}
	}
}
