package results_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow/scenario/coverage"
	"winkterm/flow/scenario/dwell"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/results"
	"winkterm/flow/scenario/spec"
)

// steps are actions on lines of their own.
func steps(actions ...spec.Action) (all []spec.Step) {
	for i, a := range actions {
		all = append(all, spec.Step{Pos: spec.Pos{File: "played.yaml", Line: i + 2, Column: 3}, Do: a})
	}
	return all
}

// Scenarios that were really played, one to its end and one into an archive's error, are
// counted, measured and written down as they went.
func TestPlayedScenarios(t *testing.T) {
	t.Parallel()
	link, upload := scenario("played.yaml", 1, "links"), scenario("played.yaml", 20, "uploads")
	link.Steps = steps(
		spec.Consent{}, spec.Choose{Provider: "sss_ph"}, spec.Login{}, spec.Fault{Fault: wire.Fault{Name: "http.503", Times: 1, When: wire.FaultWhen{Operation: "GET /link/v1/accounts/{id}"}}},
		spec.Code{}, spec.Until{Status: "CONNECTED"}, spec.Until{Status: "Finished", In: spec.OfTask}, spec.Account{}, spec.Revoke{}, spec.Until{Status: "DISCONNECTED"},
	)
	upload.Options.EnableUpload = true
	upload.Steps = steps(
		spec.Consent{}, spec.Fault{Fault: wire.Fault{Name: "archive.SYSTEM_ERROR", Times: 1}},
		spec.Upload{Type: "PAYSLIP", Samples: []string{"payslip-george.pdf"}}, spec.Until{Status: "ANALYZED"},
	)
	suite := []*spec.Scenario{link, upload}
	c := results.Collect(head(), suite)
	for _, s := range suite {
		for attempt := range 2 {
			c.Add(play.Run(t.Context(), s, play.Config{Attempt: attempt + 1}), "", "")
		}
	}
	r := c.Run(time.Second)
	if r.Counts != (results.Counts{Scenarios: 2, Attempts: 4, Passed: 1, Failed: 1}) {
		t.Fatalf("%+v\n%s", r.Counts, written(t, "github", r))
	}
	f := r.Scenarios[2].Failure
	if f.Line != 5 || f.Code != "SYSTEM_ERROR" || f.Explanation == nil || f.Explanation.Kind != "archive" || len(f.Last) == 0 || f.Got == "" {
		t.Errorf("%+v", f)
	}
	counted := func(kind, name string) (n int) {
		for _, k := range r.Coverage.Kinds {
			for _, item := range k.Items {
				if k.Name == kind && item.Name == name {
					n = item.Count
				}
			}
		}
		return n
	}
	for _, item := range [][2]string{
		{coverage.Edges, "ConnectSuccess → AccountRevoke"}, {coverage.Edges, "FileType → ArchiveStatus"}, {coverage.Statuses, "account DISCONNECTED"}, {coverage.Statuses, "monitor ACTIVE"},
		{coverage.ArchiveCodes, "SYSTEM_ERROR"}, {coverage.Faults, "http.503"}, {coverage.Faults, "archive.SYSTEM_ERROR"}, {coverage.HTTP, "SERVER_UNAVAILABLE"}, {coverage.Callbacks, "onAccountRemoved"},
	} {
		if n := counted(item[0], item[1]); n != 2 && !strings.HasPrefix(item[1], "monitor") || n == 0 {
			t.Errorf("%d times %s", n, item)
		}
	}
	if n := counted(coverage.Codes, "SYSTEM_ERROR"); n > 0 {
		t.Errorf("the archive's code was counted %d times as an account's", n)
	}
	if row := r.Dwell[0]; row.What != dwell.Connected || row.Provider != "sss_ph" || row.Clock != dwell.Simulated || row.Count != 2 || row.MinMs < 1000 || row.MinMs != row.MaxMs {
		t.Errorf("%+v", row)
	}
	for i := range r.Scenarios {
		r.Scenarios[i].RealMs = 0 // the only thing that is not the same twice
	}
	if text := written(t, "json", r); !json.Valid([]byte(text)) || strings.Contains(text, "[SECRET") {
		t.Error(text)
	}
	if found, err := strict(written(t, "junit", r)); err != nil || found["failure"] != 1 || found["rerunFailure"] != 1 {
		t.Errorf("%v: %v", err, found)
	}
}

// BenchmarkAddPlayed takes a session of some hundred records, as a suite gives them.
func BenchmarkAddPlayed(b *testing.B) {
	s := scenario("played.yaml", 1, "links")
	s.Steps = steps(spec.Consent{}, spec.Choose{Provider: "sss_ph"}, spec.Login{}, spec.Code{}, spec.Until{Status: "CONNECTED"}, spec.Until{Status: "Finished", In: spec.OfTask})
	o := play.Run(b.Context(), s, play.Config{})
	if o.Verdict != play.Passed {
		b.Fatalf("%+v", o.Failure)
	}
	c := results.Collect(head(), []*spec.Scenario{s})
	b.ReportAllocs()
	for b.Loop() {
		c.Add(o, "", "")
	}
	b.ReportMetric(float64(len(o.Records)), "records")
}
