package play

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/scenario/spec"
)

// What stands for a right answer, and for one that is refused.
const (
	right = "right"
	wrong = "wrong"
)

// codeLength is how many digits a code has where the host does not say it.
const codeLength = 4

// typist types into the forms of a run.
type typist struct{ *run }

// fill gives what a person would type on the page that shows.
func (r typist) fill(name string) (flow.Typed, error) {
	name = cmp.Or(name, r.scenario.Person)
	typed, err := r.session().Fill(name)
	if err != nil && name != "" {
		return typed, fmt.Errorf("%w (the people are in docs/sandbox.md, or in people: of the scenario)", err)
	}
	return typed, err
}

// logIn types into the login form and sends it. Who gives all values needs no person.
func (r typist) logIn(a spec.Login) error {
	typed, err := r.fill(a.Person)
	if err != nil && (a.Person != "" || len(a.Values) == 0) {
		return err
	}
	values := typed.Values
	if values == nil {
		values = map[string]wire.Secret{}
	}
	for field, value := range a.Values {
		values[field] = value
	}
	if a.Password != "" {
		values["password"] = a.Password
	}
	return r.send(values)
}

// send types and sends.
func (r typist) send(values map[string]wire.Secret) error {
	if err := r.typeIn(values); err != nil {
		return err
	}
	return r.do(flow.Submitted{})
}

// typeIn types what is not there already.
func (r typist) typeIn(values map[string]wire.Secret) error {
	s := r.state()
	for field, value := range values {
		if s.Value(field) != value {
			return r.do(flow.Typed{Values: values})
		}
	}
	return nil
}

func (r typist) code(value wire.Secret) error {
	if r.state().Linking.Challenge.Kind != wire.MFAOTP {
		return r.asks("a code")
	}
	typed, err := r.fill("")
	switch value.Reveal() {
	case "", right:
		if err != nil {
			return err
		}
		return r.send(typed.Values)
	case wrong:
		value = wire.Secret(wrongCode(r.state().Linking.Challenge.Length, typed.Values[flow.CodeField].Reveal()))
	}
	return r.send(map[string]wire.Secret{flow.CodeField: value})
}

// wrongCode is a code of a length that is not the right one.
func wrongCode(length int, not string) string {
	for _, digit := range []string{"9", "8"} {
		if code := strings.Repeat(digit, cmp.Or(length, codeLength)); code != not {
			return code
		}
	}
	return ""
}

// channel chooses where the code goes, the first way if none is named.
func (r typist) channel(to string) error {
	c := r.state().Linking.Challenge
	if c.Kind != wire.MFAChoice || len(c.Choices) == 0 {
		return r.asks("a channel")
	}
	return r.send(map[string]wire.Secret{flow.ChoiceField: wire.Secret(cmp.Or(to, c.Choices[0].ID))})
}

func (r typist) answers(given map[string]wire.Secret) error {
	c := r.state().Linking.Challenge
	if c.Kind != wire.MFAQuestions {
		return r.asks("answers")
	}
	values := map[string]wire.Secret{}
	typed, err := r.fill("")
	for _, q := range c.Questions {
		values[q.ID] = typed.Values[q.ID]
		if v, ok := given[q.ID]; ok {
			values[q.ID] = v
		} else if err != nil {
			return err
		}
	}
	for id := range given {
		if _, asked := values[id]; !asked {
			return fmt.Errorf("the provider asks no question %q", id)
		}
	}
	return r.send(values)
}

// asks says that the provider asks for something else.
func (r typist) asks(wanted string) error {
	return errors.New("the provider does not ask for " + wanted + " but for " + string(r.state().Linking.Challenge.Kind))
}
