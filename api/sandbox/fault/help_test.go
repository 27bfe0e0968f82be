package fault_test

import (
	"errors"
	"strings"
	"testing"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

const (
	getAccount = "GET /v1/accounts/{id}"
	getTasks   = "GET /v1/tasks"
	linkLook   = "GET /link/v1/accounts/{id}"
)

func operations() []string {
	return []string{"GET /v1/accounts", getAccount, getTasks, "POST /v1/users", linkLook, "POST /link/v1/accounts"}
}

func newSet() *fault.Set { return fault.NewSet(1, operations()) }

func arm(t testing.TB, s *fault.Set, f wire.Fault) wire.Fault {
	t.Helper()
	armed, err := s.Arm(f)
	if err != nil {
		t.Fatalf("%+v is refused: %v", f, err)
	}
	return armed
}

// at gives what triggers at n moments of that kind, a word each: the names, "-" for
// none.
func at(s *fault.Set, n int, m fault.Moment) string {
	words := make([]string, n)
	for i := range words {
		words[i] = "-"
		var names []string
		for _, f := range s.Take(m) {
			names = append(names, string(f.Name))
		}
		if names != nil {
			words[i] = strings.Join(names, "+")
		}
	}
	return strings.Join(words, " ")
}

func ids(list []wire.Fault) string {
	var all []string
	for _, f := range list {
		all = append(all, f.ID)
	}
	return strings.Join(all, " ")
}

// refusedField is the field that err is about; it must be a *fault.FieldError.
func refusedField(t testing.TB, err error) string {
	t.Helper()
	wrong, ok := errors.AsType[*fault.FieldError](err)
	if !ok {
		t.Fatalf("got %v, want a *fault.FieldError", err)
	}
	if wrong.Field == "" || wrong.Reason == "" {
		t.Errorf("got %+v", wrong)
	}
	return wrong.Field
}
