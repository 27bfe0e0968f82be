package data

import (
	"strings"

	"winkterm/api/wire"
	"winkterm/assets"
)

// job is one job of a person, with what it pays in a month in the currency of
// the source, as of 2026.
type job struct {
	assets.Job
	from, to    month // to is lasting while the job lasts
	base, extra money
	number      string // of the employee
	present     bool   // it is the one of the sample payslip
}

const lasting = month(10_000 * 12)

// atWork says whether the source is the very place where the work is done.
func (r *reading) atWork() bool {
	return r.Provider.Type == wire.TypeEmployer || r.Provider.Type == wire.TypeGig
}

// career gives the jobs that the source knows, the first one first: those of one's own,
// which are paid as the present job is.
func (r *reading) career() []job {
	list, ok := own(r, wire.DataEmployments, likeEmployment)
	if !ok {
		return r.Own.cut(r.madeCareer())
	}
	base, extra := r.salary()
	jobs := make([]job, len(list))
	for i, e := range list {
		jobs[i] = job{from: parseMonth(e.StartDate), to: lasting, base: base, extra: extra}
		if e.Employer != nil {
			jobs[i].Employer = *e.Employer
		}
		if e.EndDate != nil {
			jobs[i].to = parseMonth(*e.EndDate)
		}
	}
	return jobs
}

func (r *reading) madeCareer() []job {
	jobs := make([]job, len(r.life.Jobs))
	base, extra := r.salary()
	for i, known := range r.life.Jobs {
		j := job{Job: known, from: r.lived(known.From), to: lasting, present: known.To == "", number: r.employeeNumber(known.Employer, i)}
		if !j.present {
			j.to = r.lived(known.To)
		}
		j.base, j.extra = base.times(int64(known.Pay), 100, r.here.Note), extra.times(int64(known.Pay), 100, r.here.Coin)
		jobs[i] = j
	}
	now := &jobs[len(jobs)-1]
	if r.documented() {
		now.number = r.life.Payslip.Page.EmployeeID
	}
	if r.atWork() {
		r.move(now)
	}
	if r.atWork() || r.Provider.Type == wire.TypeSystem {
		return jobs[len(jobs)-1:]
	}
	return jobs
}

// lived gives a month of the life, which the assets always have, in the decade of the
// source. The career of an alias began earlier, and that of a person of
// one's own.
func (r *reading) lived(text string) month {
	m := parseMonth(text)
	if !r.documented() {
		m -= month(r.luck.on(1).below(18))
	}
	return m + r.era
}

// salary gives what the present job pays in a month, the base and what comes on
// top, in the currency of the source. The sample payslip has it for one period.
func (r *reading) salary() (base, extra money) {
	home := countryOf(r.Person.Country)
	slip := r.life.Payslip
	base = cents(slip.Page.Earnings[0].Amount) * money(home.periods())
	extra = cents(*slip.Values.GrossAmount)*money(home.periods()) - base
	factor := int64(100)
	if !r.documented() {
		factor = int64(65 + r.luck.on(2).below(34)) // 65 to 98
		if r.luck.on(3).below(2) == 0 {
			factor = 200 - factor // or 102 to 135
		}
	}
	if r.atWork() {
		factor = factor * int64(80+r.place().on(1).below(41)) / 100
	}
	base = home.exchange(base.times(factor, 100, home.Note), r.here)
	extra = home.exchange(extra.times(factor, 100, home.Coin), r.here)
	return base, extra
}

// place is the luck of the person at this provider.
func (r *reading) place() dice { return cast(uint64(r.luck), r.Provider.ID) }

// move makes a job one with the provider itself.
func (r *reading) move(j *job) {
	j.Employer = r.Provider.LongName
	if r.Provider.Type == wire.TypeGig {
		g := r.gig()
		j.Work, j.Title, j.Department, j.Description = g.Work, g.Title, g.Department, g.Work+" by way of "+r.Provider.Name
	}
	j.number = r.employeeNumber(j.Employer, 0)
	j.from -= month(r.place().on(2).below(12))
	j.present = false
}

// employeeNumber is the employer's initials and four digits.
func (r *reading) employeeNumber(employer string, n int) string {
	var b strings.Builder
	for _, word := range strings.Fields(employer) {
		if c := word[0]; c >= 'A' && c <= 'Z' && b.Len() < 3 {
			b.WriteByte(c)
		}
	}
	return b.String() + cast(uint64(r.luck), employer).on(int64(n)).fill("-####")
}

// at gives the base pay of a month: it is raised by 4 % each January.
func (r *reading) at(j *job, m month) money {
	base := j.base
	for year := m.year(); year < livesFrom+r.era.year(); year++ {
		base = base.times(100, 104, r.here.Note)
	}
	for year := m.year(); year > livesFrom+r.era.year(); year-- {
		base = base.times(104, 100, r.here.Note)
	}
	return base
}

func employments(r *reading) []wire.Employment {
	if r.Payslip != nil {
		return slipEmployments(r)
	}
	var items []wire.Employment
	for i, j := range r.career() {
		e := wire.Employment{
			Origin: r.origin("e", i, 0), Name: new(j.Work), Description: new(j.Description), JobTitle: new(j.Title),
			Department: new(j.Department), Employer: new(j.Employer), EmployeeNumber: new(j.number),
			EmployerNumber: new(cast(r.Seed, j.Employer).fill("ER-######")),
			Status:         new("Permanent"), StartDate: j.from.first().String(),
		}
		if j.to != lasting {
			e.Status, e.EndDate = new("Separated"), new(j.to.last().String())
		}
		if r.Provider.Type == wire.TypeGovernment { // employers report by the end of the month
			e.ReportedDate = new(j.from.last().String())
		}
		items = append(items, e)
	}
	return items
}
