package screen

import (
	"strings"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
)

// loginValues gives what a test person would type into a login's fields, by
// field name; false when the person lacks one of them.
func loginValues(p assets.Person, fields []wire.Field) (map[string]string, bool) {
	values := map[string]string{}
	for _, f := range fields {
		v := loginValue(p, f)
		if v == "" && f.Required {
			return nil, false
		}
		values[f.Name] = v
	}
	return values, len(values) > 0
}

func loginValue(p assets.Person, f wire.Field) string {
	switch f.Kind {
	case wire.FieldPassword:
		return p.Password
	case wire.FieldEmail:
		return p.Email
	case wire.FieldTel:
		return p.Mobile
	case wire.FieldNumber:
		return p.SSNumber
	case wire.FieldText:
		return p.Name
	}
	return ""
}

// challengeValues gives what a test person would answer to a challenge.
func challengeValues(p assets.Person, c wire.Challenge) map[string]string {
	switch c.Kind {
	case wire.MFAOTP:
		if c.Length == len(p.Code6) {
			return map[string]string{flow.CodeField: p.Code6}
		}
		return map[string]string{flow.CodeField: p.Code}
	case wire.MFAQuestions:
		return p.Answers
	case wire.MFAChoice, wire.MFANone:
	}
	return nil
}

// fitting lists the test people who can fill in a login. There are none in
// production.
func (e *Env) fitting(s flow.State) []assets.Person {
	if s.Session.Production() {
		return nil
	}
	var fit []assets.Person
	for _, p := range e.People {
		if _, ok := loginValues(p, s.Fields()); ok {
			fit = append(fit, p)
		}
	}
	return fit
}

// loggedIn gives the test person whose data were typed into the login, the first
// one when nobody's were.
func (e *Env) loggedIn(s flow.State) (assets.Person, bool) {
	if s.Session.Production() || len(e.People) == 0 {
		return assets.Person{}, false
	}
	option, _ := s.Linking.LoginOption()
	for _, p := range e.People {
		for _, f := range option.Fields {
			typed := s.Linking.TypedAt(s.Linking.Provider.ID, s.Linking.Option, f.Name).Reveal()
			if f.Kind != wire.FieldPassword && typed != "" && strings.EqualFold(typed, loginValue(p, f)) {
				return p, true
			}
		}
	}
	return e.People[0], true
}
