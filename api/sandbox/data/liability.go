package data

import (
	"slices"
	"strings"

	"winkterm/api/wire"
)

// missed is how many payments a borrower who stopped has missed by the first sync.
const missed = 2

func liabilities(r *reading) []wire.Liability {
	kinds := row(tables().Loans, r.Provider.ID)
	base, _ := r.salary()
	luck := cast(uint64(r.place()), "loans")
	items := make([]wire.Liability, 1+luck.below(len(kinds)))
	for i := range items {
		p := kinds[i]
		m := r.start().month() - month(p.Ago+luck.on(int64(i)).below(p.Spread+1))
		amount := max(base.times(int64(p.Pay), 10, r.here.Note), r.here.Note)
		l := &items[i]
		*l = wire.Liability{
			Origin: r.origin("lia", i, 0), Type: p.Kind, ReferenceID: string(reference(nil, "LN", cast(uint64(r.place()), p.Kind))),
			StartDate: (m.first() + day(luck.on(int64(i)+10).below(25))).String(), AmortizationFrequency: wire.PayMonthly,
			Currency: r.here.Currency, LoanAmount: amount.float(),
		}
		r.repay(l, p, m+2, amount.times(int64(100+p.Interest), int64(100*p.Term), r.here.Coin))
	}
	slices.SortFunc(items, func(a, b wire.Liability) int { return strings.Compare(a.StartDate, b.StartDate) })
	return items
}

// repay sets what there is to be paid for a loan from a month on, at a rate on the
// first day of each month, and where that stands.
func (r *reading) repay(l *wire.Liability, p plan, first month, rate money) {
	due := func(by day) int { return min(max(int(by.month()-first)+1, 0), p.Term) }
	paid := due(r.end())
	if p.Stopped {
		paid = max(due(r.start())-missed, 0)
	}
	outstanding, overdue := rate*money(p.Term-paid), rate*money(due(r.end())-paid)
	l.FirstAmortizationDate, l.EndDate = first.first().String(), (first + month(p.Term-1)).first().String()
	l.AmortizationAmount, l.OutstandingBalance = new(rate.float()), new(outstanding.float())
	l.NextPaymentAmount, l.OverduePaymentAmount = new(min(overdue+rate, outstanding).float()), new(overdue.float())
}
