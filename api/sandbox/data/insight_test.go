package data

import (
	"math"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
)

// everything is a source with all kinds of data, and an old and a late loan.
func everything(t testing.TB) (Source, Set) {
	t.Helper()
	for _, alias := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"} {
		s := account(anything("GOVERNMENT"), assets.People()[0], alias)
		if set := Of(s); len(set.Liabilities) == 3 && len(set.Links[0].Records[0].LinkedAt) > 1 {
			return s, set
		}
	}
	t.Fatal("nobody has three loans and two links")
	return Source{}, Set{}
}

// want holds a figure against what it must be, to the hundredth.
func want(t *testing.T, f wire.Features, name string, want float64) {
	t.Helper()
	var got float64
	switch v := f[name].(type) {
	case int:
		got = float64(v)
	case float64:
		got = v
	default:
		t.Fatalf("%s is %v, want %.2f", name, v, want)
	}
	if math.Abs(got-want) > 0.011 {
		t.Errorf("%s is %v, want %.2f", name, got, want)
	}
}

func TestIncomeFiguresAreThoseOfTheEstimates(t *testing.T) {
	t.Parallel()
	_, set := everything(t)
	f := set.Insights[0].Features
	var all, last6, squares float64
	most := 0.0
	for i, e := range set.Eincomes { // the newest is of October, the last whole month
		all += *e.Amount
		most = max(most, *e.Amount)
		if i < 6 {
			last6 += *e.Amount
		}
	}
	n := len(set.Eincomes)
	for _, e := range set.Eincomes {
		squares += (*e.Amount - all/float64(n)) * (*e.Amount - all/float64(n))
	}
	want(t, f, "incomes_count", float64(n))
	want(t, f, "incomes_first_income_month_range", float64(n)) // no month is missing, November is not whole
	want(t, f, "incomes_missing_month_count", 0)
	want(t, f, "incomes_amount_sum", all)
	want(t, f, "incomes_amount_average", all/float64(n))
	want(t, f, "incomes_amount_max", most)
	want(t, f, "incomes_amount_std", math.Sqrt(squares/float64(n)))
	want(t, f, "incomes_last6_months_amount_sum", last6)
	want(t, f, "incomes_last6_months_amount_average", last6/6)
	want(t, f, "incomes_starting_amount", *set.Eincomes[n-1].Amount)
	want(t, f, "incomes_current_amount", *set.Eincomes[0].Amount)
	want(t, f, "incomes_latest_growth", *set.Eincomes[0].Amount / *set.Eincomes[12].Amount - 1)
}

// Without incomes, the estimates are what the contributions are reckoned from.
func TestIncomeFiguresOfAFund(t *testing.T) {
	t.Parallel()
	set := Of(sample(t, "sss_ph", "George", ""))
	f := set.Insights[0].Features
	sum := 0.0
	for _, c := range set.Contributions {
		sum += c.Amount / 0.15
	}
	want(t, f, "incomes_count", float64(len(set.Contributions)))
	want(t, f, "incomes_amount_sum", sum)
	want(t, f, "incomes_last3_months_amount_average", 35_000)
	want(t, f, "incomes_missing_month_count", 1)
	want(t, f, "incomes_missing_month_max", 2) // December 2022 and January 2023
	if f["link_day3_count"] != nil {
		t.Error("there are figures of links that nobody has")
	}
}

func TestLiabilityFiguresAreThoseOfTheLoans(t *testing.T) {
	t.Parallel()
	_, set := everything(t)
	f := set.Insights[0].Features
	var total, outstanding, overdue, paid float64
	payments := 0
	for _, l := range set.Liabilities {
		total += l.LoanAmount
		outstanding += *l.OutstandingBalance
		overdue += *l.OverduePaymentAmount
		months := map[string]int{"Salary Loan": 24, "Calamity Loan": 24, "Emergency Loan": 12}[l.Type]
		n := months - int(math.Round(*l.OutstandingBalance / *l.AmortizationAmount))
		payments += n
		paid += float64(n) * *l.AmortizationAmount
	}
	want(t, f, "liabilities_loan_count", 3)
	want(t, f, "liabilities_outstanding_loan_count", 2)
	want(t, f, "liabilities_overdue_loan_count", 1)
	want(t, f, "liabilities_finished_loan_count", 1)
	want(t, f, "liabilities_loan_amount_total", total)
	want(t, f, "liabilities_outstanding_amount_total", outstanding)
	want(t, f, "liabilities_overdue_amount_total", overdue)
	want(t, f, "liabilities_payment_count", float64(payments))
	want(t, f, "liabilities_payment_amount_sum", paid)
}

func TestTheOtherFigures(t *testing.T) {
	t.Parallel()
	s, set := everything(t)
	f := set.Insights[0].Features
	employers := map[string]bool{}
	for _, e := range set.Employments {
		employers[*e.Employer] = true
	}
	want(t, f, "employments_employer_count", float64(len(employers)))
	from, err := time.Parse(time.DateOnly, set.Employments[0].StartDate)
	if err != nil {
		t.Fatal(err)
	}
	want(t, f, "employments_current_tenure", float64((since.Year()-from.Year())*12+int(since.Month()-from.Month())))
	if f["employments_current_status"] != "EMPLOYED" {
		t.Errorf("status %s", f["employments_current_status"])
	}
	linked := set.Links[0].Records[0].LinkedAt
	want(t, f, "link_days_since_first", float64(int(s.Since.Sub(linked[0]).Hours()/24)))
	want(t, f, "link_days_since_last", float64(int(s.Since.Sub(linked[len(linked)-1]).Hours()/24)))
	want(t, f, "link_day730_count", float64(set.Links[0].Records[0].Count))

	gig := Insights(account(anything("GIG"), assets.People()[1], ""))[0].Features
	if gig["employments_current_status"] != "GIG" {
		t.Errorf("at a platform the status is %s", gig["employments_current_status"])
	}
}

func TestAgeTurnsOnTheBirthday(t *testing.T) {
	t.Parallel()
	born := time.Date(1970, 8, 24, 0, 0, 0, 0, time.UTC)
	for day, want := range map[string]int{"2026-08-23": 55, "2026-08-24": 56, "2027-01-01": 56} {
		now, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := age(born, now); got != want {
			t.Errorf("on %s he is %d, want %d", day, got, want)
		}
	}
}

func TestMedianOfEvenAndOdd(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		amounts []float64
		median  float64
	}{{[]float64{3}, 3}, {[]float64{4, 1}, 2.5}, {[]float64{9, 1, 2}, 2}, {[]float64{4, 1, 3, 2}, 2.5}} {
		if got := figuresOf(c.amounts); got[median] != c.median {
			t.Errorf("the median of %v is %v", c.amounts, got[median])
		}
	}
}
