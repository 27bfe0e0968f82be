package data

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
	"winkterm/assets"
)

// The employer on a sample payslip is the one that everybody at home knows.
func TestTheEmployerIsTheOneOnThePayslip(t *testing.T) {
	t.Parallel()
	homes := map[string][]string{
		"George": {"sss_ph", "philhealth_ph", "sahod_hr_ph", "bayan_people_ph"}, "Ryan": {"bpjs_tk_id", "gajian_id", "karyawan_id"},
		"Christina": {"cpf_sg", "payday_sg", "peoplegrid_sg"}, "Anisha": {"epfo_in", "vetan_in", "shramik_in"},
	}
	for _, l := range assets.Lives() {
		for _, provider := range homes[l.Person] {
			set := Of(sample(t, provider, l.Person, ""))
			now := set.Employments[0]
			if *now.Employer != *l.Payslip.Values.EmployerName || now.EndDate != nil || *now.EmployeeNumber != l.Payslip.Page.EmployeeID {
				t.Errorf("%s at %s works for %+v", l.Person, provider, now)
			}
			for _, in := range set.Incomes {
				if in.StartDate >= now.StartDate && *in.Employer != *now.Employer {
					t.Errorf("%s at %s is paid by %s", l.Person, provider, *in.Employer)
				}
			}
		}
		slip := Of(archive(l.Payslip.Values))
		if *slip.Employments[0].Employer != *l.Payslip.Values.EmployerName || slip.Identities[0].FullName != *l.Payslip.Values.EmployeeName {
			t.Errorf("the payslip of %s proves %+v", l.Person, slip)
		}
	}
}

// What stands on a sample payslip is what the payroll system paid.
func TestThePayrollPaidWhatThePayslipSays(t *testing.T) {
	t.Parallel()
	payrolls := map[string]string{"George": "sahod_hr_ph", "Ryan": "gajian_id", "Christina": "payday_sg", "Anisha": "vetan_in"}
	for _, slip := range assets.Payslips() {
		proved := Incomes(archive(slip.Values))[0]
		paid := Incomes(sample(t, payrolls[slip.Person], slip.Person, ""))
		i := slices.IndexFunc(paid, func(in wire.Income) bool { return in.StartDate == proved.StartDate })
		if i < 0 {
			t.Fatalf("%s has no income from %s", slip.Person, proved.StartDate)
		}
		got, want := paid[i], proved
		got.Origin, got.BaseAmount = want.Origin, nil
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", slip.Name, diff)
		}
	}
}

func TestAnEmployerKnowsItsOwnPeople(t *testing.T) {
	t.Parallel()
	s := sample(t, "liwanag_power_ph", "George", "")
	jobs := Employments(s)
	if len(jobs) != 1 || *jobs[0].Employer != s.Provider.LongName {
		t.Errorf("employments %+v", jobs)
	}
	for _, in := range Incomes(s) {
		if *in.Employer != s.Provider.LongName {
			t.Errorf("paid by %s", *in.Employer)
		}
	}
}

// Two windows on one life show the same, whenever they were opened.
func TestSourcesOfAPersonAgree(t *testing.T) {
	t.Parallel()
	early, late := sample(t, "gajian_id", "Ryan", "3"), sample(t, "karyawan_id", "Ryan", "3")
	late.Since = early.Since.AddDate(0, 5, 3)
	paid := map[string]wire.Income{}
	for _, in := range Incomes(early) {
		in.Origin = wire.Origin{}
		paid[in.StartDate] = in
	}
	same := 0
	for _, in := range Incomes(late) {
		in.Origin = wire.Origin{}
		was, known := paid[in.StartDate]
		if diff := cmp.Diff(was, in); known && diff != "" {
			t.Errorf("%s:\n%s", in.StartDate, diff)
		} else if known {
			same++
		}
	}
	if same < 8 {
		t.Errorf("only %d months are in both", same)
	}
}

// Contributions are the share of the incomes that the fund takes.
func TestContributionsFitTheIncomes(t *testing.T) {
	t.Parallel()
	set := Of(sample(t, "cpf_sg", "Christina", ""))
	paid := map[string]money{}
	for _, in := range set.Incomes {
		paid[*in.EndDate] = cents(*in.GrossAmount)
	}
	met := 0
	for _, c := range set.Contributions {
		gross, known := paid[c.Date]
		if !known {
			continue
		}
		met++
		if want := min(gross, 8_000_00) * 37 / 100; cents(c.Amount)-want > 5 || want-cents(c.Amount) > 5 {
			t.Errorf("%s: %v of %v", c.Date, c.Amount, gross.float())
		}
	}
	if met != len(set.Incomes) {
		t.Errorf("%d contributions for %d incomes", met, len(set.Incomes))
	}
	for _, c := range Contributions(sample(t, "sss_ph", "George", ""))[:12] {
		if c.Amount != 5250 {
			t.Errorf("%s: %v, want 15 %% of the ceiling", c.Date, c.Amount)
		}
	}
}

func TestAnAliasHasALifeOfHisOwn(t *testing.T) {
	t.Parallel()
	a, b := Of(sample(t, "sss_ph", "George", "")), Of(sample(t, "sss_ph", "George", "7"))
	if a.Identities[0].FullName != b.Identities[0].FullName {
		t.Errorf("%s became %s", a.Identities[0].FullName, b.Identities[0].FullName)
	}
	if *a.Identities[0].DateOfBirth == *b.Identities[0].DateOfBirth || *a.Identities[0].ReferenceID == *b.Identities[0].ReferenceID {
		t.Error("the alias is born on the same day or has the same number")
	}
	if *a.Employments[0].EmployeeNumber == *b.Employments[0].EmployeeNumber || *a.Employments[0].Employer != *b.Employments[0].Employer {
		t.Errorf("jobs %+v and %+v", a.Employments[0], b.Employments[0])
	}
	c, d := Incomes(sample(t, "sahod_hr_ph", "George", "")), Incomes(sample(t, "sahod_hr_ph", "George", "7"))
	if *c[0].BaseAmount == *d[0].BaseAmount {
		t.Errorf("both are paid %v", *c[0].BaseAmount)
	}
}

// Some aliases began to work earlier than the person did, none later.
func TestAliasesBeganEarlier(t *testing.T) {
	t.Parallel()
	told, earlier := Employments(sample(t, "sss_ph", "George", "")), 0
	for _, alias := range []string{"1", "2", "3", "4"} {
		for i, e := range Employments(sample(t, "sss_ph", "George", alias)) {
			if e.StartDate > told[i].StartDate || e.EndDate != nil && *e.EndDate > *told[i].EndDate {
				t.Errorf("alias %s: %s, George himself %s", alias, e.StartDate, told[i].StartDate)
			}
			if e.StartDate < told[i].StartDate {
				earlier++
			}
		}
	}
	if earlier < 6 {
		t.Errorf("only %d jobs began earlier", earlier)
	}
}

func TestAnotherSeedIsAnotherWorld(t *testing.T) {
	t.Parallel()
	a := sample(t, "upwork", "Ryan", "")
	b := a
	b.Seed = 2
	x, y := Transactions(a), Transactions(b)
	if len(x) == len(y) && x[0].Amount == y[0].Amount && x[1].Amount == y[1].Amount {
		t.Error("the seed changes nothing")
	}
	if diff := cmp.Diff(Identities(a)[0].Addresses, Identities(b)[0].Addresses); diff != "" {
		t.Errorf("the seed changes facts:\n%s", diff)
	}
}

// In December there is a thirteenth salary, in the first year a part of it.
func TestDecemberBringsAThirteenthSalary(t *testing.T) {
	t.Parallel()
	p := read(sample(t, "vetan_in", "Anisha", "")).payroll()
	j := &p.jobs[0]
	first := month(2024*12 + 11)
	j.from = first - 3
	for december, part := range map[month]money{first: 4, first + 12: 12} {
		paid := p.paid(december - 1)
		before, at := paid[0], paid[1]
		more := at.gross - before.gross - at.base*part/12
		if more < -j.extra/5 || more > j.extra/5 {
			t.Errorf("%s: %d after %d, of a base of %d", december, at.gross, before.gross, at.base)
		}
	}
}

// Whoever stopped paying owes more with each month, and pays nothing.
func TestALateLoanStaysLate(t *testing.T) {
	t.Parallel()
	s, _ := everything(t)
	late := func(s Source) wire.Liability {
		all := Liabilities(s)
		return all[slices.IndexFunc(all, func(l wire.Liability) bool { return l.Type == "Emergency Loan" })]
	}
	first := late(s)
	s.Synced = []time.Time{since.AddDate(0, 1, 0), since.AddDate(0, 2, 0)}
	last := late(s)
	if *first.OverduePaymentAmount <= 0 || *last.OutstandingBalance != *first.OutstandingBalance ||
		cents(*last.OverduePaymentAmount-*first.OverduePaymentAmount) != 2*cents(*last.AmortizationAmount) {
		t.Errorf("first %+v\nthen %+v", first, last)
	}
}

// There is as much as a real person has.
func TestHowMuchThereIs(t *testing.T) {
	t.Parallel()
	within := func(what string, n, least, most int) {
		if n < least || n > most {
			t.Errorf("%d %s, want %d to %d", n, what, least, most)
		}
	}
	for _, who := range assets.People() {
		for _, alias := range []string{"", "1", "2", "3"} {
			for _, p := range assets.Providers() {
				set := Of(account(p, who, alias))
				if p.Type == "GIG" {
					within("transactions at "+p.ID, len(set.Transactions), 100, 300)
				}
				if set.Contributions != nil {
					within("contributions at "+p.ID, len(set.Contributions), 24, 60)
				}
				if set.Incomes != nil && p.Type != "GIG" {
					within("incomes at "+p.ID, len(set.Incomes), 12, 50)
				}
				if set.Documents != nil {
					within("documents at "+p.ID, len(set.Documents), 1, 3)
				}
				if set.Employments != nil && p.Type == "GOVERNMENT" {
					within("employments at "+p.ID, len(set.Employments), 2, 4)
				}
				if set.Liabilities != nil {
					within("liabilities at "+p.ID, len(set.Liabilities), 1, 3)
				}
			}
		}
	}
}

func TestPapersAreValidAndRenewed(t *testing.T) {
	t.Parallel()
	for years := range 30 {
		s := sample(t, "national_id_ph", "George", "")
		s.Since = since.AddDate(years, 0, 0)
		day := s.Since.Format(time.DateOnly)
		for _, d := range Documents(s) {
			if *d.IssueDate > day || d.ExpiryDate != nil && *d.ExpiryDate <= day || strings.ContainsAny(*d.DocID, "#@") {
				t.Errorf("on %s: %s %s, %s to %v", day, d.Name, *d.DocID, *d.IssueDate, *d.ExpiryDate)
			}
		}
	}
}

// Before its first sync, and with nothing read off it, a source has nothing.
func TestWithoutASyncThereIsNothing(t *testing.T) {
	t.Parallel()
	s := sample(t, "sss_ph", "George", "")
	s.Since = time.Time{}
	classified := archive(wire.PayslipValues{})
	classified.Payslip = nil
	for _, s := range []Source{s, classified} {
		if got := Of(s); !cmp.Equal(got, Set{}) {
			t.Errorf("%+v", got)
		}
	}
}

// Whoever is not one of the people is told of as the first of them.
func TestAStrangerIsGeorge(t *testing.T) {
	t.Parallel()
	s := account(sample(t, "sss_ph", "George", "").Provider, assets.Person{Name: "Nobody"}, "")
	if got := Identities(s)[0].FullName; got != "George Palomero Jr." {
		t.Errorf("the stranger is %s", got)
	}
}
