package data

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/assets"
)

// anySource draws a source of any provider, shipped or made up, at any time that
// the sandbox's clock can have.
func anySource(t *rapid.T) Source {
	s := account(anyProvider(t), rapid.SampledFrom(assets.People()).Draw(t, "person"), rapid.SampledFrom([]string{"", "7", "qa"}).Draw(t, "alias"))
	s.Seed = rapid.Uint64().Draw(t, "seed")
	minutes := rapid.Int64Range(0, 130*365*24*60).Draw(t, "minutes since 2000")
	s.Since = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(minutes) * time.Minute)
	at := s.Since
	for _, days := range rapid.SliceOfN(rapid.IntRange(1, 62), 0, 4).Draw(t, "days between syncs") {
		at = at.AddDate(0, 0, days)
		s.Synced = append(s.Synced, at)
	}
	return s
}

func anyProvider(t *rapid.T) assets.Provider {
	if rapid.Bool().Draw(t, "shipped") {
		return rapid.SampledFrom(assets.Providers()).Draw(t, "provider")
	}
	p := anything(rapid.SampledFrom([]wire.ProviderType{"GIG", "GOVERNMENT", "SYSTEM", "EMPLOYER", "CREDENTIAL"}).Draw(t, "type"))
	p.SubType = rapid.SampledFrom([]string{"SERVICES", "TRADING", "INSURANCE", "WALLET", "ISIC-Q"}).Draw(t, "subtype")
	p.Country = rapid.SampledFrom([]string{"PH", "ID", "SG", "IN", "JP", "XX"}).Draw(t, "country")
	p.Supported = slices.DeleteFunc(p.Supported, func(wire.Datapoint) bool { return rapid.IntRange(0, 3).Draw(t, "left out") == 0 })
	return p
}

// check runs a rule on any source.
func check(t *testing.T, rule func(*rapid.T, Source)) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) { rule(t, anySource(t)) })
}

func TestIDsAreUniqueAndParseBack(t *testing.T) {
	t.Parallel()
	check(t, func(t *rapid.T, s Source) {
		seen := map[string]bool{}
		for _, k := range kinds() {
			items := k.items(s)
			for _, item := range items {
				id := item.ItemID()
				kind, source, place, ok := Parse(id)
				if !ok || kind != k.kind || source != s.ID || place >= len(items) {
					t.Fatalf("%s of %d %s parses as %s %s %d %t", id, len(items), k.kind, kind, source, place, ok)
				}
				if seen[id] || len(id) > 200 {
					t.Fatalf("%s is there twice, or longer than 200", id)
				}
				seen[id] = true
			}
		}
	})
}

func TestTheSameSourceGivesTheSameData(t *testing.T) {
	t.Parallel()
	check(t, func(t *rapid.T, s Source) {
		if a, b := text(t, Of(s)), text(t, Of(s)); a != b {
			t.Fatalf("first %s\nthen %s", a, b)
		}
	})
}

func text(t *rapid.T, v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestSyncsOnlyAdd(t *testing.T) {
	t.Parallel()
	check(t, func(t *rapid.T, s Source) {
		if len(s.Synced) == 0 {
			return
		}
		last := s.Synced[len(s.Synced)-1]
		for _, k := range kinds() {
			before := map[string]string{}
			for _, item := range k.items(s.asOf(len(s.Synced))) {
				before[item.ItemID()] = text(t, item)
			}
			for _, item := range k.items(s) {
				was, old := before[item.ItemID()]
				delete(before, item.ItemID())
				now := text(t, item)
				// A loan is paid off and a rating changes, all else stays as it was.
				if old && was != now && k.kind != wire.DataLiabilities && k.kind != wire.DataRatings {
					t.Fatalf("%s changed from %s to %s", k.kind, was, now)
				}
				if !old && !strings.Contains(now, `"itemCreatedAt":"`+last.Format(time.RFC3339Nano)) {
					t.Fatalf("%s was not brought by the last sync at %s", now, last)
				}
			}
			if len(before) > 0 {
				t.Fatalf("the sync took away %v", before)
			}
		}
	})
}

func TestNewestFirstAndNothingFromTheFuture(t *testing.T) {
	t.Parallel()
	check(t, func(t *rapid.T, s Source) {
		syncs := s.syncs()
		end := syncs[len(syncs)-1].Format(time.DateOnly)
		for _, k := range kinds() {
			before := end
			for _, item := range k.items(s) {
				at := before
				switch v := item.(type) {
				case wire.DatedItem:
					at = v.FilterDate()
				case wire.Document:
					at = *v.IssueDate
				case wire.Insight:
					at = v.CutoffTime.Format(time.DateOnly)
				case wire.Link:
					at = v.EndDate.Format(time.DateOnly)
				}
				if at > before {
					t.Fatalf("%s %s of %s comes after %s", k.kind, item.ItemID(), at, before)
				}
				before = at
			}
		}
		for _, in := range Incomes(s) {
			if *in.EndDate > end || *in.EndDate < in.StartDate {
				t.Fatalf("an income from %s to %s, but the last sync was on %s", in.StartDate, *in.EndDate, end)
			}
		}
		for _, e := range Employments(s) {
			if e.EndDate != nil && (*e.EndDate > end || *e.EndDate < e.StartDate) {
				t.Fatalf("a job from %s to %s, but the last sync was on %s", e.StartDate, *e.EndDate, end)
			}
		}
	})
}

func TestAmountsFit(t *testing.T) {
	t.Parallel()
	check(t, func(t *rapid.T, s Source) {
		for _, in := range Incomes(s) {
			if in.NetAmount != nil && *in.NetAmount > *in.GrossAmount || in.BaseAmount != nil && *in.BaseAmount > *in.GrossAmount {
				t.Fatalf("base, gross and net do not fit: %s", text(t, in))
			}
		}
		fund := schemeOf(s.Provider)
		ceiling := fund.Ceiling.times(fund.Rate, 1000, 1) + countryOf(s.Provider.Country).Coin
		for _, c := range Contributions(s) {
			if cents(c.Amount) <= 0 || cents(c.Amount) > ceiling {
				t.Fatalf("a contribution of %v, the most is %v", c.Amount, ceiling.float())
			}
		}
		for _, tx := range Transactions(s) {
			if tx.Amount <= 0 {
				t.Fatalf("a payout of %v", tx.Amount)
			}
		}
	})
}

func TestLoansArePaidOff(t *testing.T) {
	t.Parallel()
	check(t, func(t *rapid.T, s Source) {
		balance := map[string]money{}
		for n := range len(s.syncs()) {
			for _, l := range Liabilities(s.asOf(n + 1)) {
				now, rate := cents(*l.OutstandingBalance), cents(*l.AmortizationAmount)
				was, known := balance[l.ID]
				if now < 0 || known && now > was || now%rate != 0 {
					t.Fatalf("the balance goes from %d to %d: %s", was, now, text(t, l))
				}
				if cents(*l.OverduePaymentAmount) > now || cents(*l.NextPaymentAmount) > now || now > 0 && cents(*l.NextPaymentAmount) < rate {
					t.Fatalf("what is wanted does not fit the balance: %s", text(t, l))
				}
				if l.EndDate < l.FirstAmortizationDate || l.FirstAmortizationDate < l.StartDate {
					t.Fatalf("days out of order: %s", text(t, l))
				}
				balance[l.ID] = now
			}
		}
	})
}

// Estimated incomes are the sums of what the source serves, whatever that is.
func TestEstimatesAddUp(t *testing.T) {
	t.Parallel()
	check(t, func(t *rapid.T, s Source) {
		if !s.has(wire.DataIncomes) {
			s.Provider.Supported = append(slices.Clone(s.Provider.Supported), "INCOMES")
		}
		s.Provider.Supported = append(slices.Clone(s.Provider.Supported), "EINCOMES", "TRANSACTIONS")
		want, net := map[string]money{}, money(0)
		for _, in := range Incomes(s) {
			want[in.StartDate[:len("2006-01")]] += cents(*in.GrossAmount)
			if in.Frequency == wire.PayWeekly {
				for _, tx := range Transactions(s) {
					if in.StartDate <= tx.Date && tx.Date <= *in.EndDate {
						net += cents(tx.Amount)
					}
				}
				net -= cents(*in.NetAmount)
			}
		}
		if net != 0 {
			t.Fatalf("transactions and weekly incomes differ by %v", net.float())
		}
		list := Eincomes(s)
		if len(list) < len(want)-1 || len(list) > len(want) {
			t.Fatalf("%d estimates for %d months", len(list), len(want))
		}
		for _, e := range list {
			if cents(*e.Amount) != want[e.Month] || *e.BaseAmount != *e.Amount {
				t.Fatalf("%s: %v, the incomes come to %v", e.Month, *e.Amount, want[e.Month].float())
			}
		}
	})
}

// Whoever is paid works there at the time, and jobs do not overlap.
func TestIncomesFallIntoTheJobs(t *testing.T) {
	t.Parallel()
	check(t, func(t *rapid.T, s Source) {
		s.Provider.Supported = []wire.Datapoint{wire.DataEmployments, wire.DataIncomes}
		jobs, next := Employments(s), "9999"
		for _, in := range Incomes(s) {
			i := slices.IndexFunc(jobs, func(e wire.Employment) bool { return *e.Employer == *in.Employer && e.StartDate <= in.StartDate })
			if i < 0 || jobs[i].EndDate != nil && *jobs[i].EndDate < *in.EndDate {
				t.Fatalf("%s is not of a job: %s", text(t, in), text(t, jobs))
			}
		}
		for i, e := range jobs {
			if (e.EndDate == nil) != (i == 0) || i > 0 && *e.EndDate >= next {
				t.Fatalf("job %d of %s", i, text(t, jobs))
			}
			next = e.StartDate
		}
	})
}

func TestRatingsAndLinksAddUp(t *testing.T) {
	t.Parallel()
	check(t, func(t *rapid.T, s Source) {
		for _, r := range Ratings(s) {
			percent := *r.CurrentRating / *r.MaxRating * 100
			if percent < 80 || percent > 100 || cents(percent) != cents(*r.CalculatedPercentage) {
				t.Fatalf("%s", text(t, r))
			}
			if *r.LikesReceived > *r.ReviewsReceived || *r.ReviewsReceived > *r.JobsCompleted || *r.JobsCompleted < float64(len(Transactions(s))) {
				t.Fatalf("%s for %d transactions", text(t, r), len(Transactions(s)))
			}
		}
		for _, l := range Links(s) {
			record := l.Records[0]
			if record.Count != len(record.LinkedAt) || !slices.IsSortedFunc(record.LinkedAt, time.Time.Compare) {
				t.Fatalf("%s", text(t, l))
			}
			for _, at := range record.LinkedAt {
				if at.Before(*l.StartDate) || at.After(l.EndDate) {
					t.Fatalf("%s", text(t, l))
				}
			}
		}
	})
}
