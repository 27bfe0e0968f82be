package data

import "winkterm/api/wire"

// Eincomes gives the estimated incomes of a source, newest first: one of each
// whole month with income. They are the gross incomes of the periods that begin
// in the month; of a source without incomes, the pay that its contributions are
// reckoned from, up to the ceiling, or else what its transactions come to.
func Eincomes(s Source) []wire.Eincome {
	return list(s, wire.DataEIncomes, turned((*reading).eincomes))
}

func (r *reading) eincomes() []wire.Eincome {
	var items []wire.Eincome
	for _, e := range r.estimates() {
		amount := new(e.amount.float())
		items = append(items, wire.Eincome{
			EincomePayload: wire.EincomePayload{
				ID: r.id("einc", r.ID, len(items)), Month: r.month(e.month), Currency: r.here.currency,
				Amount: amount, BaseAmount: amount,
			},
			Metadata: r.metadata(e.known),
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

// estimates reckons by what the source serves, oldest first.
func (r *reading) estimates() []estimate {
	switch {
	case r.has(wire.DataIncomes):
		return r.byIncomes()
	case r.has(wire.DataContributions):
		return r.byContributions()
	case r.has(wire.DataTransactions):
		return r.byTransactions()
	case r.has(wire.DataEIncomes):
		return r.byIncomes()
	}
	return nil
}

// byIncomes counts an income for the month in which its period begins, so a
// month of weeks is whole once the last week that begins in it is over.
func (r *reading) byIncomes() []estimate {
	var list []estimate
	for _, e := range r.earned() {
		m := e.first.month()
		whole := m.last()
		if e.frequency == wire.PayWeekly {
			whole = (m + 1).monday() - 1
		}
		list = add(list, m, whole, e.gross)
	}
	return r.whole(list)
}

func (r *reading) byContributions() []estimate {
	var list []estimate
	fund := schemeOf(r.Provider)
	for _, d := range r.dues() {
		list = add(list, d.on.month(), d.on, d.amount.times(1000, fund.rate, 1))
	}
	return r.whole(list)
}

func (r *reading) byTransactions() []estimate {
	var list []estimate
	for _, p := range r.payouts() {
		list = add(list, p.on.month(), p.on.month().last(), p.amount)
	}
	return r.whole(list)
}

// add adds an amount to its month, the last one or one after it.
func add(list []estimate, m month, known day, amount money) []estimate {
	if n := len(list); n > 0 && list[n-1].month == m {
		list[n-1].amount += amount
		return list
	}
	return append(list, estimate{m, known, amount})
}

// whole drops a last month that is not over.
func (r *reading) whole(list []estimate) []estimate {
	if n := len(list); n > 0 && list[n-1].known > r.end() {
		return list[:n-1]
	}
	return list
}
