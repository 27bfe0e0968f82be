// Package person says which of the published test people fit a login, and what they
// would type.
//
// It must not draw or call anybody, and has nobody for production.
package person

import (
	"strings"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
)

// Fitting lists those of the people who can fill in the login that shows; nobody in
// production.
func Fitting(people []assets.Person, s flow.State) []assets.Person {
	if s.Session.Production() {
		return nil
	}
	var fit []assets.Person
	for _, p := range people {
		if _, ok := Login(p, s.Fields()); ok {
			fit = append(fit, p)
		}
	}
	return fit
}

// LoggedIn gives the one of the people whose data were typed into the login, the first
// one when nobody's were; false in production, and when there is nobody.
func LoggedIn(people []assets.Person, s flow.State) (assets.Person, bool) {
	if s.Session.Production() || len(people) == 0 {
		return assets.Person{}, false
	}
	option, _ := s.Linking.LoginOption()
	for _, p := range people {
		for _, f := range option.Fields {
			typed := s.Linking.TypedAt(s.Linking.Provider.ID, s.Linking.Option, f.Name).Reveal()
			if f.Kind != wire.FieldPassword && typed != "" && strings.EqualFold(typed, value(p, f)) {
				return p, true
			}
		}
	}
	return people[0], true
}

// Aliased is the person under an alias, such as the 7 of george+7, which has data of its
// own at the sandbox; "" is none.
func Aliased(p assets.Person, alias string) assets.Person {
	if alias == "" {
		return p
	}
	local, domain, _ := strings.Cut(p.Email, "@")
	p.Name, p.Email, p.Mobile = p.Name+"+"+alias, local+"+"+alias+"@"+domain, p.Mobile+"+"+alias
	if p.SSNumber != "" {
		p.SSNumber += "+" + alias
	}
	return p
}

// Login gives what a person would type into a login's fields, by field name; false
// when the person lacks a required one.
func Login(p assets.Person, fields []wire.Field) (map[string]string, bool) {
	values := map[string]string{}
	for _, f := range fields {
		v := value(p, f)
		if v == "" && f.Required {
			return nil, false
		}
		values[f.Name] = v
	}
	return values, len(values) > 0
}

// Challenge gives what a person would answer to a challenge, by the field names of the
// MFA page; nil for a choice, which is the user's.
func Challenge(p assets.Person, c wire.Challenge) map[string]string {
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

func value(p assets.Person, f wire.Field) string {
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
