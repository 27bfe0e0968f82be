package data

import "winkterm/api/wire"

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
	paid := p.paid(r.back("contributions", 36, 24))
	list := make([]due, 0, len(paid))
	var base, gross money
	for _, at := range paid {
		base, gross = base+at.base, gross+at.gross
		if at.last == at.last.month().last() {
			list = append(list, due{at.last, fund.contribution(base, gross, r.here.Coin)})
			base, gross = 0, 0
		}
	}
	return list
}
