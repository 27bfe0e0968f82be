package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winkterm/flow/recording"
)

// A FILE argument is a path, a name in the folder, or last, and none of them hides why
// there is nothing.
func TestAFileArgumentIsFound(t *testing.T) {
	t.Parallel()
	state := t.TempDir()
	vars := map[string]string{"XDG_STATE_HOME": state}
	s := Streams{Env: func(name string) (string, bool) { v, ok := vars[name]; return v, ok }}
	if _, err := openRecording(s, "last"); !errors.Is(err, recording.ErrNone) {
		t.Errorf("nothing is there yet: %v", err)
	}
	folder := filepath.Join(state, "winkterm", "sessions")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"20261129-072530-417", "20261130-072530-417"} {
		if err := os.WriteFile(filepath.Join(folder, name+".ndjson"), []byte(`{"winktermRecording":1,"program":"`+name+`"}`+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{
		"last": "20261130-072530-417", "20261129-072530-417": "20261129-072530-417", "20261129-072530-417.ndjson": "20261129-072530-417",
		filepath.Join(folder, "20261129-072530-417.ndjson"): "20261129-072530-417",
	} {
		f, err := openRecording(s, name)
		if err != nil || f.Header().Program != want {
			t.Fatalf("%s: %v", name, err)
		}
		_ = f.Close()
	}
	if _, err := openRecording(s, "nothing"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("there is none of that name: %v", err)
	}
	for _, command := range []string{"report", "replay --plain", "diff last", "repro", "sessions rm"} {
		if code, _, errText := run(t, vars, append(strings.Fields(command), "nothing")...); code != ExitUsage {
			t.Errorf("%s: exit %d, %s", command, code, errText)
		}
	}
	if _, err := openRecording(Streams{Env: func(string) (string, bool) { return "", false }}, "last"); err == nil {
		t.Error("without a home there is no last one")
	}
}
