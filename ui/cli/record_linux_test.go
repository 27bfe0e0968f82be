package cli

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

// A wizard that is killed leaves what it has recorded, with what repeats its sandbox.
func TestAKilledWizardIsRecorded(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "case.ndjson")
	p := start(t, build(t, "winkterm"), "--seed", "4711", "--speed", "10", "--company", "Tangerine", "--record", path)
	p.until("Continue")
	p.keys("\r")
	p.until("Search")
	p.keys("sss")
	for range 1500 { // the screen may show less than a word of what has changed
		if text, _ := os.ReadFile(path); bytes.Contains(text, []byte("Searched")) {
			break
		}
		p.rest(20 * time.Millisecond)
	}
	_ = p.end(syscall.SIGKILL)
	f, err := recording.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	h := f.Header()
	if h.Command != recording.Wizard || !h.Native || h.Host != "" || h.Widget.CompanyName != "Tangerine" || h.Terminal != (recording.Terminal{Term: "xterm-256color", Width: 120, Height: 40}) {
		t.Errorf("%+v", h)
	}
	if s := h.Sandbox; s == nil || s.Seed != 4711 || s.Speed != 10 || s.Now.IsZero() || s.Now.After(h.Started) {
		t.Errorf("%+v", s)
	}
	lanes := map[journal.Lane]int{}
	for i := range f.Len() {
		lanes[f.Meta(i).Lane]++
	}
	for _, lane := range []journal.Lane{journal.LaneScreen, journal.LaneHTTP, journal.LaneCallback, journal.LaneState, journal.LaneIntent} {
		if lanes[lane] == 0 {
			t.Errorf("there is nothing of the lane %s: %v", lane, lanes)
		}
	}
	if err := f.Damage(); err != nil && !errors.Is(err, recording.ErrTorn) || f.Live() {
		t.Errorf("%v, live %v", err, f.Live())
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

// Where nothing can be recorded the wizard says so and goes on; a file that is there is
// refused before the screen.
func TestAWizardThatCannotRecord(t *testing.T) {
	t.Parallel()
	p := start(t, build(t, "winkterm"), "--record", "/dev/null/case.ndjson")
	p.until("is not recorded")
	p.until("Continue")
	p.keys("\r")
	p.until("Search")
	_ = p.end(syscall.SIGTERM)
	refused := start(t, build(t, "winkterm"), "--record", os.DevNull)
	refused.until("name another file")
	var exit *exec.ExitError
	if err := refused.end(0); !errors.As(err, &exit) || exit.ExitCode() != ExitUsage {
		t.Errorf("it ended with %v", err)
	}
	if text := refused.written.String(); strings.Contains(text, "Continue") {
		t.Error("the screen was shown")
	}
}
