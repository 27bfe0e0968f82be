package scenario_test

import (
	"testing"

	"winkterm/flow/scenario"
	"winkterm/flow/scenario/spec"
)

// TestAFile is how a Go test plays the scenarios of a file.
func TestAFile(t *testing.T) {
	t.Parallel()
	scenario.Run(t, "testdata/link.yaml")
}

// TestAScenarioInGo is how a Go test plays one that is written in Go.
func TestAScenarioInGo(t *testing.T) {
	t.Parallel()
	out := scenario.Play(t, spec.Scenario{
		Name: "a wrong code, then the right one",
		Steps: []spec.Step{
			{Do: spec.Consent{}},
			{Do: spec.Choose{Provider: "sss_ph"}},
			{Do: spec.Login{Person: "george"}},
			{Do: spec.Code{Value: "wrong"}},
			{On: "MFA", Expect: []spec.Expect{{Check: spec.ErrorCode{Code: "INVALID_MFA"}}}},
			{Do: spec.Code{}},
			{Do: spec.Until{Page: "ConnectSuccess"}},
		},
		Expect: []spec.Expect{{Check: spec.Never{Expect: spec.Expect{Check: spec.Callback{Name: "onAccountError"}}}}},
	})
	if len(out.Records) == 0 || out.Took <= 0 {
		t.Errorf("%d records in %s", len(out.Records), out.Took)
	}
}
