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

func wantNumber(t *testing.T, what string, got *float64, want float64) {
	t.Helper()
	if got == nil || math.Abs(*got-want) > 0.011 {
		t.Errorf("%s is %v, want %.2f", what, got, want)
	}
}

func wantCount(t *testing.T, what string, got *int, want int) {
	t.Helper()
	if got == nil || *got != want {
		t.Errorf("%s is %v, want %d", what, got, want)
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
	wantCount(t, "count", f.IncomesCount, n)
	wantCount(t, "range", f.IncomesFirstIncomeMonthRange, n) // no month is missing, November is not whole
	wantCount(t, "missing", f.IncomesMissingMonthCount, 0)
	wantNumber(t, "sum", f.IncomesSum, all)
	wantNumber(t, "average", f.IncomesAverage, all/float64(n))
	wantNumber(t, "max", f.IncomesMax, most)
	wantNumber(t, "std", f.IncomesStd, math.Sqrt(squares/float64(n)))
	wantNumber(t, "sum of 6 months", f.IncomesLast6Sum, last6)
	wantNumber(t, "average of 6 months", f.IncomesLast6Average, last6/6)
	wantNumber(t, "start", f.IncomesStartingAmount, *set.Eincomes[n-1].Amount)
	wantNumber(t, "current", f.IncomesCurrentAmount, *set.Eincomes[0].Amount)
	wantNumber(t, "growth", f.IncomesLatestGrowth, *set.Eincomes[0].Amount / *set.Eincomes[12].Amount - 1)
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
	wantCount(t, "count", f.IncomesCount, len(set.Contributions))
	wantNumber(t, "sum", f.IncomesSum, sum)
	wantNumber(t, "average of 3 months", f.IncomesLast3Average, 35_000)
	wantCount(t, "gaps", f.IncomesMissingMonthCount, 1)
	wantCount(t, "longest gap", f.IncomesMissingMonthMax, 2) // December 2022 and January 2023
	if f.LinkDay3Count != nil {
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
	wantCount(t, "loans", f.LiabilitiesLoanCount, 3)
	wantCount(t, "outstanding loans", f.LiabilitiesOutstandingLoanCount, 2)
	wantCount(t, "overdue loans", f.LiabilitiesOverdueLoanCount, 1)
	wantNumber(t, "finished loans", f.LiabilitiesFinishedLoanCount, 1)
	wantNumber(t, "loan total", f.LiabilitiesLoanTotal, total)
	wantNumber(t, "outstanding", f.LiabilitiesOutstandingTotal, outstanding)
	wantNumber(t, "overdue", f.LiabilitiesOverdueTotal, overdue)
	wantNumber(t, "payments", f.LiabilitiesPaymentCount, float64(payments))
	wantNumber(t, "paid", f.LiabilitiesPaymentSum, paid)
}

func TestTheOtherFigures(t *testing.T) {
	t.Parallel()
	s, set := everything(t)
	f := set.Insights[0].Features
	employers := map[string]bool{}
	for _, e := range set.Employments {
		employers[*e.Employer] = true
	}
	wantCount(t, "employers", f.EmploymentsEmployerCount, len(employers))
	from, err := time.Parse(time.DateOnly, set.Employments[0].StartDate)
	if err != nil {
		t.Fatal(err)
	}
	wantCount(t, "tenure", f.EmploymentsCurrentTenure, (since.Year()-from.Year())*12+int(since.Month()-from.Month()))
	if f.EmploymentsCurrentStatus != wire.EmploymentEmployed {
		t.Errorf("status %s", f.EmploymentsCurrentStatus)
	}
	linked := set.Links[0].Records[0].LinkedAt
	wantCount(t, "days since the first link", f.LinkDaysSinceFirst, int(s.Since.Sub(linked[0]).Hours()/24))
	wantCount(t, "days since the last link", f.LinkDaysSinceLast, int(s.Since.Sub(linked[len(linked)-1]).Hours()/24))
	wantCount(t, "links of two years", f.LinkDay730Count, set.Links[0].Records[0].Count)

	gig := Insights(account(anything("GIG"), assets.People()[1], ""))[0].Features
	if gig.EmploymentsCurrentStatus != wire.EmploymentGig {
		t.Errorf("at a platform the status is %s", gig.EmploymentsCurrentStatus)
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
		if got, _ := figuresOf(c.amounts); got.median != c.median {
			t.Errorf("the median of %v is %v", c.amounts, got.median)
		}
	}
}
