package data

import (
	"fmt"
	"slices"

	"winkterm/api/wire"
)

// incomeFeatures writes the figures of the estimated incomes, which come oldest
// first. Windows end with the last whole month.
func incomeFeatures(f wire.Features, list []estimate, now, whole month) {
	if len(list) == 0 {
		return
	}
	amounts := make([]float64, len(list))
	for i, e := range list {
		amounts[i] = e.amount.float()
	}
	first, last := list[0], list[len(list)-1]
	f["incomes_count"] = len(list)
	f["incomes_first_income_month_range"] = int(now - first.month)
	put(f, "incomes_starting_amount", first.amount.float())
	put(f, "incomes_current_amount", last.amount.float())
	putFigures(f, incomeNames, amounts)
	gaps, longest := 0, 0
	for i := 1; i < len(list); i++ {
		if missing := int(list[i].month-list[i-1].month) - 1; missing > 0 {
			gaps, longest = gaps+1, max(longest, missing)
		}
	}
	f["incomes_missing_month_count"], f["incomes_missing_month_max"] = gaps, longest
	windowFeatures(f, list, amounts, whole)
	for _, e := range list {
		if e.month == last.month-12 && e.amount > 0 { // as a share of what it was then
			put(f, "incomes_latest_growth", float64(last.amount-e.amount)/float64(e.amount))
		}
	}
}

// windows are how many months the figures of the last months look back.
var windows = [...]month{3, 6, 9, 12, 18}

var (
	incomeNames = allFigures("incomes_amount_")
	windowNames = func() (names [len(windows)]figureNames) {
		for i, months := range windows {
			names[i] = allFigures(fmt.Sprintf("incomes_last%d_months_amount_", months))
		}
		return names
	}()
)

// windowFeatures writes the figures of the last months, of all amounts of the
// list. A window without any income has none.
func windowFeatures(f wire.Features, list []estimate, all []float64, whole month) {
	for i, months := range windows {
		from := 0
		for from < len(list) && list[from].month <= whole-months {
			from++
		}
		putFigures(f, windowNames[i], all[from:])
		if months == 18 && from < len(all) {
			most, n := slices.Max(all[from:]), 0
			for _, a := range all[from:] {
				if a == most {
					n++
				}
			}
			f["incomes_last18_months_max_amount_count"] = n
		}
	}
}
