package data

import "winkterm/assets"

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
	samples []period
}

func (r *reading) payroll() *payroll {
	p := &payroll{reading: r, jobs: r.career(), luck: cast(uint64(r.luck), "pay")}
	if r.Alias == "" && r.era == 0 && r.Provider.Country == r.Person.Country {
		p.samples = samplesOf(r.Person.Name)
	}
	return p
}

// samplesOf are the periods of a person's sample payslips.
func samplesOf(person string) []period {
	var list []period
	for _, slip := range assets.Payslips() {
		if slip.Person != person {
			continue
		}
		v := slip.Values
		first, _ := parseDay(*v.StartDate)
		last, _ := parseDay(*v.EndDate)
		list = append(list, period{
			first, last, cents(slip.Page.Earnings[0].Amount), cents(*v.GrossAmount), cents(*v.NetAmount),
		})
	}
	return list
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

// month appends the pay periods of a month to a list: one or two, none between
// two jobs.
func (p *payroll) month(list []period, m month) []period {
	j := p.job(m)
	if j == nil {
		return list
	}
	base, first := p.at(j, m), m.first()
	if p.here.Twice {
		list = append(list, p.pay(period{first: first, last: first + 14}, j, base))
		first += 15
	}
	list = append(list, p.pay(period{first: first, last: m.last()}, j, base))
	if end := &list[len(list)-1]; m.number() == 12 && p.sample(j, *end) == nil {
		end.gross += p.thirteenth(j, m, base)
		end.net = p.net(end.gross)
	}
	return list
}

// pay reckons a period: what comes on top of the base differs each time, but
// what stands on a sample payslip was paid indeed.
func (p *payroll) pay(at period, j *job, base money) period {
	if slip := p.sample(j, at); slip != nil {
		return *slip
	}
	n := p.here.periods()
	at.base = base.times(1, n, p.here.Coin)
	swing := 105 - p.luck.on(int64(at.first)).below(p.life.Swing+6)
	at.gross = at.base + j.extra.times(int64(swing), 100*n, p.here.Coin)
	at.net = p.net(at.gross)
	return at
}

// sample gives what a sample payslip says of a period, nil for none.
func (p *payroll) sample(j *job, at period) *period {
	for i := range p.samples {
		if s := &p.samples[i]; j.present && s.first == at.first && s.last == at.last {
			return s
		}
	}
	return nil
}

// net takes off what the sample payslip takes off, in proportion.
func (p *payroll) net(gross money) money {
	v := p.life.Payslip.Values
	return gross.times(int64(cents(*v.NetAmount)), int64(cents(*v.GrossAmount)), p.here.Coin)
}

// thirteenth is the month's pay that December brings, a twelfth of it for each
// month of the year in the job.
func (p *payroll) thirteenth(j *job, m month, base money) money {
	return base.times(int64(min(12, m-j.from+1)), 12, p.here.Coin)
}
