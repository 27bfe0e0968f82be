package flow_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winkterm/flow"
)

var update = flag.Bool("update", false, "rewrite the transcripts and the guide's diagram")

// TestTranscripts plays every story of testdata. A line that begins with "> " is
// a command, what stands indented under it is what came of it; the first command
// says how the session starts.
func TestTranscripts(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := transcribe(t, string(text))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != string(text) {
				t.Errorf("%s reads differently now (go test ./flow -update rewrites it):\n%s", file, unlike(string(text), got))
			}
		})
	}
}

// transcribe plays a story and writes it anew.
func transcribe(t *testing.T, text string) string {
	t.Helper()
	var out strings.Builder
	var s *story
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "  ") {
			continue
		}
		out.WriteString(line + "\n")
		command, ok := strings.CutPrefix(line, "> ")
		if !ok {
			continue
		}
		if start, ok := strings.CutPrefix(command, "options"); ok {
			s = &story{probe: newProbe(t, startOptions(parseArgs(strings.Fields(start))))}
			continue
		}
		if s == nil {
			t.Fatalf("%q stands before the options", command)
		}
		for _, effect := range s.play(command) {
			out.WriteString("  " + describe(effect) + "\n")
		}
		out.WriteString("  " + pageLine(s.state) + "\n")
	}
	return out.String()
}

// startOptions reads "options browser user=u-1 account=a-1 archive=d-1 only=sss_ph no-consent upload".
func startOptions(a args) flow.Options {
	o := flow.Options{Native: !a.has("browser"), UserID: a.named["user"], AccountID: a.named["account"], ArchiveID: a.named["archive"], Production: a.has("production")}
	o.Widget.EnableUpload = a.has("upload")
	if only := a.named["only"]; only != "" {
		o.Widget.Providers = []string{only}
	}
	if a.has("no-consent") {
		off := false
		o.Widget.EnableConsentPage = &off
	}
	return o
}

// unlike gives the first lines that differ.
func unlike(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range g {
		if i >= len(w) || w[i] != g[i] {
			was := ""
			if i < len(w) {
				was = w[i]
			}
			return "stood: " + was + "\n  now: " + g[i]
		}
	}
	return "the end is missing: " + strings.Join(w[len(g):], "\n")
}
