package data

import "winkterm/api/wire"

// Contributions gives the contributions of a source, newest first: one at the
// end of each month with a job, of the last 36 to 60 months.
func Contributions(s Source) []wire.Contribution {
	return list(s, wire.DataContributions, contributions)
}

func contributions(r *reading) []wire.Contribution {
	dues := r.dues()
	luck := cast(uint64(r.place()), "contributions")
	items := make([]wire.Contribution, len(dues))
	for i, d := range dues {
		c := &items[i]
		c.ID, c.Date, c.ReferenceID = r.texts("c", i, d.on, "PA", luck.on(int64(d.on)))
		c.Currency, c.Amount, c.Metadata = r.here.Currency, d.amount.float(), r.metadata(d.on)
	}
	return items
}

// due is one contribution.
type due struct {
	on     day
	amount money
}

// dues gives the contributions by the last sync, oldest first.
func (r *reading) dues() []due {
	p, fund := r.payroll(), schemeOf(r.Provider)
	from, to := r.back("contributions", 36, 24), r.end().month()
	list := make([]due, 0, to-from+1)
	var paid []period
	for m := from; m <= to && m.last() <= r.end(); m++ {
		paid = p.month(paid[:0], m)
		var base, gross money
		for _, at := range paid {
			base, gross = base+at.base, gross+at.gross
		}
		if base > 0 {
			list = append(list, due{m.last(), fund.contribution(base, gross, r.here.Coin)})
		}
	}
	return list
}
