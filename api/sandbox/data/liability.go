package data

import (
	"slices"

	"winkterm/api/wire"
)

// missed is how many payments a borrower who stopped has missed by the first sync.
const missed = 2

// loan is one loan and where it stands.
type loan struct {
	plan
	place        int
	start        day
	first        month // of the payments, each on the first day of its month
	amount, rate money
}

func liabilities(r *reading) []wire.Liability {
	loans := r.loans()
	items := make([]wire.Liability, len(loans))
	for i, l := range loans {
		items[i] = r.liability(l)
	}
	return items
}

// loans gives the loans by the day on which they began.
func (r *reading) loans() []loan {
	kinds := row(tables().Loans, r.Provider.ID)
	base, _ := r.salary()
	luck := cast(uint64(r.place()), "loans")
	var list []loan
	for i, p := range kinds[:1+luck.below(len(kinds))] {
		m := r.start().month() - month(p.Ago+luck.on(int64(i)).below(p.Spread+1))
		l := loan{plan: p, place: i, start: m.first() + day(luck.on(int64(i)+10).below(25)), first: m + 2}
		l.amount = max(base.times(int64(p.Pay), 10, r.here.Note), r.here.Note)
		l.rate = l.amount.times(int64(100+p.Interest), int64(100*p.Term), r.here.Coin)
		list = append(list, l)
	}
	slices.SortFunc(list, func(a, b loan) int { return int(a.start - b.start) })
	return list
}

// due is how many payments were due by a day.
func (l loan) due(by day) int { return min(max(int(by.month()-l.first)+1, 0), l.Term) }

func (r *reading) liability(l loan) wire.Liability {
	due := l.due(r.end())
	paid := due
	if l.Stopped {
		paid = max(l.due(r.start())-missed, 0)
	}
	outstanding, overdue := l.rate*money(l.Term-paid), l.rate*money(due-paid)
	next := min(overdue+l.rate, outstanding)
	return wire.Liability{
		Origin: r.origin("lia", l.place, 0), Type: l.Kind, ReferenceID: string(reference(nil, "LN", cast(uint64(r.place()), l.Kind))),
		StartDate: l.start.String(), FirstAmortizationDate: l.first.first().String(),
		EndDate: (l.first + month(l.Term-1)).first().String(), AmortizationFrequency: wire.PayMonthly,
		Currency: r.here.Currency, LoanAmount: l.amount.float(), AmortizationAmount: new(l.rate.float()),
		OutstandingBalance: new(outstanding.float()), NextPaymentAmount: new(next.float()), OverduePaymentAmount: new(overdue.float()),
	}
}
