package scenario_test

import (
	"context"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow/scenario"
	"winkterm/flow/scenario/coverage"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/scenario/suite"
)

// required is what the suite that ships must exercise: all that there is, but the HTTP
// error INVALID_CREDENTIALS, which only a wrong key brings, and a scenario has none.
const required = "pages=100%,edges=100%,callbacks=100%,statuses=100%,codes=100%,archiveCodes=100%,http=11,faults=100%,webhooks=25"

// shipped reads the scenarios that ship, once.
var shipped = sync.OnceValues(func() (all []*spec.Scenario, err error) {
	files, err := fs.Glob(assets.Scenarios(), "*.yaml")
	for _, file := range files {
		more, err := spec.Read(assets.Scenarios(), file)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, err
})

// named is the scenario of a name among those that ship.
func named(t *testing.T, name string) spec.Scenario {
	t.Helper()
	all, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(s *spec.Scenario) bool { return s.Name == name })
	if i < 0 {
		t.Fatalf("no scenario %q ships", name)
	}
	return *all[i]
}

// TestTheSuiteThatShips plays all of it, and wants all that there is to exercise.
func TestTheSuiteThatShips(t *testing.T) {
	t.Parallel()
	all, err := shipped()
	if err != nil || len(all) < 80 {
		t.Fatalf("%d scenarios: %v", len(all), err)
	}
	covered := coverage.New()
	suite.Run(t.Context(), all, suite.Config{
		Parallel: 2 * runtime.GOMAXPROCS(0),
		Play: func(ctx context.Context, s *spec.Scenario, attempt int) play.Outcome {
			return play.Run(ctx, s, play.Config{Attempt: attempt})
		},
		Observe: func(e suite.Event) {
			if e.Outcome == nil {
				return
			}
			covered.Add(*e.Outcome)
			if text := scenario.Describe(*e.Outcome); text != "" {
				t.Errorf("%s: %s", e.Scenario.Name, text)
			}
		},
	})
	wanted, err := coverage.ParseRequirement(required)
	if err != nil {
		t.Fatal(err)
	}
	if err := covered.Check(wanted); err != nil {
		t.Error(err)
	}
}

// TestNamesAreTheirOwn has no two scenarios of a name, and each with tags and something
// that it expects.
func TestNamesAreTheirOwn(t *testing.T) {
	t.Parallel()
	all, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]spec.Pos{}
	for _, s := range all {
		expects := len(s.Expect)
		for _, step := range s.Steps {
			expects += len(step.Expect)
		}
		if other, twice := at[s.Name]; twice || len(s.Tags) == 0 || expects == 0 {
			t.Errorf("%s: %q is at %s too (%t), has the tags %q, and expects %d things", s.Pos, s.Name, other, twice, s.Tags, expects)
		}
		at[s.Name] = s.Pos
	}
}

// TestABrokenTransitionIsNamed breaks what the host does, and wants the scenario of that
// to fail where it says so.
func TestABrokenTransitionIsNamed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		scenario, fault, operation string
		wanted, got                string
	}{
		{"link an account with a code", "account.ACCOUNT_LOCKED", "", "the page MFA", "ACCOUNT_LOCKED"},
		{"link an account with a code", "mfa.wrong", "", "the page ConnectSuccess", "INVALID_MFA"},
		{"upload a payslip that is analysed", "archive.UNSUPPORTED", "", "archive ANALYZED", "archive UNSUPPORTED"},
		{"link an account and revoke it", "http.403", "DELETE /link/v1/accounts/{id}", "account DISCONNECTED", "account CONNECTED"},
		{"the password leads to ACCOUNT_LOCKED", "account.ACCOUNT_DISABLED", "", "the error code ACCOUNT_LOCKED", "ACCOUNT_DISABLED"},
		{"the user stops the data sync", "http.400", "POST /v1/accounts/{id}/disableMonitor", "monitor CUSTOMER_DISABLED", "monitor ACTIVE"},
		{"a code is sent again", "mfa.refused", "", "the page MFA", "MFA_TIMEOUT"},
	} {
		s := named(t, c.scenario)
		s.Faults = append(slices.Clone(s.Faults), wire.Fault{Name: wire.FaultName(c.fault), When: wire.FaultWhen{Operation: c.operation}})
		out := play.Run(t.Context(), &s, play.Config{})
		if out.Verdict != play.Failed || !strings.Contains(out.Failure.Wanted, c.wanted) || !strings.Contains(out.Failure.Got, c.got) {
			t.Errorf("%s with %s: %s, %+v", c.scenario, c.fault, out.Verdict, out.Failure)
		}
		if text := scenario.Describe(out); !strings.Contains(text, s.Pos.File) {
			t.Errorf("it does not say where:\n%s", text)
		}
	}
}
