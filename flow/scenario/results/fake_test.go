package results_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/results"
	"winkterm/flow/scenario/spec"
)

var began = time.Date(2026, 1, 15, 9, 0, 0, 0, time.UTC)

// head is what the caller knows of a run.
func head() results.Run {
	return results.Run{Version: "1.2.3", Began: began, Seed: 18446744073709551615, Target: "embedded"}
}

func scenario(file string, line int, name string, tags ...string) *spec.Scenario {
	return &spec.Scenario{Pos: spec.Pos{File: file, Line: line, Column: 3}, Name: name, Tags: tags, Seed: 7}
}

// outcome is one of a scenario; what did not pass fails where the scenario says "page".
func outcome(s *spec.Scenario, verdict play.Verdict, attempt int) play.Outcome {
	o := play.Outcome{
		Scenario: s, Verdict: verdict, Attempt: attempt, Began: began, Took: 8500 * time.Millisecond, Real: 12 * time.Millisecond,
		Header: recording.Header{Sandbox: &recording.Sandbox{Seed: 7}},
		Records: []journal.Record{
			{Seq: 1, At: began, Data: journal.Screen{Page: "Connecting", ProviderID: "sss_ph", AccountID: "a-1"}},
			{Seq: 2, At: began, Data: journal.Status{Subject: "account", ID: "a-1", To: "PENDING"}},
			{Seq: 3, At: began, Data: journal.HTTP{Method: "GET", Path: "/accounts/a-1", Status: 200, Took: 3 * time.Millisecond}},
			{Seq: 4, At: began.Add(4 * time.Second), Data: journal.Status{Subject: "account", ID: "a-1", From: "PENDING", To: "CONNECTED"}},
		},
		Events: []play.Event{{Type: "ACCOUNT_CONNECTED"}},
	}
	if verdict != play.Passed && verdict != play.Skipped {
		pos := s.Pos
		pos.Line += 4
		o.Failure = &play.Failure{
			Pos: pos, Step: "page: ConnectSuccess", Wanted: "the page ConnectSuccess", Got: "ConnectError",
			Code: "ACCOUNT_LOCKED", Last: []string{"09:00:04 status ERROR ACCOUNT_LOCKED", "09:00:04 screen ConnectError"},
		}
	}
	return o
}

// hostile is what would break out of every format.
const hostile = "</script><script>document.title=\"owned\"</script>]]>\x1b[31m\x00\ufffe\u202e\n::set-env name=X::y\nok 9 - # SKIP\t%0A,: --- \xff"

// everyKind is a run with all that a format has to show.
func everyKind() results.Run {
	suite := []*spec.Scenario{
		scenario("s/link.yaml", 1, "links an account", "smoke", "link"), scenario("s/link.yaml", 30, "locks an account"),
		scenario("s/link.yaml", 60, "is flaky", "slow"), scenario("s/up.yaml", 1, "uploads #2"), scenario("s/up.yaml", 20, "never ran"),
		scenario("s/up.yaml", 40, "hostile "+hostile, hostile), scenario("s/up.yaml", 60, "fails twice"),
	}
	c := results.Collect(head(), suite)
	const again = "winkterm run s/up.yaml --from 3 --to 3 --seed 7"
	c.Add(outcome(suite[2], play.Passed, 2), "", "")
	c.Add(outcome(suite[2], play.Failed, 1), "rec/flaky.jsonl", again)
	broken := outcome(suite[5], play.Invalid, 1)
	broken.Failure = &play.Failure{Pos: spec.Pos{File: "s/up.yaml" + hostile, Line: 44, Column: 1}, Step: hostile, Wanted: hostile, Got: hostile, Code: hostile, Last: []string{hostile}}
	c.Add(broken, "", "winkterm run "+hostile)
	c.Add(outcome(suite[1], play.Failed, 1), "", "winkterm run s/link.yaml --from 'locks an account' --seed 7")
	c.Add(outcome(suite[0], play.Passed, 1), "", "")
	c.Add(outcome(suite[3], play.TimedOut, 1), "", again)
	c.Add(outcome(suite[6], play.Failed, 1), "", again)
	c.Add(outcome(suite[6], play.Unreachable, 2), "", again)
	return c.Run(1500 * time.Millisecond)
}

func written(t testing.TB, format string, r results.Run) string {
	t.Helper()
	var out strings.Builder
	if err := results.Write(&out, format, r); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return out.String()
}

// many is a run of n scenarios, one of a hundred of which fails, in files of twenty.
func many(n int) results.Run {
	suite := make([]*spec.Scenario, n)
	for i := range suite {
		suite[i] = scenario(fmt.Sprintf("s/%03d.yaml", i/20), i%20*10+1, fmt.Sprintf("scenario %d", i), "load")
		suite[i].Secrets = []wire.Secret{"correct-horse-battery-staple-9"}
	}
	c := results.Collect(head(), suite)
	for i, s := range suite {
		verdict := play.Passed
		if i%100 == 99 {
			verdict = play.Failed
		}
		c.Add(outcome(s, verdict, 1), "", "")
	}
	return c.Run(time.Minute)
}
