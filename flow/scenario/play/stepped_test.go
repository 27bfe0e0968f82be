package play_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/recording"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

// TestASessionStepByStep does the steps of a login one at a time, one of which fails.
func TestASessionStepByStep(t *testing.T) {
	t.Parallel()
	p, err := play.Begin(t.Context(), &spec.Scenario{Name: "x", Person: "George"}, play.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range toLogin("sss_ph", spec.Login{}) {
		if err := p.Step(t.Context(), step); err != nil {
			t.Fatal(err)
		}
	}
	err = p.Step(t.Context(), spec.Step{Do: spec.Retry{}})
	if verdict, f := p.Failure(err); err == nil || verdict != play.Failed || !strings.Contains(f.Wanted, "the page ConnectError") {
		t.Errorf("%v: %s, %+v", err, verdict, f)
	}
	ctx, cancel := context.WithCancel(t.Context())
	asked, began := 0, p.Session().Clock().Now()
	_, err = p.Until(ctx, 100*24*time.Hour, func(flow.State) bool {
		if asked++; asked == 3 {
			cancel()
		}
		return false
	})
	if passed := p.Session().Clock().Now().Sub(began); !errors.Is(err, context.Canceled) || passed > time.Hour {
		t.Errorf("%v, and %s passed", err, passed)
	}
	if err := p.Step(ctx, spec.Step{Do: spec.Wait{For: spec.Duration(time.Hour)}}); !errors.Is(err, context.Canceled) {
		t.Errorf("a step that was given up: %v", err)
	}
	if err := p.Step(t.Context(), spec.Step{Do: spec.Code{}}); err != nil {
		t.Fatal("the session does not go on:", err)
	}
	if err := p.Step(t.Context(), spec.Step{Do: spec.Until{Status: "CONNECTED"}}); err != nil {
		t.Fatal(err)
	}
	out := p.Outcome()
	if last := recording.FactsOf(out.Header, out.Records...).Last("").Status(); last.To != "CONNECTED" {
		t.Errorf("it stands at %+v", last)
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
}

// TestAFaultBeforeTheFirstStep begins with one, and with one that there is not.
func TestAFaultBeforeTheFirstStep(t *testing.T) {
	t.Parallel()
	p, err := play.Begin(t.Context(), &spec.Scenario{Faults: []wire.Fault{{Name: "http.503"}}}, play.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if list, err := p.Session().Faults().List(); err != nil || len(list.Armed) != 1 {
		t.Errorf("%+v, %v", list.Armed, err)
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	if _, err := play.Begin(t.Context(), &spec.Scenario{Faults: []wire.Fault{{Name: "http.999"}}}, play.Config{}); err == nil {
		t.Error("a fault that there is not is armed")
	}
}
