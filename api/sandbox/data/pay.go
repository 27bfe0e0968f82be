package data

import (
	"winkterm/api/wire"
	"winkterm/assets"
)

// period is a pay period and what was paid for it.
type period struct {
	first, last      day
	base, gross, net money
}

// payroll pays the jobs of a source.
type payroll struct {
	*reading
	jobs    []job
	luck    dice
	samples map[[2]day]period // of the sample payslips, by first and last day
}

func (r *reading) payroll() *payroll {
	p := &payroll{reading: r, jobs: r.career(), luck: cast(uint64(r.luck), "pay")}
	if r.documented() && r.era == 0 && r.Provider.Country == r.Person.Country {
		p.samples = map[[2]day]period{}
		for _, slip := range assets.Payslips() {
			if slip.Person == r.Person.Name {
				v := slip.Values
				first, _ := parseDay(*v.StartDate)
				last, _ := parseDay(*v.EndDate)
				p.samples[[2]day{first, last}] = period{
					first, last, cents(slip.Page.Earnings[0].Amount), cents(*v.GrossAmount), cents(*v.NetAmount),
				}
			}
		}
	}
	return p
}

// job gives the job of a month, nil between two jobs.
func (p *payroll) job(m month) *job {
	for i := range p.jobs {
		if j := &p.jobs[i]; j.from <= m && m <= j.to {
			return j
		}
	}
	return nil
}

// paid gives the pay periods that begin with a month and are over by the last sync:
// one or two a month, none between two jobs.
func (p *payroll) paid(from month) []period {
	to := p.end().month()
	list := make([]period, 0, int(to-from+1)*int(p.here.periods()))
	for m := from; m <= to; m++ {
		j := p.job(m)
		if j == nil {
			continue
		}
		base, first := p.at(j, m), m.first()
		if p.here.Twice {
			list = append(list, p.pay(period{first: first, last: first + 14}, j, base))
			first += 15
		}
		list = append(list, p.pay(period{first: first, last: m.last()}, j, base))
	}
	for len(list) > 0 && list[len(list)-1].last > p.end() {
		list = list[:len(list)-1]
	}
	return list
}

// pay reckons a period: what comes on top of the base differs each time, but
// what stands on a sample payslip was paid indeed. The end of December brings a
// month's pay more, a twelfth of it for each month of the year in the job.
func (p *payroll) pay(at period, j *job, base money) period {
	if slip, ok := p.samples[[2]day{at.first, at.last}]; ok && j.present {
		return slip
	}
	n, m := p.here.periods(), at.first.month()
	at.base = base.times(1, n, p.here.Coin)
	swing := 105 - p.luck.on(int64(at.first)).below(p.life.Swing+6)
	at.gross = at.base + j.extra.times(int64(swing), 100*n, p.here.Coin)
	if m.number() == 12 && at.last == m.last() {
		at.gross += base.times(int64(min(12, m-j.from+1)), 12, p.here.Coin)
	}
	// What the sample payslip takes off, in proportion.
	v := p.life.Payslip.Values
	at.net = at.gross.times(int64(cents(*v.NetAmount)), int64(cents(*v.GrossAmount)), p.here.Coin)
	return at
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
func (r *reading) dues() (list []due) {
	if mine, ok := own(r, wire.DataContributions, likeContribution); ok {
		for _, c := range mine {
			on, _ := parseDay(c.Date)
			list = append(list, due{on, cents(c.Amount)})
		}
		return list
	}
	p, fund := r.payroll(), schemeOf(r.Provider)
	paid := p.paid(r.back("contributions", 36, 24))
	list = make([]due, 0, len(paid))
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
