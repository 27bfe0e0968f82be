package person_test

import (
	"testing"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/person"
)

func TestThePersonThatFits(t *testing.T) {
	t.Parallel()
	field := func(k wire.FieldKind) []wire.Field { return []wire.Field{{Name: "x", Kind: k, Required: true}} }
	people := assets.People()
	for name, c := range map[string]struct {
		person assets.Person
		kind   wire.FieldKind
		want   string
	}{
		"email":             {people[0], wire.FieldEmail, "gpalomero1234@smileapi.io"},
		"mobile":            {people[1], wire.FieldTel, "(+62) 8119994321"},
		"SS number":         {people[0], wire.FieldNumber, "3300000008"},
		"no SS number":      {people[1], wire.FieldNumber, ""},
		"password":          {people[2], wire.FieldPassword, "YGUS1"},
		"user name":         {people[3], wire.FieldText, "Anisha"},
		"an unknown kind":   {people[0], "colour", ""},
		"nothing is wanted": {people[0], "", ""},
	} {
		values, ok := person.Login(c.person, field(c.kind))
		if ok != (c.want != "") || values["x"] != c.want {
			t.Errorf("%s: %q, fits %v", name, values["x"], ok)
		}
	}
}

func TestTheCodeThatFits(t *testing.T) {
	t.Parallel()
	george := assets.People()[0]
	for length, want := range map[int]string{4: "1234", 6: "123456", 0: "1234"} {
		got := person.Challenge(george, wire.Challenge{Kind: wire.MFAOTP, Length: length})[flow.CodeField]
		if got != want {
			t.Errorf("a code of %d is %q, want %q", length, got, want)
		}
	}
}

// TestNobodyFitsInProduction keeps test people out of where calls may be billed.
func TestNobodyFitsInProduction(t *testing.T) {
	t.Parallel()
	s := flow.New(flow.Options{Native: true})
	s.Page = flow.Login
	s.Linking.Form = wire.LoginForm{Options: []wire.LoginOption{{ID: "email", Fields: []wire.Field{
		{Name: "email", Kind: wire.FieldEmail, Required: true}, {Name: "password", Kind: wire.FieldPassword, Required: true},
	}}}}
	s.Linking.Option = "email"
	if fit := person.Fitting(assets.People(), s); len(fit) == 0 {
		t.Error("nobody fits a login by email")
	}
	if _, ok := person.LoggedIn(assets.People(), s); !ok {
		t.Error("nobody has logged in")
	}
	s.Session.Mode = wire.ModeProduction
	if fit := person.Fitting(assets.People(), s); len(fit) > 0 {
		t.Errorf("%d people fit in production", len(fit))
	}
	if who, ok := person.LoggedIn(assets.People(), s); ok {
		t.Errorf("%s has logged in in production", who.Name)
	}
}
