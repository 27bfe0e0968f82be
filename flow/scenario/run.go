package scenario

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

// Run plays each scenario of a file as a subtest of t, all of them in parallel, on
// sandboxes of their own. A subtest fails with what was not as it should be; t itself
// fails where the file cannot be read. Variables come from the environment of the test.
func Run(t *testing.T, file string) {
	t.Helper()
	dir := filepath.Dir(file)
	all, err := spec.Reader{FS: os.DirFS(dir), Env: os.LookupEnv}.Read(filepath.Base(file))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			playIn(t, dir, *s)
		})
	}
}

// Play plays a scenario on a sandbox of its own, and gives what became of it. t fails
// with what was not as it should be. Files that it uploads are seen from the folder in
// which the test runs.
func Play(t testing.TB, s spec.Scenario) play.Outcome {
	t.Helper()
	s.Steps = slices.Clone(s.Steps)
	for i := range s.Steps {
		if s.Steps[i].Pos.Line == 0 {
			s.Steps[i].Pos.File = fmt.Sprintf("step %d", i+1)
		}
	}
	return playIn(t, ".", s)
}

func playIn(t testing.TB, dir string, s spec.Scenario) play.Outcome {
	t.Helper()
	out := play.Run(t.Context(), &s, play.Config{File: file(dir), OpenFile: open})
	if text := Describe(out); text != "" {
		t.Error(text)
	}
	return out
}

// Describe says what of an outcome is not as it should be, as a test prints it; empty of
// one that passed.
func Describe(o play.Outcome) string {
	f := o.Failure
	switch {
	case o.Verdict == play.Passed:
		return ""
	case f == nil:
		return string(o.Verdict)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s: %s\n", f.Pos, o.Verdict, f.Step)
	if f.Wanted != "" {
		fmt.Fprintf(&b, "expected: %s\n", f.Wanted)
	}
	fmt.Fprintf(&b, "got:      %s\n", f.Got)
	if len(f.Last) > 0 {
		fmt.Fprintf(&b, "before that:\n  %s\n", strings.Join(f.Last, "\n  "))
	}
	return b.String()
}
