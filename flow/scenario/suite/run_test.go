package suite_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
	"winkterm/flow/scenario/suite"
)

// passing plays everything well, but what has "bad" in its name.
func passing(_ context.Context, s *spec.Scenario, _ int) play.Outcome {
	if strings.Contains(s.Name, "bad") {
		return play.Outcome{Verdict: play.Failed}
	}
	return play.Outcome{Verdict: play.Passed, Records: make([]journal.Record, 3)}
}

// waiting plays until the end of its context, but what has "quick" in its name.
func waiting(ctx context.Context, s *spec.Scenario, _ int) play.Outcome {
	if strings.Contains(s.Name, "quick") {
		return play.Outcome{Verdict: play.Passed}
	}
	<-ctx.Done()
	if ctx.Err() == context.DeadlineExceeded {
		return play.Outcome{Verdict: play.TimedOut}
	}
	return play.Outcome{Verdict: play.Interrupted}
}

// played is what a run reports: a line for each that ended, in the order of the list.
func played(ctx context.Context, list []*spec.Scenario, c suite.Config) (string, suite.Summary) {
	var lines []string
	c.Observe = suite.Ordered(func(e suite.Event) {
		lines = append(lines, fmt.Sprintf("%s#%d %s", e.Scenario.Name, e.Attempt, e.Outcome.Verdict))
	})
	sum := suite.Run(ctx, list, c)
	return strings.Join(lines, ", "), sum
}

func TestRunsInOrder(t *testing.T) {
	t.Parallel()
	list := named("a", "b-bad", "c")
	for _, c := range []struct {
		suite.Config
		want string
	}{
		{suite.Config{}, "a#1 passed, b-bad#1 failed, c#1 passed"},
		{suite.Config{Repeat: 2}, "a#1 passed, b-bad#1 failed, c#1 passed, a#2 passed, b-bad#2 failed, c#2 passed"},
		{suite.Config{Bail: true, Repeat: 2}, "a#1 passed, b-bad#1 failed, c#1 skipped, a#2 skipped, b-bad#2 skipped, c#2 skipped"},
		{suite.Config{UntilFail: true}, "a#1 passed, b-bad#1 failed, c#1 skipped"},
	} {
		c.Play = passing
		got, sum := played(t.Context(), list, c.Config)
		if got != c.want || sum.Total != strings.Count(got, "#") || sum.Counts[play.Passed] != strings.Count(got, "passed") || sum.Passed() {
			t.Errorf("%+v: %s\n%+v", c.Config, got, sum)
		}
	}
	if got, sum := played(t.Context(), nil, suite.Config{Play: passing, UntilFail: true}); got != "" || !sum.Passed() {
		t.Errorf("of nothing: %q, %+v", got, sum)
	}
}

// TestOrderIsThatOfTheListHoweverManyAtOnce: the ones that began first end last.
func TestOrderIsThatOfTheListHoweverManyAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var now, most atomic.Int32
		list := named("a", "b", "c", "d", "e", "f", "g")
		slow := func(ctx context.Context, s *spec.Scenario, _ int) play.Outcome {
			most.Store(max(most.Load(), now.Add(1)))
			timer, stop := context.WithTimeout(ctx, time.Duration(10-s.Pos.Line)*time.Second)
			defer stop()
			<-timer.Done()
			now.Add(-1)
			return play.Outcome{Verdict: play.Passed}
		}
		got, sum := played(t.Context(), list, suite.Config{Parallel: 4, Play: slow})
		if got != "a#1 passed, b#1 passed, c#1 passed, d#1 passed, e#1 passed, f#1 passed, g#1 passed" || most.Load() != 4 {
			t.Errorf("%d at once: %s", most.Load(), got)
		}
		if sum.Took != 11*time.Second {
			t.Errorf("it took %v", sum.Took)
		}
	})
}

func TestRunsUntilOneFails(t *testing.T) {
	t.Parallel()
	flaky := func(_ context.Context, _ *spec.Scenario, attempt int) play.Outcome {
		if attempt == 1000 {
			return play.Outcome{Verdict: play.Failed}
		}
		return play.Outcome{Verdict: play.Passed}
	}
	got, sum := played(t.Context(), named("a"), suite.Config{UntilFail: true, Play: flaky})
	if !strings.HasSuffix(got, "a#999 passed, a#1000 failed") || sum.Total != 1000 || sum.Counts[play.Failed] != 1 {
		t.Errorf("%d: %s", sum.Total, got[max(0, len(got)-80):])
	}
}

func TestShuffleGoesByTheSeed(t *testing.T) {
	t.Parallel()
	list := named("a", "b", "c", "d", "e", "f", "g", "h")
	order := func(seed uint64) string {
		got, sum := played(t.Context(), list, suite.Config{Shuffle: true, Seed: seed, Repeat: 2, Play: passing, Parallel: 3})
		if sum.Seed != seed {
			t.Errorf("the seed is %d", sum.Seed)
		}
		return got
	}
	one := order(1)
	if one != order(1) || one == order(2) {
		t.Errorf("the seed does not decide: %s", one)
	}
	first, second, _ := strings.Cut(one, ", a#2")
	for _, s := range list {
		if strings.Count(one, s.Name+"#") != 2 {
			t.Errorf("%s is not played twice: %s", s.Name, one)
		}
	}
	if strings.ReplaceAll(first, "#1", "") == strings.ReplaceAll("a#2"+second, "#2", "") {
		t.Error("both rounds have one order")
	}
}

// TestACancelledRunIsWhole: what was under way is interrupted, what had not begun is
// skipped, and each is reported once.
func TestACancelledRunIsWhole(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		list := named("a-quick", "b", "c", "d")
		ctx, cancel := context.WithCancel(t.Context())
		go func() { synctest.Wait(); cancel() }()
		got, sum := played(ctx, list, suite.Config{Parallel: 2, Play: waiting})
		if got != "a-quick#1 passed, b#1 interrupted, c#1 interrupted, d#1 skipped" || sum.Total != 4 {
			t.Errorf("%s, %+v", got, sum)
		}
		got, _ = played(t.Context(), list, suite.Config{Parallel: 2, Play: waiting, Timeout: time.Minute})
		if got != "a-quick#1 passed, b#1 timed out, c#1 timed out, d#1 skipped" {
			t.Errorf("after its time: %s", got)
		}
		got, sum = played(t.Context(), list, suite.Config{Parallel: 2, Play: waiting, Each: time.Minute})
		if got != "a-quick#1 passed, b#1 timed out, c#1 timed out, d#1 timed out" || sum.Took != 2*time.Minute {
			t.Errorf("after the time of each: %s, %v", got, sum.Took)
		}
	})
}

// TestObserversAreToldOneAfterTheOther: of each that began, that it began comes first.
func TestObserversAreToldOneAfterTheOther(t *testing.T) {
	t.Parallel()
	began, ended, inside := map[int]bool{}, map[int]bool{}, 0
	suite.Run(t.Context(), named("a", "b", "c-bad", "d"), suite.Config{Parallel: 4, Repeat: 25, Play: passing, Observe: func(e suite.Event) {
		if inside++; inside > 1 {
			t.Error("two at once")
		}
		if e.Outcome == nil {
			began[e.Number] = true
		} else if ended[e.Number] = true; !began[e.Number] || e.Outcome.Attempt != e.Attempt || e.Outcome.Scenario != e.Scenario {
			t.Errorf("%+v", e)
		}
		inside--
	}})
	if len(ended) != 100 || !slices.Equal(slices.Sorted(maps.Keys(ended)), slices.Sorted(maps.Keys(began))) {
		t.Errorf("%d began, %d ended", len(began), len(ended))
	}
}

// TestOrderedLetsGoOfWhatPassed: while it waits, and only of that.
func TestOrderedLetsGoOfWhatPassed(t *testing.T) {
	t.Parallel()
	kept := map[play.Verdict]int{}
	observe := suite.Ordered(func(e suite.Event) { kept[e.Outcome.Verdict] = len(e.Outcome.Records) })
	for i, v := range []play.Verdict{play.Failed, play.Passed} {
		o := play.Outcome{Verdict: v, Records: make([]journal.Record, 5)}
		observe(suite.Event{Number: 1 - i, Outcome: &o})
		if len(o.Records) != 5 {
			t.Error("the outcome of others was changed")
		}
	}
	if kept[play.Failed] != 5 || kept[play.Passed] != 0 || len(kept) != 2 {
		t.Errorf("%v", kept)
	}
}
