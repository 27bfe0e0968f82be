package sandbox

import (
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
)

// TestOwnDataFitTheOfficialSpecification asks for all that there is of accounts with data
// of one's own, also of somebody of one's own, by lists, single items and payloads.
func TestOwnDataFitTheOfficialSpecification(t *testing.T) {
	t.Parallel()
	c := newContract(t, official(t), "/v1")
	c.guest = newGuest(t, Config{People: []wire.Person{maria()}, Data: wire.OwnData{
		Kinds: map[string][]map[string]any{
			"incomes":       {{"grossAmount": 52000, "employer": "Acme"}, {"grossAmount": 51000.5}, {"startDate": "2025-11-01", "netAmount": 40000}},
			"employments":   {{"employer": "Acme", "startDate": "2025-06-16"}},
			"contributions": {},
			"identities":    {{"fullName": "Ana Lim", "emails": []any{map[string]any{"address": "ana@people.test"}}}},
			"liabilities":   {{"loanAmount": 9000}},
			"transactions":  {{"amount": 12.5}, {}},
			"documents":     {{"name": "Visa"}},
			"ratings":       {{"currentRating": 4}},
			"links":         {{}},
		},
		Gap: wire.Gap{Months: 3},
	}})
	c.openSession(wire.WidgetOptions{})
	accounts := []string{c.login("philhealth_ph", "username", "maria", "Tr0ub4dor")}
	for _, provider := range []string{"upwork", "sahod_hr_ph", "sss_ph", "egov_wallet_ph"} {
		accounts = append(accounts, c.atOnce(`{"person":"George+7","providerId":"`+provider+`","userId":"`+c.userID+`"}`).ID)
	}
	c.clock.pass(time.Minute)
	for _, id := range accounts {
		c.call("GET", "/accounts/"+id+"/payload", "", 200)
	}
	counts := map[string]int{
		"identities": 5, "ratings": 1, "documents": -1, "employments": -1, "incomes": -1, "contributions": 0,
		"transactions": 2, "liabilities": -1, "eincomes": -1, "insights": -1, "links": -1,
	}
	for kind, n := range counts {
		page := into[wire.Page[map[string]any]](t, c.call("GET", "/"+kind+"?userId="+c.userID, "", 200))
		if n >= 0 && len(page.Items) != n || n < 0 && len(page.Items) == 0 {
			t.Errorf("%d %s, want %d", len(page.Items), kind, n)
		}
		for _, item := range page.Items {
			id, _ := item["id"].(string)
			c.call("GET", "/"+kind+"/"+id, "", 200)
		}
	}
	first := into[wire.Page[wire.Income]](t, c.call("GET", "/incomes?size=1&accountId="+accounts[2], "", 200))
	if in := first.Items[0]; *in.GrossAmount != 52000 || *in.Employer != "Acme" || in.StartDate != "2026-02-01" || first.NextCursor == "" {
		t.Errorf("the newest income is %+v", in)
	}
	next := into[wire.Page[wire.Income]](t, c.call("GET", "/incomes?size=1&accountId="+accounts[2]+"&cursor="+first.NextCursor, "", 200))
	if *next.Items[0].GrossAmount != 51000.5 {
		t.Errorf("the next one is %+v", next.Items[0])
	}
}

// TestASandboxRefusesWhatCannotBe says which of the data is wrong.
func TestASandboxRefusesWhatCannotBe(t *testing.T) {
	t.Parallel()
	cfg := Config{Data: wire.OwnData{Kinds: map[string][]map[string]any{"incomes": {{"gros": 1}}}}}
	if _, err := Listen(t.Context(), cfg); err == nil || !strings.Contains(err.Error(), "data: incomes[0].gros") {
		t.Errorf("got %v", err)
	}
	defer func() {
		if recover() == nil {
			t.Error("New has taken it")
		}
	}()
	New(cfg)
}
