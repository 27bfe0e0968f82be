package rerun_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/rerun"
)

// slow is a login whose first answer takes a time, and what is done then.
func slow(delay string, more ...rerun.Step) rerun.Script {
	fault := wire.Fault{Name: "http.slow", Delay: delay, Times: 1, When: wire.FaultWhen{Operation: "POST /link/v1/accounts"}}
	steps := append(toLogin("philhealth_ph"), rerun.Step{On: flow.Login, Person: "George"}, rerun.Step{Fault: &fault}, rerun.Step{Intent: flow.Submitted{}})
	return rerun.Script{Header: sandboxed(), Steps: append(steps, more...)}
}

// called gives the calls of a login.
func called(t *testing.T, f *recording.File) (all []journal.HTTP) {
	t.Helper()
	for i := range f.Len() {
		r, err := f.At(i)
		if err != nil {
			t.Fatal(err)
		}
		if d, ok := r.Data.(journal.HTTP); ok && d.Method == "POST" && strings.HasSuffix(d.URL, "/link/v1/accounts") {
			all = append(all, d)
		}
	}
	return all
}

// TestASlowAnswerTakesNoTime plays an answer that takes long by the clock of the play.
func TestASlowAnswerTakesNoTime(t *testing.T) {
	t.Parallel()
	s := slow("25s", rerun.Step{On: flow.ConnectSuccess})
	f := play(t, s)
	calls := called(t, f)
	if len(calls) != 1 || calls[0].Took != 25*time.Second {
		t.Fatalf("%+v", calls)
	}
	if again := play(t, s); !bytes.Equal(lines(t, f), lines(t, again)) {
		t.Error(firstDifference(lines(t, f), lines(t, again)))
	}
}

// TestASlowAnswerThatNobodyAwaits goes back while it is under way.
func TestASlowAnswerThatNobodyAwaits(t *testing.T) {
	t.Parallel()
	s := slow("25s", rerun.Step{After: 4 * time.Second, Intent: flow.Back{}}, rerun.Step{On: flow.ProviderList, After: time.Minute, Intent: choose("sss_ph")}, rerun.Step{On: flow.Login})
	first := lines(t, play(t, s))
	for range 3 {
		if again := lines(t, play(t, s)); !bytes.Equal(first, again) {
			t.Fatal(firstDifference(first, again))
		}
	}
}

// TestAnAnswerThatIsTooSlow: the client gives up after its time, by the clock of the play.
func TestAnAnswerThatIsTooSlow(t *testing.T) {
	t.Parallel()
	s := slow("50s", rerun.Step{On: flow.Problem, After: time.Minute, Intent: flow.Retried{}}, rerun.Step{On: flow.ConnectSuccess})
	first := play(t, s)
	calls := called(t, first)
	if len(calls) != 2 || calls[0].Took != api.Timeout || !strings.Contains(calls[0].Err, "no answer within 30s") {
		t.Fatalf("%+v", calls)
	}
	if again := play(t, s); !bytes.Equal(lines(t, first), lines(t, again)) {
		t.Error(firstDifference(lines(t, first), lines(t, again)))
	}
}
