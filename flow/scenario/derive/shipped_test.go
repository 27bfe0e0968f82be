package derive_test

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"winkterm/assets"
	"winkterm/flow/recording"
	"winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

// TestTheShippedSuiteIsWrittenAgain records each scenario that ships, writes one of the
// recording, and plays that.
func TestTheShippedSuiteIsWrittenAgain(t *testing.T) {
	t.Parallel()
	files, err := fs.Glob(assets.Scenarios(), "*.yaml")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(path.Base(file), func(t *testing.T) {
			t.Parallel()
			all, err := spec.Reader{FS: assets.Scenarios()}.Read(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range all {
				first := play.Run(t.Context(), s, play.Config{})
				f := recording.Of(first.Header, first.Records)
				second := again(t, f)
				if want, got := story(t, f), story(t, recording.Of(second.Header, second.Records)); !slices.Equal(got, want) {
					t.Errorf("%s\ngot  %s\nwant %s", s.Name, strings.Join(got, ", "), strings.Join(want, ", "))
				}
			}
		})
	}
}
