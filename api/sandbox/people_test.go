package sandbox

import (
	"strings"
	"testing"

	"winkterm/api/wire"
)

func maria() wire.Person {
	return wire.Person{
		Name: "maria", FullName: "Maria Reyes Cruz", Email: "maria@people.test", Mobile: "(+63) 9170000042", SSNumber: "3399887766",
		Password: "Tr0ub4dor", Code: "8642", Code6: "975313", Answers: map[string]string{"city": "Cebu"},
	}
}

// TestPeopleOfOnesOwnLogIn logs in as somebody of one's own by every name, with every
// second step, and as somebody of whom nothing but name and password is given.
func TestPeopleOfOnesOwnLogIn(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{People: []wire.Person{maria(), {Name: "Jo", Password: "p"}}})
	for _, form := range []string{"Maria", "maria+7", "maria@people.test", "maria+7@people.test", "+639170000042", "09170000042+3", "3399887766", "Jo", "jo@people.invalid", "Jo+x"} {
		password := "Tr0ub4dor"
		if strings.HasPrefix(strings.ToLower(form), "jo") {
			password = "p"
		}
		if g.ends(g.login("freelancer", "username", form, password), wire.StatusConnected, ""); t.Failed() {
			t.Fatalf("as %q", form)
		}
		g.ends(g.login("freelancer", "username", form, "123456"), wire.StatusError, wire.ErrInvalidCredentials)
	}
	g.ends(g.login("freelancer", "username", "George", "123456"), wire.StatusConnected, "")
	for provider, answer := range map[string]string{
		"sss_ph": `{"code":"8642"}`, "liwanag_power_ph": `{"answers":{"city":"Cebu","teacher":"Santos"}}`,
	} {
		option, who := "username", "maria"
		if provider == "sss_ph" {
			option, who = "ssNumber", "3399887766"
		}
		id := g.login(provider, option, who, "Tr0ub4dor")
		g.link("POST", "/accounts/"+id+"/mfa", answer).want(t, 202)
		g.ends(id, wire.StatusConnected, "")
	}
	g.atOnce(`{"person":"maria+2","providerId":"sss_ph"}`)
}

// TestPeopleOfOnesOwnHaveALifeOfTheirOwn looks at what a provider knows of somebody of
// one's own.
func TestPeopleOfOnesOwnHaveALifeOfTheirOwn(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{People: []wire.Person{maria()}})
	id := g.login("philhealth_ph", "username", "maria", "Tr0ub4dor")
	george := g.login("philhealth_ph", "username", "George", "123456")
	first := func(kind, account string) map[string]any {
		return into[wire.Page[map[string]any]](t, g.open("GET", "/"+kind+"?accountId="+account, "").want(t, 200)).Items[0]
	}
	who := first("identities", id)
	if who["fullName"] != "Maria Reyes Cruz" || who["lastName"] != "Reyes Cruz" || who["gender"] != nil {
		t.Errorf("identity %v", who)
	}
	mine, his := first("contributions", id), first("contributions", george)
	if mine["referenceId"] == his["referenceId"] {
		t.Errorf("the contributions are George's: %v", mine)
	}
	if number := first("employments", id)["employeeNumber"]; number == first("employments", george)["employeeNumber"] {
		t.Errorf("the employee number is George's: %v", number)
	}
}

// TestPeopleThatCannotBe names who is wrong and why, and no password.
func TestPeopleThatCannotBe(t *testing.T) {
	t.Parallel()
	for says, p := range map[string]wire.Person{
		"name must be up to 40":        {Password: "secret"},
		"password must be given":       {Name: "ana"},
		"George's: another":            {Name: "gEORGE", Password: "secret"},
		"maria's: another":             {Name: "ana", Email: "Maria@people.test", Password: "secret"},
		"by 9559991234":                {Name: "ana", Mobile: "(+1) 9559991234", Password: "secret"},
		"by 3300000008":                {Name: "ana", SSNumber: "3300000008", Password: "secret"},
		"mobile must be written":       {Name: "ana", Mobile: "0917", Password: "secret"},
		"email must be an address":     {Name: "ana", Email: "ana+7@people.test", Password: "secret"},
		"ssNumber must be ten":         {Name: "ana", SSNumber: "33", Password: "secret"},
		"country must be two":          {Name: "ana", Country: "Philippines", Password: "secret"},
		"code must be four":            {Name: "ana", Code: "12345", Password: "secret"},
		"code6 must be six":            {Name: "ana", Code6: "1234", Password: "secret"},
		"fullName must be a name":      {Name: "ana", FullName: "a\x1b[2J", Password: "secret"},
		"there is no question \"pet\"": {Name: "ana", Answers: map[string]string{"pet": "Bo"}, Password: "secret"},
		"the one to city is empty":     {Name: "ana", Answers: map[string]string{"city": " "}, Password: "secret"},
	} {
		_, err := Listen(t.Context(), Config{People: []wire.Person{maria(), p}})
		if err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "people[1]") || strings.Contains(err.Error(), "secret") {
			t.Errorf("%v, want %q", err, says)
		}
	}
}
