package results_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/results"
	"winkterm/flow/scenario/spec"
)

func TestARunReadsBack(t *testing.T) {
	t.Parallel()
	suite := []*spec.Scenario{{Name: "a", Pos: spec.Pos{File: "a.yaml", Line: 1}}, {Name: "b", Pos: spec.Pos{File: "b.yaml", Line: 1}}}
	c := results.Collect(results.Run{Version: "1", Target: "embedded"}, suite)
	c.Add(play.Outcome{Scenario: suite[1], Verdict: play.Failed, Failure: &play.Failure{Pos: spec.Pos{File: "b.yaml", Line: 3, Column: 2}, Code: "ACCOUNT_LOCKED"}}, "", "")
	c.Add(play.Outcome{Scenario: suite[0], Verdict: play.Passed}, "", "")
	run := c.Run(0)
	var out bytes.Buffer
	if err := results.Write(&out, "json", run); err != nil {
		t.Fatal(err)
	}
	got, err := results.Read(&out)
	if diff := cmp.Diff(run, got, cmpopts.IgnoreUnexported(results.Run{}), cmpopts.EquateEmpty()); err != nil || diff != "" {
		t.Error(err, diff)
	}
	if run.Scenarios[0].Name != "a" || run.Counts.Failed != 1 || run.Scenarios[1].Failure.Explanation == nil {
		t.Errorf("%+v", run)
	}
}
