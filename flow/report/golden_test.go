package report_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"winkterm/flow/report"
)

// long are formats with every record or screen in them: one golden of each will do.
var long = []string{"json", "cast", "html", "har"}

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGoldenArtefacts writes three sessions in every format that is text.
func TestGoldenArtefacts(t *testing.T) {
	t.Parallel()
	for name := range played {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := caseOf(t, name)
			for _, format := range report.Formats() {
				if report.Binary(format) || name != "widget" && slices.Contains(long, format) {
					continue
				}
				got := settled(written(t, format, c))
				path := filepath.Join("testdata", name+report.Ending(format))
				if *update {
					if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
					continue
				}
				want, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if got != string(want) {
					t.Errorf("%s differs from %s (go test ./flow/report -update rewrites it); at byte %d of %d", format, path, firstDifference(got, string(want)), len(want))
				}
			}
		})
	}
}

// settled takes out what other packages decide: the code of a path, and the flow's own
// state.
func settled(text string) string {
	text = pathCode.ReplaceAllString(text, "wt1:…")
	return stateData.ReplaceAllString(text, `"state": …`)
}

var (
	pathCode  = regexp.MustCompile(`wt1:[0-9a-z]+`)
	stateData = regexp.MustCompile(`(?m)"state": \{\n(?:\s{10,}.*\n)*\s{8}\}`)
)

func firstDifference(a, b string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}
