package session

import (
	"fmt"
	"slices"
	"strings"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/person"
)

// Fill gives what a published test person would type on the page that shows: into a
// login, or for a challenge. name is in any case, "" is the first one that fits. It
// fails where nothing is typed, when nobody of that name is there or fits, and in
// production.
func (s *Session) Fill(name string) (flow.Typed, error) {
	state := s.State()
	var values map[string]string
	if fit := named(person.Fitting(assets.People(), state), name); state.Page == flow.Login && len(fit) > 0 {
		values, _ = person.Login(fit[0], state.Fields())
	}
	if who, ok := person.LoggedIn(named(assets.People(), name), state); state.Page == flow.MFA && ok {
		values = person.Challenge(who, state.Linking.Challenge)
	}
	if len(values) == 0 {
		return flow.Typed{}, fmt.Errorf("no test person %q fits the page %s", name, state.Page)
	}
	typed := flow.Typed{Values: map[string]wire.Secret{}}
	for field, value := range values {
		typed.Values[field] = wire.Secret(value)
	}
	return typed, nil
}

// named keeps the people of a name, all of them for "".
func named(people []assets.Person, name string) []assets.Person {
	return slices.DeleteFunc(slices.Clone(people), func(p assets.Person) bool {
		return name != "" && !strings.EqualFold(p.Name, name)
	})
}
