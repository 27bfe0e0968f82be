package data

import "winkterm/api/wire"

func incomes(r *reading) []wire.Income {
	if r.Payslip != nil {
		return slipIncomes(r)
	}
	earned := r.earned()
	items := make([]wire.Income, len(earned))
	for i, e := range earned {
		in := wire.Income{
			Origin: r.origin("inc", i, e.last), WorkItem: e.work, Employer: e.employer,
			StartDate: e.first.String(), EndDate: new(e.last.String()),
			Currency: r.here.Currency, Frequency: e.frequency, GrossAmount: new(e.gross.float()),
		}
		if r.Provider.Type != wire.TypeGovernment { // a fund knows the gross pay alone
			in.NetAmount = new(e.net.float())
			if e.base > 0 {
				in.BaseAmount = new(e.base.float())
			}
		}
		items[i] = in
	}
	return items
}

// earning is what was earned in a period. Platforms pay no base.
type earning struct {
	period
	employer, work *string
	frequency      wire.PayPeriod
}

// earned gives what was earned by the last sync, oldest first.
func (r *reading) earned() []earning {
	if mine, ok := own(r, wire.DataIncomes, likeIncome); ok {
		return ownEarnings(mine)
	}
	if r.Provider.Type == wire.TypeGig {
		return r.weeks()
	}
	p, frequency := r.payroll(), wire.PayMonthly
	if r.here.Twice {
		frequency = wire.PaySemimonthly
	}
	paid := p.paid(r.back("incomes", 12, 12))
	list := make([]earning, len(paid))
	for i, at := range paid {
		list[i] = earning{at, &p.job(at.first.month()).Employer, nil, frequency}
	}
	return list
}

// ownEarnings are what incomes of one's own come to.
func ownEarnings(list []wire.Income) []earning {
	earned := make([]earning, len(list))
	for i, in := range list {
		e := earning{employer: in.Employer, work: in.WorkItem, frequency: in.Frequency}
		e.first, _ = parseDay(in.StartDate)
		for _, amount := range []*float64{in.BaseAmount, in.NetAmount, in.GrossAmount} {
			if amount != nil {
				e.gross = cents(*amount)
			}
		}
		earned[i] = e
	}
	return earned
}

// weeks adds up the payouts of each week that is over.
func (r *reading) weeks() []earning {
	payouts, work := r.payouts(), r.gig().Work
	list := make([]earning, 0, len(payouts)/2)
	for len(payouts) > 0 {
		monday := payouts[0].on - day(payouts[0].on.weekday())
		week := period{first: monday, last: monday + 6}
		for len(payouts) > 0 && payouts[0].on <= week.last {
			week.net += payouts[0].amount
			payouts = payouts[1:]
		}
		if week.last <= r.end() {
			week.gross = beforeFee(r, week.net)
			list = append(list, earning{week, &r.Provider.LongName, &work, wire.PayWeekly})
		}
	}
	return list
}
