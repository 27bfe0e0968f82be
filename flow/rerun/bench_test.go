package rerun_test

import (
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/rerun"
)

// BenchmarkToAnHour brings a session to the end of one that took an hour, ten minutes of
// which it polled a login.
func BenchmarkToAnHour(b *testing.B) {
	typed := flow.Typed{Values: map[string]wire.Secret{"username": "George", "password": "slow_600"}}
	steps := append(toLogin("philhealth_ph"), rerun.Step{On: flow.Login, Intent: typed}, rerun.Step{Intent: flow.Submitted{}},
		rerun.Step{On: flow.ConnectSuccess, After: 50 * time.Minute, Intent: flow.AccountWanted{}})
	f, err := rerun.Play(b.Context(), rerun.Script{Header: sandboxed(), Steps: steps}, rerun.Config{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, err := rerun.To(b.Context(), f, f.Len()-1, rerun.Config{})
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPlay plays a login, from the start of the sandbox to its end.
func BenchmarkPlay(b *testing.B) {
	steps := append(toLogin("philhealth_ph"), rerun.Step{On: flow.Login, Person: "George"}, rerun.Step{Intent: flow.Submitted{}}, rerun.Step{On: flow.ConnectSuccess})
	for b.Loop() {
		if _, err := rerun.Play(b.Context(), rerun.Script{Header: sandboxed(), Steps: steps}, rerun.Config{}); err != nil {
			b.Fatal(err)
		}
	}
}
