package scenario_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"winkterm/flow/scenario"
	"winkterm/flow/scenario/spec"
)

// fake is a test that keeps what it fails with.
type fake struct {
	testing.TB
	failed []string
}

func (f *fake) Helper()           {}
func (f *fake) Error(args ...any) { f.failed = append(f.failed, fmt.Sprint(args...)) }

// TestAFailureNamesTheStep plays steps in Go that end elsewhere.
func TestAFailureNamesTheStep(t *testing.T) {
	t.Parallel()
	f := &fake{TB: t}
	scenario.Play(f, spec.Scenario{Steps: []spec.Step{
		{Do: spec.Consent{}},
		{Do: spec.Choose{Provider: "sss_ph"}, Expect: []spec.Expect{{Check: spec.OnPage{Page: "LoginOptions"}}}},
	}})
	if len(f.failed) != 1 {
		t.Fatalf("it failed with %q", f.failed)
	}
	for _, part := range []string{"step 2: failed: choose sss_ph", "expected: the page LoginOptions", "got:      the page Login", "before that:", "GET /providers/sss_ph/login 200 OK"} {
		if !strings.Contains(f.failed[0], part) {
			t.Errorf("it lacks %q:\n%s", part, f.failed[0])
		}
	}
}

// TestFilesOfOnesOwn uploads files that lie beside the scenario.
func TestFilesOfOnesOwn(t *testing.T) {
	t.Parallel()
	scenario.Run(t, "testdata/upload.yaml")
	f := &fake{TB: t}
	scenario.Play(f, spec.Scenario{Options: spec.Options{EnableUpload: true}, Steps: []spec.Step{
		{Do: spec.Consent{}}, {Do: spec.Upload{Type: "PAYSLIP", Files: []string{"testdata/none.pdf"}}},
	}})
	if len(f.failed) != 1 || !strings.Contains(f.failed[0], "none.pdf") {
		t.Errorf("it failed with %q", f.failed)
	}
}

// TestTheScenariosOfTheDocs plays each scenario that stands in the docs.
func TestTheScenariosOfTheDocs(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"docs/qa.md", "docs/scenarios-guide.md"} {
		text, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		blocks := regexp.MustCompile("(?ms)^```yaml\n(version: 1\n.*?)^```").FindAllSubmatch(text, -1)
		if len(blocks) == 0 {
			t.Errorf("%s has no scenario", name)
		}
		for i, block := range blocks {
			files := fstest.MapFS{name: {Data: block[1]}}
			all, err := spec.Read(files, name)
			if err != nil {
				t.Fatalf("scenario %d: %v", i+1, err)
			}
			for _, s := range all {
				scenario.Play(t, *s)
			}
		}
	}
}
