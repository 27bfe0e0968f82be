package play_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

// link is a whole link: consent, login, code, poll, revoke.
func link() *spec.Scenario {
	speed := 0.0
	s := &spec.Scenario{
		Version: spec.Version, Name: "link", Now: time.Date(2026, 1, 15, 9, 0, 0, 0, time.UTC), Seed: 7, Speed: &speed,
		Options: spec.Options{Providers: []string{"sss_ph"}},
	}
	for _, do := range []spec.Action{
		spec.Consent{}, spec.Login{}, spec.Code{}, spec.Account{}, spec.Revoke{}, spec.Until{Status: "DISCONNECTED"}, spec.Close{},
	} {
		s.Steps = append(s.Steps, spec.Step{Do: do})
	}
	return s
}

// TestSnapshotsCanBeLeftOut: what else is recorded stays the same.
func TestSnapshotsCanBeLeftOut(t *testing.T) {
	t.Parallel()
	whole := play.Run(t.Context(), link(), play.Config{})
	short := play.Run(t.Context(), link(), play.Config{NoSnapshots: true})
	others := slices.DeleteFunc(whole.Records, func(r journal.Record) bool { return r.Lane == journal.LaneState })
	if len(whole.Records) == 0 || len(short.Records) != len(others) {
		t.Fatalf("%d records, and %d that are no snapshots", len(short.Records), len(others))
	}
	for i, r := range others {
		if r.Seq = i + 1; !reflect.DeepEqual(r, short.Records[i]) {
			t.Errorf("record %d is %+v, want %+v", i+1, short.Records[i], r)
		}
	}
}

// BenchmarkLink plays whole links, as many at once as there are cores.
func BenchmarkLink(b *testing.B) {
	s := link()
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if o := play.Run(b.Context(), s, play.Config{NoSnapshots: true}); o.Verdict != play.Passed {
				b.Fatalf("%s: %+v", o.Verdict, o.Failure)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "links/s")
}
