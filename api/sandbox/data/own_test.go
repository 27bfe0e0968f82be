package data

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
)

// written are items of one's own, by kind.
type written = map[string][]map[string]any

func withOwn(t testing.TB, s Source, d wire.OwnData) Source {
	t.Helper()
	var err error
	if s.Own, err = ReadOwn(d, since); err != nil {
		t.Fatal(err)
	}
	return s
}

// whole is an item of each kind with all that is worth giving.
func whole() written {
	return written{
		"identities": {{
			"fullName": "Ana Lim Santos", "dob": time.Date(1990, 2, 3, 0, 0, 0, 0, time.UTC), "gender": "Female", "citizenship": nil,
			"emails": []any{map[string]any{"address": "ana@people.test"}}, "phones": []any{map[string]any{"number": "+639550000000", "type": "Fixed"}},
			"addresses":      []any{map[string]any{"city": "Cebu", "country": "PH", "latitude": "10.31"}},
			"socialProfiles": []any{map[string]any{"socialUrl": "https://x.test/ana"}},
		}},
		"ratings":       {{"currentRating": 3, "maxRating": 4}},
		"documents":     {{"name": "Visa", "documentType": "CLEARANCE", "expiryDate": "2030-01-01"}, {}},
		"employments":   {{"employer": "Acme", "startDate": "2024-05-01"}, {"employer": "Old", "startDate": "2020-01-01", "endDate": "2024-01-31"}},
		"incomes":       {{"grossAmount": 50000}, {"netAmount": 100.5, "frequency": "Weekly"}, {"startDate": "2026-07-01", "currency": "USD", "workItem": "x"}},
		"contributions": {{"amount": uint64(7)}, {}},
		"transactions":  {{"amount": -3.5, "date": "2026-10-02", "description": nil}, {}},
		"liabilities":   {{"loanAmount": 1200, "outstandingBalance": 0}, {"type": "Car", "amortizationAmount": 0}, {"startDate": "2020-01-01", "endDate": "2020-02-01"}},
		"eincomes":      {{"amount": 9}, {"month": "2026-03"}},
		"insights":      {{"features": map[string]any{"incomes_count": 77}}},
		"links":         {{"endDate": "2026-01-15T09:00:00Z", "records": []any{map[string]any{"linkedAt": []any{"2026-01-01T09:00:00Z"}}}}},
	}
}

// TestOwnDataFitTheSpecification serves nothing, an item of which nothing is given, and all
// kinds together, at every type of provider.
func TestOwnDataFitTheSpecification(t *testing.T) {
	t.Parallel()
	spec := schemas(t)
	for _, typ := range []wire.ProviderType{wire.TypeGovernment, wire.TypeGig, wire.TypeSystem, wire.TypeEmployer} {
		s := account(anything(typ), person(t, "George"), "")
		for _, k := range kinds() {
			name := shapes[slices.IndexFunc(shapes, func(s shape) bool { return s.name == k.kind })].kind
			for _, list := range [][]map[string]any{{}, {{}}, {{}, {}}, whole()[name]} {
				own := withOwn(t, s, wire.OwnData{Kinds: written{name: list}})
				got := k.items(own)
				if got == nil || len(got) != len(list) {
					t.Fatalf("%s: %d of %d", name, len(got), len(list))
				}
				for i, item := range got {
					fits(t, spec[k.schema].Value, item)
					if _, source, place, ok := Parse(item.ItemID()); !ok || source != s.ID || place != len(got)-1-i {
						t.Errorf("%s: id %s at %d", name, item.ItemID(), i)
					}
				}
				fits(t, spec["AccountPayload"].Value, Account(own))
			}
		}
		fits(t, spec["AccountPayload"].Value, Account(withOwn(t, s, wire.OwnData{Kinds: whole(), Gap: wire.Gap{Months: 3}})))
	}
}

// TestOwnDataAreServed looks at what was given, and at what was left out of it.
func TestOwnDataAreServed(t *testing.T) {
	t.Parallel()
	s := Of(withOwn(t, account(anything(wire.TypeSystem), person(t, "George"), ""), wire.OwnData{Kinds: whole()}))
	text := func(v any) string {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for want, in := range map[string]any{
		`"fullName":"Ana Lim Santos","firstName":"Ana","middleName":null,"lastName":"Lim Santos"`: s.Identities,
		`"dob":"1990-02-03"`: s.Identities,
		`"citizenship":null`: s.Identities,
		`"type":"Primary"`:   s.Identities[0].Emails,
		`Percentage":75`:     s.Ratings,
		`"status":"Permanent","startDate":"2024-05-01","endDate":null`: s.Employments[0],
		`"status":"Separated"`: s.Employments[1],
		`"employer":"Acme","startDate":"2026-10-01","endDate":"2026-10-31","currency":"PHP","frequency":"Monthly"`: s.Incomes[0],
		`"endDate":"2026-09-07"`:                          s.Incomes[1],
		`"currency":"USD"`:                                s.Incomes[2],
		`"date":"2026-10-31","currency":"PHP","amount":7`: s.Contributions[0],
		`"date":"2026-09-30"`:                             s.Contributions[1],
		`"description":null`:                              s.Transactions,
		`"nextPaymentAmount":0`:                           s.Liabilities,
		`"month":"2026-10","currency":"PHP","baseAmount":9,"amount":9`: s.Eincomes[0],
		`"incomes_count":77`:         s.Insights,
		`"identity_age":36`:          s.Insights,
		`"count":1`:                  s.Links,
		`"link_days_since_last":319`: s.Insights,
	} {
		if !strings.Contains(text(in), want) {
			t.Errorf("%s is not in %s", want, text(in))
		}
	}
	if net := *s.Incomes[1].NetAmount; net != 100.5 || *s.Incomes[1].GrossAmount <= net {
		t.Errorf("net %v of %v", net, *s.Incomes[1].GrossAmount)
	}
}

// TestWhatFollowsFromOwnIncomes estimates, and computes insights, from incomes of one's own,
// and from contributions and transactions where there are no incomes.
func TestWhatFollowsFromOwnIncomes(t *testing.T) {
	t.Parallel()
	own := wire.OwnData{Kinds: written{
		"incomes":       {{"grossAmount": 500}, {"grossAmount": 300}, {"startDate": "2026-09-16", "grossAmount": 40}},
		"contributions": {{"amount": 150}},
	}}
	s := Of(withOwn(t, account(anything(wire.TypeGovernment), person(t, "George"), ""), own))
	if len(s.Eincomes) != 2 || *s.Eincomes[0].Amount != 500 || *s.Eincomes[1].Amount != 340 {
		t.Errorf("estimated %+v", s.Eincomes)
	}
	if f := s.Insights[0].Features; f["incomes_count"] != 2 || f["incomes_amount_sum"] != 840.0 {
		t.Errorf("insights %v", f)
	}
	p := anything(wire.TypeGovernment)
	p.Supported = []wire.Datapoint{wire.DataContributions, wire.DataEIncomes}
	if got := Eincomes(withOwn(t, account(p, person(t, "George"), ""), own)); len(got) != 1 || *got[0].Amount != 1000 {
		t.Errorf("estimated from contributions %+v", got)
	}
	p.Supported = []wire.Datapoint{wire.DataTransactions, wire.DataEIncomes}
	own.Kinds = written{"transactions": {{"amount": 3, "date": "2026-10-02"}, {"amount": 4, "date": "2026-10-01"}}}
	if got := Eincomes(withOwn(t, account(p, person(t, "George"), ""), own)); len(got) != 1 || *got[0].Amount != 7 {
		t.Errorf("estimated from transactions %+v", got)
	}
}

// TestOwnOddLoans computes figures from loans that nobody gives.
func TestOwnOddLoans(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		loan map[string]any
		paid int
	}{
		{map[string]any{"amortizationAmount": -5}, 0},
		{map[string]any{"amortizationAmount": 1e-9, "outstandingBalance": -1e12}, 12},
		{map[string]any{"loanAmount": 1200, "outstandingBalance": 300}, 9},
		{map[string]any{"startDate": "2026-01-05", "endDate": "2026-05-06", "firstAmortizationDate": "2026-09-01", "outstandingBalance": 0}, 0},
	} {
		s := withOwn(t, account(anything(wire.TypeGovernment), person(t, "George"), ""), wire.OwnData{Kinds: written{"liabilities": {c.loan}}})
		if got := Insights(s)[0].Features["liabilities_payment_count"]; got != c.paid {
			t.Errorf("%v: %v payments, want %d", c.loan, got, c.paid)
		}
	}
}

// TestNoEmploymentsPayNothing has nobody paid who has no job, and those of one's own pay.
func TestNoEmploymentsPayNothing(t *testing.T) {
	t.Parallel()
	at := account(anything(wire.TypeGovernment), person(t, "George"), "")
	none := Of(withOwn(t, at, wire.OwnData{Kinds: written{"employments": {}}}))
	if len(none.Employments)+len(none.Incomes)+len(none.Contributions)+len(none.Eincomes) != 0 || none.Incomes == nil {
		t.Errorf("%d jobs, %d incomes, %d contributions", len(none.Employments), len(none.Incomes), len(none.Contributions))
	}
	if f := none.Insights[0].Features; f["employments_current_status"] != "UNEMPLOYED" || f["employments_employer_count"] != 0 {
		t.Errorf("insights %v", f)
	}
	acme := Of(withOwn(t, at, wire.OwnData{Kinds: written{"employments": {{"employer": "Acme", "startDate": "2026-06-01"}}}}))
	if n := len(acme.Incomes); n == 0 || *acme.Incomes[n-1].Employer != "Acme" || acme.Incomes[n-1].StartDate != "2026-06-01" || acme.Insights[0].Features["employments_current_tenure"] != 5 {
		t.Errorf("%d incomes, the first %+v", n, acme.Incomes[n-1])
	}
	if slip := Of(withOwn(t, archive(wire.PayslipValues{StartDate: new("2026-01-01"), Currency: new("PHP")}), wire.OwnData{Kinds: written{"incomes": {}}})); len(slip.Incomes) != 1 {
		t.Error("a payslip proves what it is given")
	}
}

// TestAGap looks for income and work in it, at every type of provider.
func TestAGap(t *testing.T) {
	t.Parallel()
	for _, typ := range []wire.ProviderType{wire.TypeGovernment, wire.TypeGig, wire.TypeSystem, wire.TypeEmployer} {
		s := Of(withOwn(t, account(anything(typ), person(t, "George"), ""), wire.OwnData{Gap: wire.Gap{Months: 3}}))
		in := func(what, day string) {
			if day >= "2026-07" && day < "2026-10" {
				t.Errorf("%s: %s of %s", typ, what, day)
			}
		}
		for _, x := range s.Incomes {
			in("income", x.StartDate)
			in("income", *x.EndDate)
		}
		for _, x := range s.Contributions {
			in("contribution", x.Date)
		}
		for _, x := range s.Transactions {
			in("transaction", x.Date)
		}
		for _, x := range s.Eincomes {
			in("estimate", x.Month)
		}
		if f := s.Insights[0].Features; f["incomes_missing_month_count"] != 1 || f["incomes_missing_month_max"] != 3 {
			t.Errorf("%s: insights %v", typ, f)
		}
		if s.Eincomes[0].Month != "2026-10" || len(s.Eincomes) < 5 {
			t.Errorf("%s: estimates from %s, %d", typ, s.Eincomes[0].Month, len(s.Eincomes))
		}
		if typ != wire.TypeGig && (s.Employments[0].StartDate != "2026-10-01" || s.Insights[0].Features["employments_current_tenure"] != 1) {
			t.Errorf("%s: employed since %s", typ, s.Employments[0].StartDate)
		}
		for i, e := range s.Employments[1:] {
			if typ != wire.TypeGig && (e.EndDate == nil || *e.EndDate > "2026-06-30") || typ == wire.TypeGovernment && i == 0 && *e.EndDate != "2026-06-30" {
				t.Errorf("%s: %+v", typ, e)
			}
		}
	}
	s := Of(withOwn(t, sample(t, "sahod_hr_ph", "George", ""), wire.OwnData{Gap: wire.Gap{Months: 2, Ago: 4}}))
	for _, x := range s.Incomes {
		if x.StartDate >= "2026-05" && x.StartDate < "2026-07" {
			t.Errorf("income of %s", x.StartDate)
		}
	}
}

// TestOwnDataThatCannotBe names what is wrong, where, and what was meant.
func TestOwnDataThatCannotBe(t *testing.T) {
	t.Parallel()
	one := func(kind, field string, v any) wire.OwnData {
		return wire.OwnData{Kinds: written{kind: {{}, {field: v}}}}
	}
	for says, d := range map[string]wire.OwnData{
		"income: there is no such kind of data, the nearest is incomes":                    {Kinds: written{"income": {}}},
		"zzzz: there is no such kind of data, only identities, ratings":                    {Kinds: written{"zzzz": {}}},
		"incomes[1].grosAmount: there is no such field, the nearest is grossAmount":        one("incomes", "grosAmount", 1),
		"incomes[1].id is given by the sandbox":                                            one("incomes", "id", "x"),
		"incomes[1].grossAmount must be a number, not 12 pesos":                            one("incomes", "grossAmount", "12 pesos"),
		"incomes[1].grossAmount must be a number that can":                                 one("incomes", "grossAmount", 1e13),
		"incomes[1].startDate must not be null":                                            one("incomes", "startDate", nil),
		"incomes[1].startDate must be a day, YYYY-MM-DD, not \"2026-02-31\"":               one("incomes", "startDate", "2026-02-31"),
		"incomes[1].employer must be text, not 7: write it in quotes":                      one("incomes", "employer", 7),
		"incomes[1].currency must be a currency such as PHP":                               one("incomes", "currency", "pesos"),
		"incomes[1].frequency must be one of Hourly":                                       one("incomes", "frequency", "monthly"),
		"eincomes[1].month must be a month":                                                one("eincomes", "month", "2026-13"),
		"identities[1].emails must be a list":                                              one("identities", "emails", "a@b.test"),
		"identities[1].emails[0] must be a mapping":                                        one("identities", "emails", []any{"a@b.test"}),
		"identities[1].emails[0].address1: there is no such field, the nearest is address": one("identities", "emails", []any{map[string]any{"address1": "x"}}),
		"identities[1].emails[0].address must be an email":                                 one("identities", "emails", []any{map[string]any{"address": "x"}}),
		"identities[1].phones[0].number must be a number such":                             one("identities", "phones", []any{map[string]any{"number": "0917"}}),
		"links[1].endDate must be a time":                                                  one("links", "endDate", "2026"),
		"links[1].records[0].count must be a number that":                                  one("links", "records", []any{map[string]any{"count": 1.5}}),
		"insights[1].features.x must be a number or text":                                  one("insights", "features", map[string]any{"x": nil}),
		"employments[0].endDate is before startDate":                                       {Kinds: written{"employments": {{"startDate": "2026-02-01", "endDate": "2026-01-01"}}}},
		"incomes: 1001 items are too many, at most 1000":                                   {Kinds: written{"incomes": make([]map[string]any, 1001)}},
		"gap: months and ago are from 0 to 120":                                            {Gap: wire.Gap{Months: 121}},
		"gap: months and ago are from 0 to 120 ":                                           {Gap: wire.Gap{Months: 1, Ago: -1}},
	} {
		if _, err := ReadOwn(d, since); err == nil || !strings.HasPrefix(err.Error(), strings.TrimSpace(says)) {
			t.Errorf("%v\nwant %s", err, says)
		}
	}
}

// TestOwnDataComeBackFromJSON reads a day that YAML made a moment of, and JSON a text.
func TestOwnDataComeBackFromJSON(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(wire.OwnData{Kinds: whole()})
	if err != nil {
		t.Fatal(err)
	}
	var again wire.OwnData
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatal(err)
	}
	s := account(anything(wire.TypeSystem), person(t, "George"), "")
	a, b := Of(withOwn(t, s, wire.OwnData{Kinds: whole()})), Of(withOwn(t, s, again))
	one, _ := json.Marshal(a)
	other, _ := json.Marshal(b)
	if string(one) != string(other) {
		t.Errorf("%s\n%s", one, other)
	}
}
