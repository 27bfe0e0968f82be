package data

import (
	"cmp"
	"math"
	"strings"
	"time"

	"winkterm/api/wire"
)

// Each of these makes up an item of one's own, of which what is given is already known:
// where it is the one at an index as they are written, newest first, and nothing says
// when, it is of as many months before the first sync.

// ago is the last month that is whole at the first sync, or so many before.
func (r *reading) ago(i int) month { return r.start().month() - 1 - month(i) }

// round is an amount in hundredths.
func round(amount float64) float64 { return math.Round(amount*100) / 100 }

// amountOr gives the first of the fields that is there, else an amount.
func (g given) amountOr(otherwise money, names ...string) float64 {
	if n, ok := g.number(names...); ok {
		return n
	}
	return otherwise.float()
}

func likeIncome(r *reading, g given, i int) wire.Income {
	first := g.day("startDate", r.ago(i).first())
	in := wire.Income{StartDate: first.String(), Currency: r.here.Currency, Frequency: wire.PayPeriod(cmp.Or(g.text("frequency"), string(wire.PayMonthly)))}
	last := dayOf(first.time().AddDate(0, 1, -1))
	switch in.Frequency { //nolint:exhaustive // the others are taken for months
	case wire.PayWeekly:
		last = first + 6
	case wire.PaySemimonthly:
		last = min(first+14, first.month().last())
	}
	in.EndDate = new(last.String())
	if j := r.payroll().job(first.month()); r.atWork() {
		in.Employer = &r.Provider.LongName
	} else if j != nil {
		in.Employer = &j.Employer
	}
	base, extra := r.salary()
	share := *r.life.Payslip.Values.NetAmount / *r.life.Payslip.Values.GrossAmount
	gross := g.amountOr(base+extra, "grossAmount", "baseAmount")
	if net, ok := g.number("netAmount"); ok && g["grossAmount"] == nil && g["baseAmount"] == nil {
		gross = net / share
	}
	in.GrossAmount = new(round(gross))
	if r.Provider.Type != wire.TypeGovernment {
		in.NetAmount = new(round(gross * share))
	}
	return in
}

func likeEmployment(r *reading, g given, i int) wire.Employment {
	jobs := r.madeCareer()
	j := jobs[max(0, len(jobs)-1-i)]
	start := (r.start().month() - 12*month(i+1)).first()
	e := wire.Employment{
		Name: new(j.Work), Description: new(j.Description), JobTitle: new(j.Title), Department: new(j.Department),
		Employer: new(cmp.Or(g.text("employer"), j.Employer)), Status: new("Permanent"), StartDate: start.String(),
	}
	if end := g.day("endDate", start); g.text("startDate") == "" && i > 0 || end < start {
		e.EndDate = new((start.month() + 11).last().String())
		e.StartDate = min(start, dayOf(end.time().AddDate(-1, 0, 0))).String()
	}
	if e.EndDate != nil || g.text("endDate") != "" {
		e.Status = new("Separated")
	}
	e.EmployeeNumber = new(r.employeeNumber(*e.Employer, i))
	e.EmployerNumber = new(cast(r.Seed, *e.Employer).fill("ER-######"))
	return e
}

func likeContribution(r *reading, _ given, i int) wire.Contribution {
	base, extra := r.salary()
	return wire.Contribution{
		Date: r.ago(i).last().String(), Currency: r.here.Currency,
		Amount:      schemeOf(r.Provider).contribution(base, base+extra, r.here.Coin).float(),
		ReferenceID: string(reference(nil, "PA", r.place().on(int64(i)))),
	}
}

func likeTransaction(r *reading, _ given, i int) wire.Transaction {
	base, _ := r.salary()
	luck := r.place().on(int64(i))
	tasks := r.gig().Tasks
	return wire.Transaction{
		Date: (r.start() - day(7*i) - 1).String(), Description: &tasks[luck.below(len(tasks))], Currency: r.here.Currency,
		Amount: base.times(1, 28, r.here.Coin).float(), ReferenceID: new(string(reference(nil, "TX", luck))),
	}
}

func likeLiability(r *reading, g given, i int) wire.Liability {
	base, _ := r.salary()
	first := g.day("startDate", r.ago(11+i).first())
	loan := g.amountOr(base, "loanAmount")
	rate := g.amountOr(cents(loan/12), "amortizationAmount")
	left := g.amountOr(cents(loan), "outstandingBalance")
	overdue := g.amountOr(0, "overduePaymentAmount")
	return wire.Liability{
		Type: "Salary Loan", ReferenceID: string(reference(nil, "LN", r.place().on(int64(i)))),
		StartDate: first.String(), FirstAmortizationDate: dayOf(first.time().AddDate(0, 1, 0)).String(),
		EndDate: dayOf(first.time().AddDate(1, 0, 0)).String(), AmortizationFrequency: wire.PayMonthly,
		Currency: r.here.Currency, LoanAmount: loan, AmortizationAmount: &rate, OutstandingBalance: &left,
		NextPaymentAmount: new(min(rate+overdue, left)), OverduePaymentAmount: &overdue,
	}
}

func likeEincome(r *reading, g given, i int) wire.Eincome {
	base, extra := r.salary()
	amount := g.amountOr(base+extra, "amount", "baseAmount")
	return wire.Eincome{Month: r.ago(i).String(), Currency: r.here.Currency, Amount: &amount, BaseAmount: &amount}
}

func likeRating(r *reading, g given, _ int) wire.Rating {
	rating := ratings(r)[0]
	most := g.amountOr(cents(*rating.MaxRating), "maxRating")
	now := g.amountOr(cents(*rating.CurrentRating), "currentRating")
	if most > 0 {
		rating.CalculatedPercentage = new(round(now / most * 100))
	}
	return rating
}

func likeDocument(r *reading, g given, i int) wire.Document {
	number := cmp.Or(g.text("docId"), cast(uint64(r.luck), "document").on(int64(i)).fill("@@-######"))
	return wire.Document{
		Name: "Document", DocID: &number, Type: wire.DocumentIdentification,
		IssueDate: new(r.ago(i).first().String()), FileURL: new(r.file(number)),
	}
}

func likeIdentity(r *reading, g given, _ int) wire.Identity {
	who := identities(r)[0]
	if name := g.text("fullName"); name != "" {
		first, last, _ := strings.Cut(name, " ")
		who.FirstName, who.MiddleName, who.LastName, who.Suffix = &first, nil, optional(last), nil
	} else if g.text("firstName")+g.text("lastName") != "" {
		who.FullName = strings.TrimSpace(cmp.Or(g.text("firstName"), *who.FirstName) + " " + g.text("lastName"))
	}
	return who
}

func likeInsight(r *reading, _ given, _ int) wire.Insight {
	return wire.Insight{CutoffTime: r.Since, Features: r.features(r.Since)}
}

func likeLink(r *reading, g given, _ int) wire.Link {
	l := links(r)[0]
	if end, err := time.Parse(time.RFC3339, g.text("endDate")); err == nil {
		l.StartDate = new(end.AddDate(-2, 0, 0))
	}
	return l
}
