package play_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"winkterm/flow"
	"winkterm/flow/rerun"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

// watched is a stage that notes what is done on it.
type watched struct {
	*rerun.Player
	did []string
}

func (w *watched) Now() time.Time { return w.Session().Clock().Now() }

func (w *watched) Do(i flow.Intent) error {
	w.did = append(w.did, fmt.Sprintf("%T", i))
	return w.Player.Do(i)
}

func TestAStageOfOnesOwn(t *testing.T) {
	t.Parallel()
	var stage *watched
	out := play.Run(t.Context(), &spec.Scenario{Name: "to the login", Steps: toLogin("sss_ph", spec.Login{Person: "george"})}, play.Config{
		Stage: func(p *rerun.Player) play.Stage { stage = &watched{Player: p}; return stage },
	})
	want := []string{"flow.ConsentGiven", "flow.ProviderChosen", "flow.Typed", "flow.Submitted"}
	if out.Verdict != play.Passed || !slices.Equal(stage.did, want) {
		t.Errorf("%s: %q was done", out.Verdict, stage.did)
	}
}
