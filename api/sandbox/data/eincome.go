package data

import "winkterm/api/wire"

func eincomes(r *reading) []wire.Eincome {
	var items []wire.Eincome
	for _, e := range r.estimates() {
		amount := new(e.amount.float())
		items = append(items, wire.Eincome{
			Origin: r.origin("einc", len(items), e.known), Month: e.month.String(), Currency: r.here.Currency,
			Amount: amount, BaseAmount: amount,
		})
	}
	return items
}

// estimate is what was earned in a month; it is known once the month is whole.
type estimate struct {
	month  month
	known  day
	amount money
}

// estimates are reckoned by what the source serves, oldest first. A last month that
// is not whole is left out.
func (r *reading) estimates() []estimate {
	var list []estimate
	mine, estimated := own(r, wire.DataEIncomes, likeEincome)
	switch {
	case estimated:
		for _, e := range mine {
			m := parseMonth(e.Month)
			for _, amount := range []*float64{e.BaseAmount, e.Amount} {
				if amount != nil {
					list = append(list, estimate{m, m.last(), cents(*amount)})
					break
				}
			}
		}
	case !r.has(wire.DataIncomes) && r.has(wire.DataContributions):
		fund := schemeOf(r.Provider)
		for _, d := range r.dues() {
			list = add(list, d.on.month(), d.on, d.amount.times(1000, fund.Rate, 1))
		}
	case !r.has(wire.DataIncomes) && r.has(wire.DataTransactions):
		for _, p := range r.payouts() {
			list = add(list, p.on.month(), p.on.month().last(), p.amount)
		}
	case r.has(wire.DataIncomes), r.has(wire.DataEIncomes):
		for _, e := range r.earned() {
			list = add(list, e.first.month(), e.wholeBy(), e.gross)
		}
	}
	if n := len(list); n > 0 && list[n-1].known > r.end() {
		return list[:n-1]
	}
	return list
}

// wholeBy is the day by which all of the month is known in which an earning begins:
// a month of weeks is whole once the last week that begins in it is over.
func (e earning) wholeBy() day {
	m := e.first.month()
	if e.frequency == wire.PayWeekly {
		return (m + 1).monday() - 1
	}
	return m.last()
}

// add adds an amount to its month, the last one or one after it.
func add(list []estimate, m month, known day, amount money) []estimate {
	if n := len(list); n > 0 && list[n-1].month == m {
		list[n-1].amount += amount
		return list
	}
	return append(list, estimate{m, known, amount})
}
