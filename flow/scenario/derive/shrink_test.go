package derive_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"winkterm/api/wire"
	"winkterm/flow/scenario/derive"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

// roundabout is a login that is locked, with much around it.
func roundabout(code string) *spec.Scenario {
	speed := 2.0
	s := &spec.Scenario{
		Version: spec.Version, Name: "roundabout", Now: began, Seed: 9, Speed: &speed, Providers: 50,
		Options: spec.Options{EnableUpload: true, CompanyName: "Acme"},
		Faults:  []wire.Fault{{Name: "http.500", When: wire.FaultWhen{Operation: "GET /v1/tasks"}}},
		Expect: []spec.Expect{
			{Pos: spec.Pos{Line: 90}, Check: spec.OnPage{Page: "ConnectError"}},
			{Pos: spec.Pos{Line: 91}, Check: spec.ErrorCode{Code: code}},
		},
	}
	for i, do := range []spec.Action{
		spec.Consent{}, spec.Search{Text: "phil"}, spec.Filter{Type: "GOVERNMENT"}, spec.Documents{}, spec.FileType{Type: "PAYSLIP"}, spec.Back{}, spec.Back{},
		spec.Wait{For: spec.Duration(5e9)}, spec.Choose{Provider: "philhealth_ph"}, spec.Type{Values: map[string]wire.Secret{"username": "George"}}, spec.Back{},
		spec.Choose{Provider: "philhealth_ph"}, spec.Login{Password: "error_ACCOUNT_LOCKED"}, spec.Until{Status: "ERROR"},
		spec.Until{Page: "ConnectError"},
	} {
		s.Steps = append(s.Steps, spec.Step{Pos: spec.Pos{Line: i + 10}, Do: do})
	}
	s.Steps[1].Expect = []spec.Expect{{Pos: spec.Pos{Line: 40}, Check: spec.OnPage{Page: "ProviderList"}}}
	return s
}

func run(ctx context.Context, s *spec.Scenario) play.Outcome { return play.Run(ctx, s, play.Config{}) }

// actions are the names of what a scenario does.
func actions(s *spec.Scenario) string {
	var names []string
	for _, step := range s.Steps {
		names = append(names, spec.ActionOf(step.Do).Name)
	}
	return strings.Join(names, " ")
}

// TestTheShortestThatEndsInTheSameWay shrinks one that fails, and one that passes.
func TestTheShortestThatEndsInTheSameWay(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]struct {
		verdict play.Verdict
		steps   string
		expects int
	}{
		"TOS_REQUIRED":   {play.Failed, "consent choose login until", 1},
		"ACCOUNT_LOCKED": {play.Passed, "consent  choose login until", 2},
	} {
		long := roundabout(code)
		before := *long
		plays, left := 0, 0
		short, err := derive.Shrink(t.Context(), long, run, func(n, steps int) { plays, left = n, steps })
		if err != nil {
			t.Fatal(err)
		}
		if got := actions(short); got != want.steps || len(short.Expect) != want.expects {
			t.Errorf("%s: it does %q, and expects %v", want.verdict, got, short.Expect)
		}
		if short.Seed != 0 || short.Providers != 0 || short.Speed != nil || short.Options.EnableUpload || short.Options.CompanyName != "" || short.Faults != nil {
			t.Errorf("%s: it still has %+v", want.verdict, short)
		}
		if o := run(t.Context(), short); o.Verdict != want.verdict {
			t.Errorf("it is %s, want %s: %+v", o.Verdict, want.verdict, o.Failure)
		}
		if left != derive.Length(short) || plays < 10 || plays > derive.PlaysMax {
			t.Errorf("%d plays, and %d steps are left", plays, left)
		}
		if !reflect.DeepEqual(*long, before) {
			t.Error("the scenario that was given has changed")
		}
		if same, _ := derive.Shrink(t.Context(), long, run, func(int, int) {}); !reflect.DeepEqual(same, short) {
			t.Errorf("shrunk again it is %+v", same)
		}
	}
}

// TestExpectationsStay keeps those of the steps that are left out, where it passes.
func TestExpectationsStay(t *testing.T) {
	t.Parallel()
	s := &spec.Scenario{Version: spec.Version, Steps: []spec.Step{
		{Do: spec.Wait{For: 1e9}, Expect: []spec.Expect{{Check: spec.OnPage{Page: "Consent"}}}},
		{Do: spec.Wait{For: 1e9}, Expect: []spec.Expect{{Check: spec.HTTP{Call: "POST /users"}}}},
	}}
	short, err := derive.Shrink(t.Context(), s, run, func(int, int) {})
	if err != nil || len(short.Steps) != 1 || short.Steps[0].Do != nil || len(short.Steps[0].Expect) != 2 {
		t.Errorf("got %+v, %v", short.Steps, err)
	}
}

// TestShrinkingIsBounded by its plays, and by the context, whose end leaves the best.
func TestShrinkingIsBounded(t *testing.T) {
	t.Parallel()
	long := &spec.Scenario{Steps: make([]spec.Step, 400)}
	for i := range long.Steps {
		long.Steps[i].Do = spec.Back{}
	}
	for limit, want := range map[int]int{derive.PlaysMax * 2: derive.PlaysMax, 20: 20} {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		plays := 0
		fake := func(_ context.Context, s *spec.Scenario) play.Outcome {
			if plays++; plays == limit {
				cancel()
			}
			if len(s.Steps)%2 == 0 && len(s.Steps) > 150 { // ends as the first
				return play.Outcome{Verdict: play.Passed}
			}
			return play.Outcome{Verdict: play.Failed}
		}
		short, err := derive.Shrink(ctx, long, fake, func(int, int) {})
		if plays != want || len(short.Steps) >= 400 || errors.Is(err, context.Canceled) != (limit == want) {
			t.Errorf("%d plays, want %d; %d steps are left, %v", plays, want, len(short.Steps), err)
		}
	}
	refused := func(context.Context, *spec.Scenario) play.Outcome { return play.Outcome{Verdict: play.Refused} }
	if _, err := derive.Shrink(t.Context(), long, refused, func(int, int) {}); err == nil || !strings.Contains(err.Error(), "refused") {
		t.Errorf("got %v", err)
	}
}
