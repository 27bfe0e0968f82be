package session

import (
	"fmt"
	"strings"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/person"
)

// People are the test people of the session: the published ones, and those of its
// sandbox's own.
func (s *Session) People() []wire.Person { return s.people }

// Fill gives what a test person would type on the page that shows: into a
// login, or for a challenge. name is in any case, with an alias as in george+7 or without;
// "" is the first one that fits. It fails where nothing is typed, when nobody of that name is there or fits, and in
// production.
func (s *Session) Fill(name string) (flow.Typed, error) {
	state := s.State()
	var values map[string]string
	if fit := named(person.Fitting(s.people, state), name); state.Page == flow.Login && len(fit) > 0 {
		values, _ = person.Login(fit[0], state.Fields())
	}
	if who, ok := person.LoggedIn(named(s.people, name), state); state.Page == flow.MFA && ok {
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
	if name == "" {
		return people
	}
	name, alias, _ := strings.Cut(name, "+")
	for _, p := range people {
		if strings.EqualFold(p.Name, name) {
			return []assets.Person{person.Aliased(p, alias)}
		}
	}
	return nil
}
