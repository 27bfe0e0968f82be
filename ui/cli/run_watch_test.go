package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	plays "winkterm/flow/scenario/play"
	"winkterm/flow/scenario/spec"
)

// TestRunPlaysAgain when a file is saved, as editors do it, and when one comes in a new
// folder; what is being played then is stopped first.
func TestRunPlaysAgain(t *testing.T) {
	t.Parallel()
	dir, aside := write(t, map[string]string{"a.yaml": scenarioText("passed one", "")}), t.TempDir()
	said := newLiveText()
	hangs := func(ctx context.Context, s *spec.Scenario, attempt int, step func(spec.Step)) plays.Outcome {
		if strings.Contains(s.Name, "hangs") {
			fmt.Fprintln(said, "it hangs")
			<-ctx.Done()
			return plays.Outcome{Verdict: plays.Interrupted}
		}
		return byName(ctx, s, attempt, step)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		s := Streams{In: strings.NewReader(""), Out: said, Err: said, Env: environment(nil), player: hangs}
		root := newRoot(s)
		root.SetArgs([]string{"run", dir, "--watch"})
		ended <- root.ExecuteContext(ctx)
	}()
	w := &watching{t: t, err: said}
	save := func(name, text string) {
		path := filepath.Join(aside, "new")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(path, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	w.says("1/1  passed one")
	w.says("plays again when a scenario file is saved")
	save("a.yaml", scenarioText("passed two", ""))
	w.says("1/1  passed two")
	save("a.yaml", "version: 1\nname: a\nstepps: []\n")
	w.says("a.yaml:3:1")
	save("a.yaml", scenarioText("passed three", ""))
	w.says("1/1  passed three")
	if err := os.Mkdir(filepath.Join(dir, "below"), 0o755); err != nil {
		t.Fatal(err)
	}
	w.says("below was saved")
	save("below/b.yaml", scenarioText("passed in the new folder", ""))
	w.says("2/2  passed in the new folder")
	save("a.yaml", scenarioText("it hangs", ""))
	w.says("it hangs\n")
	save("a.yaml", scenarioText("passed four", ""))
	w.says("interrupted  1/2  it hangs")
	w.says("1/2  passed four")
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
