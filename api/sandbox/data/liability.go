package data

import (
	"slices"

	"winkterm/api/wire"
)

// plan is a kind of loan that people take.
type plan struct {
	kind string
	// ago is how many months before the first sync it began, or up to spread more.
	ago, spread int
	term        int  // monthly payments
	pay         int  // the loan, in tenths of a month's base pay
	interest    int  // percent of the loan, for the whole term
	stopped     bool // the borrower pays no more
}

// plans are the loans by provider id, those of all others under no id.
var plans = map[string][]plan{
	"": {
		{"Salary Loan", 7, 12, 24, 20, 12, false},
		{"Calamity Loan", 34, 12, 24, 10, 9, false},
		{"Emergency Loan", 4, 3, 12, 5, 6, true},
	},
	"pagibig_ph": {
		{"Multi-Purpose Loan", 5, 14, 24, 15, 11, false},
		{"Housing Loan", 30, 30, 180, 300, 55, false},
	},
}

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

// Liabilities gives the loans of a source, newest first, as of its last sync:
// one to three, whose balance is what is still to be paid with the interest.
func Liabilities(s Source) []wire.Liability {
	return list(s, wire.DataLiabilities, liabilities)
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
	kinds := plans[r.Provider.ID]
	if kinds == nil {
		kinds = plans[""]
	}
	base, _ := r.salary()
	luck := cast(uint64(r.place()), "loans")
	var list []loan
	for i, p := range kinds[:1+luck.below(len(kinds))] {
		m := r.start().month() - month(p.ago+luck.on(int64(i)).below(p.spread+1))
		l := loan{plan: p, place: i, start: m.first() + day(luck.on(int64(i)+10).below(25)), first: m + 2}
		l.amount = max(base.times(int64(p.pay), 10, r.here.note), r.here.note)
		l.rate = l.amount.times(int64(100+p.interest), int64(100*p.term), r.here.coin)
		list = append(list, l)
	}
	slices.SortFunc(list, func(a, b loan) int { return int(a.start - b.start) })
	return list
}

// due is how many payments were due by a day.
func (l loan) due(by day) int { return min(max(int(by.month()-l.first)+1, 0), l.term) }

func (r *reading) liability(l loan) wire.Liability {
	due := l.due(r.end())
	paid := due
	if l.stopped {
		paid = max(l.due(r.start())-missed, 0)
	}
	outstanding, overdue := l.rate*money(l.term-paid), l.rate*money(due-paid)
	next := min(overdue+l.rate, outstanding)
	return wire.Liability{
		Origin: r.origin("lia", l.place, 0), Type: l.kind, ReferenceID: string(reference(nil, "LN", cast(uint64(r.place()), l.kind))),
		StartDate: l.start.String(), FirstAmortizationDate: l.first.first().String(),
		EndDate: (l.first + month(l.term-1)).first().String(), AmortizationFrequency: wire.PayMonthly,
		Currency: r.here.currency, LoanAmount: l.amount.float(), AmortizationAmount: new(l.rate.float()),
		OutstandingBalance: new(outstanding.float()), NextPaymentAmount: new(next.float()), OverduePaymentAmount: new(overdue.float()),
	}
}
