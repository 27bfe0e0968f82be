package derive

import (
	"slices"
	"strings"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow/scenario/spec"
)

// Link says which account is linked, and what is typed for it.
type Link struct {
	// Provider is the id of a shipped one, Person the name of a shipped test person.
	Provider, Person string
	// Password and Code are typed in place of the person's, Values into fields of the login
	// form by their names.
	Password, Code wire.Secret
	Values         map[string]wire.Secret
}

// LinkError says which field of a Link cannot be as it is: provider or person.
type LinkError struct{ Field, Reason string }

func (e *LinkError) Error() string { return e.Field + ": " + e.Reason }

// Steps are those from the list of providers to the end of the second step. It fails with a
// *LinkError.
func (l Link) Steps() (steps []spec.Step, err error) {
	who, err := PersonNamed(l.Person)
	if err != nil {
		return nil, err
	}
	p, err := loginAt(l.Provider)
	if err != nil {
		return nil, err
	}
	do := func(a spec.Action) { steps = append(steps, spec.Step{Do: a}) }
	do(spec.Choose{Provider: p.ID})
	way := slices.IndexFunc(p.Login, func(way string) bool { return way != assets.LoginSSNumber || who.SSNumber != "" })
	if way < 0 {
		return nil, &LinkError{"person", who.Name + " has no social security number, which " + p.ID + " asks for"}
	}
	if len(p.Login) > 1 {
		do(spec.Option{ID: p.Login[way]})
	}
	do(spec.Login{Password: l.Password, Values: l.Values})
	switch p.MFAKind {
	case assets.MFAChoice:
		do(spec.Channel{})
		do(spec.Code{Value: l.Code})
	case assets.MFACode4, assets.MFACode6:
		do(spec.Code{Value: l.Code})
	case assets.MFAQuestions:
		do(spec.Answers{})
	}
	return steps, nil
}

// loginAt is the shipped provider of an id, which takes logins.
func loginAt(id string) (assets.Provider, error) {
	var ids []string
	for _, p := range assets.Providers() {
		if p.ID == id && (len(p.Login) == 0 || !p.Linkable()) {
			return p, &LinkError{"provider", p.ID + " takes no logins"}
		}
		if p.ID == id {
			return p, nil
		}
		ids = append(ids, p.ID)
	}
	return assets.Provider{}, &LinkError{"provider", "there is no " + id + " among the shipped ones" + spec.Suggest(id, ids)}
}

// PersonNamed is the shipped test person of a name, in any case. It fails with a
// *LinkError.
func PersonNamed(name string) (assets.Person, error) {
	var names []string
	for _, p := range assets.People() {
		if strings.EqualFold(p.Name, name) {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return assets.Person{}, &LinkError{"person", "there is no test person " + name + spec.Suggest(name, names)}
}
