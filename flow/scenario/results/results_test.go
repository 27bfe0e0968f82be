package results_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/results"
	"winkterm/flow/scenario/spec"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Each format of a run with all kinds of ends, as it was read by eye; twice the same.
func TestGoldenFormats(t *testing.T) {
	t.Parallel()
	for _, format := range results.Formats() {
		got, path := written(t, format, everyKind()), filepath.Join("testdata", "run."+format)
		if again := written(t, format, everyKind()); again != got {
			t.Errorf("%s is not the same twice", format)
		}
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil { //nolint:gosec // a golden file is for everybody
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil || got != string(want) {
			t.Errorf("%s differs from %s (go test ./flow/scenario/results -update rewrites it): %v", format, path, err)
		}
		if results.Doc(format) == "" {
			t.Errorf("%s says not what it is for", format)
		}
	}
}

func TestFormats(t *testing.T) {
	t.Parallel()
	err := results.Write(&bytes.Buffer{}, "pdf", results.Run{})
	if !errors.Is(err, results.ErrFormat) || !strings.Contains(err.Error(), "junit, json, html, tap, github, gitlab") {
		t.Error(err)
	}
}

// A run stands in the order of the suite, whatever ended first, and counts scenarios.
func TestARunIsInTheOrderOfTheSuite(t *testing.T) {
	t.Parallel()
	r := everyKind()
	var got []string
	for _, e := range r.Scenarios {
		name, _, _ := strings.Cut(e.Name, "<")
		got = append(got, strings.TrimSpace(name)+": "+string(e.Verdict))
	}
	want := []string{
		"links an account: passed", "locks an account: failed", "is flaky: failed", "is flaky: passed", "uploads #2: timed out", "never ran: skipped",
		"hostile: invalid", "fails twice: failed", "fails twice: unreachable",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(results.Counts{Scenarios: 7, Attempts: 8, Passed: 1, Failed: 5, Errors: 2, Flaky: 1, Skipped: 1}, r.Counts); diff != "" {
		t.Error(diff)
	}
	if f := r.Scenarios[1].Failure; f.Explanation == nil || f.Explanation.Code != "ACCOUNT_LOCKED" || f.Line != 34 || f.Command == "" {
		t.Errorf("%+v", f)
	}
	if len(r.Dwell) != 2 || r.Dwell[0].Count != 8 || r.Coverage == nil {
		t.Errorf("%+v", r.Dwell)
	}
}

// What a bail left out after an attempt that passed is no skipped scenario; one that is
// there twice, or not in the suite, is not lost.
func TestAttemptsThatWereNotPlayed(t *testing.T) {
	t.Parallel()
	a, twin, stranger := scenario("a.yaml", 1, "a"), scenario("a.yaml", 1, "a"), scenario("b.yaml", 1, "b")
	c := results.Collect(head(), []*spec.Scenario{a, twin})
	c.Add(outcome(a, play.Passed, 1), "", "")
	c.Add(outcome(a, play.Skipped, 2), "", "")
	c.Add(outcome(twin, play.Failed, 1), "", "")
	c.Add(outcome(stranger, play.Passed, 1), "", "")
	r := c.Run(time.Second)
	if diff := cmp.Diff(results.Counts{Scenarios: 3, Attempts: 3, Passed: 2, Failed: 1}, r.Counts); diff != "" {
		t.Error(diff)
	}
	if len(r.Scenarios) != 4 {
		t.Errorf("%+v", r.Scenarios)
	}
}

func TestARunReadsBack(t *testing.T) {
	t.Parallel()
	run := many(30)
	got, err := results.Read(strings.NewReader(written(t, "json", run)))
	if diff := cmp.Diff(run, got, cmpopts.IgnoreUnexported(results.Run{}), cmpopts.EquateEmpty()); err != nil || diff != "" {
		t.Error(err, diff)
	}
	for text, want := range map[string]string{
		"": "not the JSON of a run", "[]": "not the JSON of a run", "{}": "not the JSON of a run", `{"schemaVersion":1,"program":"other"}`: "not the JSON of a run", `{"program":"winkterm"}`: "not the JSON of a run",
		`{"schemaVersion":2,"program":"winkterm"}`: "schemaVersion 2: a newer winkterm wrote it",
	} {
		if _, err := results.Read(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// shards are a run in n parts.
func shards(n int) (all []results.Run) {
	for i := range n {
		h := head()
		h.Shard = &results.Shard{Index: i + 1, Of: n}
		h.Began = began.Add(time.Duration(n-i) * time.Second)
		s := scenario("a.yaml", i*10+1, "part")
		c := results.Collect(h, []*spec.Scenario{s})
		c.Add(outcome(s, play.Passed, 1), "", "")
		c.Add(outcome(s, play.Failed, 2), "", "")
		all = append(all, c.Run(time.Duration(i)*time.Second))
	}
	return all
}

func TestShardsMerge(t *testing.T) {
	t.Parallel()
	parts := shards(3)
	r, err := results.Merge([]results.Run{parts[2], parts[0], parts[1]})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(results.Counts{Scenarios: 3, Attempts: 6, Failed: 3, Flaky: 3}, r.Counts); diff != "" {
		t.Error(diff)
	}
	if r.Shard != nil || r.TookMs != 2000 || !r.Began.Equal(began.Add(time.Second)) || r.Scenarios[0].Line != 1 || r.Scenarios[5].Line != 21 {
		t.Errorf("%+v", r)
	}
	if r.Dwell[0].Count != 6 || r.Coverage.Kinds[0].Covered != 1 || r.Coverage.Kinds[0].Items[6].Count != 6 {
		t.Errorf("%+v %+v", r.Dwell, r.Coverage.Kinds[0])
	}
	whole := parts[0]
	whole.Shard = nil
	other := func(change func(*results.Run)) results.Run {
		r := parts[1]
		r.Shard = &results.Shard{Index: 2, Of: 3}
		change(&r)
		return r
	}
	for name, c := range map[string]struct {
		runs []results.Run
		want string
	}{
		"nothing":       {nil, "nothing to merge"},
		"missing":       {[]results.Run{parts[1]}, "shards are missing: 1/3, 3/3"},
		"twice":         {[]results.Run{parts[0], parts[0], parts[2]}, "shard 1/3 is there twice"},
		"whole":         {[]results.Run{parts[0], whole}, "a run that is whole"},
		"another count": {[]results.Run{parts[0], other(func(r *results.Run) { r.Shard.Of = 4 }), parts[2]}, "not of one suite"},
		"another seed":  {[]results.Run{parts[0], other(func(r *results.Run) { r.Seed++ }), parts[2]}, "not of one suite"},
		"elsewhere":     {[]results.Run{parts[0], other(func(r *results.Run) { r.Target = "https://h.test" }), parts[2]}, "not of one suite"},
		"beyond":        {[]results.Run{parts[0], other(func(r *results.Run) { r.Shard.Index = 4 }), parts[2]}, "shards are missing: 2/3"},
		"a version":     {[]results.Run{parts[0], other(func(r *results.Run) { r.Version = "2" }), parts[2]}, "of winkterm 1.2.3"},
		"a scenario":    {[]results.Run{parts[0], other(func(r *results.Run) { r.Scenarios = parts[0].Scenarios }), parts[2]}, `a.yaml:1: "part" is in shard 1 and in shard 2`},
	} {
		if _, err := results.Merge(c.runs); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

func BenchmarkTenThousand(b *testing.B) {
	r := many(10_000)
	for _, format := range results.Formats() {
		b.Run(format, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.SetBytes(int64(len(written(b, format, r))))
			}
		})
	}
	b.Run("collect", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			many(10_000)
		}
	})
}
