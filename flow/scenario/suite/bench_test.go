package suite_test

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"testing"

	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/scenario/suite"
)

// linking are scenarios that link an account with a code and revoke it.
func linking(n int) (list []*spec.Scenario) {
	none := 0.0
	for i := range n {
		s := &spec.Scenario{Name: fmt.Sprint("link ", i), Seed: uint64(i + 1), Speed: &none, Person: "George"}
		for _, a := range []spec.Action{
			spec.Consent{}, spec.Choose{Provider: "sss_ph"}, spec.Login{}, spec.Code{}, spec.Until{Page: "ConnectSuccess"},
			spec.Account{}, spec.Revoke{}, spec.Until{Status: "DISCONNECTED"},
		} {
			s.Steps = append(s.Steps, spec.Step{Do: a})
		}
		s.Expect = []spec.Expect{{Check: spec.Callback{Name: "onAccountConnected"}}}
		list = append(list, s)
	}
	return list
}

// mustPass ends a benchmark whose scenarios do not pass, and says why.
func mustPass(b *testing.B) func(suite.Event) {
	return func(e suite.Event) {
		if o := e.Outcome; o != nil && o.Verdict != play.Passed {
			b.Errorf("%s %s: %+v", e.Scenario.Name, o.Verdict, o.Failure)
		}
	}
}

// BenchmarkLinks is one complete link, as many at once as there are cores.
func BenchmarkLinks(b *testing.B) {
	list := linking(b.N)
	b.ResetTimer()
	suite.Run(b.Context(), list, suite.Config{Parallel: runtime.NumCPU(), Observe: mustPass(b), Play: func(ctx context.Context, s *spec.Scenario, attempt int) play.Outcome {
		return play.Run(ctx, s, play.Config{Attempt: attempt, NoSnapshots: true})
	}})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "links/s")
}

// BenchmarkThousandInParallel holds 1,000 scenarios at their last step at once, and says
// how much memory the process has taken from the system by then.
func BenchmarkThousandInParallel(b *testing.B) {
	const n = 1000
	list := linking(n)
	for b.Loop() {
		var arrived sync.WaitGroup
		arrived.Add(n)
		var most runtime.MemStats
		measure := sync.OnceFunc(func() { runtime.ReadMemStats(&most) })
		suite.Run(b.Context(), list, suite.Config{Parallel: n, Observe: mustPass(b), Play: func(ctx context.Context, s *spec.Scenario, _ int) play.Outcome {
			left, arrive := len(s.Steps), sync.OnceFunc(arrived.Done)
			defer arrive() // also of one that failed before, for which nobody must wait
			return play.Run(ctx, s, play.Config{NoSnapshots: true, Step: func(spec.Step) {
				if left--; left == 0 {
					arrive()
					arrived.Wait()
					measure()
				}
			}})
		}})
		b.ReportMetric(float64(most.Sys)/(1<<20), "MiB-at-once")
		b.ReportMetric(float64(most.HeapInuse)/(1<<20), "MiB-heap")
		debug.FreeOSMemory()
	}
}
