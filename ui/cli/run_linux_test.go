package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"winkterm/flow/scenario/results"
)

// TestCtrlCStillWritesTheReports: what had not begun is skipped, and all is in them.
func TestCtrlCStillWritesTheReports(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"a.yaml": linkScenario})
	report, said := filepath.Join(t.TempDir(), "run.json"), newLiveText()
	cmd := exec.CommandContext(t.Context(), build(t, "winkterm"), "run", dir, "--repeat", "5000", "--json", report)
	cmd.Stdout, cmd.Stderr, cmd.Dir = said, said, t.TempDir()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	(&watching{t: t, err: said}).says("1/5000  George links SSS")
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	var run results.Run
	content, err := os.ReadFile(report)
	if err == nil {
		err = json.Unmarshal(content, &run)
	}
	if code := cmd.ProcessState.ExitCode(); code != ExitInterrupted || err != nil || len(run.Scenarios) != 5000 || !strings.Contains(said.String(), " skipped in ") {
		t.Errorf("exit %d, %v, %d attempts; %.300s", code, err, len(run.Scenarios), said)
	}
}

// TestAReportThatCannotBeWritten is named, and the others are written.
func TestAReportThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	dir, to := write(t, map[string]string{"a.yaml": scenarioText("passed", "")}), t.TempDir()
	locked := filepath.Join(to, "locked")
	if err := os.Mkdir(locked, 0o755); err != nil {
		t.Fatal(err)
	}
	code, _, errText := runs(t, byName, dir, "--json", "/dev/full", "--junit", locked, "--tap", filepath.Join(to, "x.tap"))
	if code != ExitFailed || !strings.Contains(errText, "--json /dev/full: ") || !strings.Contains(errText, syscall.ENOSPC.Error()) || !strings.Contains(errText, "--junit "+locked) {
		t.Errorf("exit %d, %s", code, errText)
	}
	if content, err := os.ReadFile(filepath.Join(to, "x.tap")); err != nil || !bytes.HasPrefix(content, []byte("TAP version")) {
		t.Errorf("%v, %s", err, content)
	}
	if info, err := os.Stat("/dev/full"); err != nil || info.Mode().IsRegular() {
		t.Error("the device is gone")
	}
}

// TestAReportOnStdoutStandsAlone: everything else goes to stderr.
func TestAReportOnStdoutStandsAlone(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"a.yaml": scenarioText("passed", "")})
	code, out, errText := runs(t, byName, dir, "--json", "-")
	if err := json.Unmarshal([]byte(out), new(results.Run)); code != ExitOK || err != nil || !strings.Contains(errText, "1/1  passed") {
		t.Errorf("exit %d, %v: %s%s", code, err, out, errText)
	}
}

// TestTheReadersOfLinesMayLeave: the run ends, and its reports are written.
func TestTheReadersOfLinesMayLeave(t *testing.T) {
	t.Parallel()
	dir, report := write(t, map[string]string{"a.yaml": linkScenario}), filepath.Join(t.TempDir(), "run.json")
	read, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), build(t, "winkterm"), "run", dir, "--repeat", "5000", "--json", report)
	cmd.Stdout, cmd.Dir = out, t.TempDir()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = out.Close()
	if _, err := read.Read(make([]byte, 10)); err != nil {
		t.Fatal(err)
	}
	_ = read.Close()
	_ = cmd.Wait()
	content, err := os.ReadFile(report)
	if code := cmd.ProcessState.ExitCode(); code != ExitFailed || err != nil || !json.Valid(content) {
		t.Errorf("exit %d, %v", code, err)
	}
}

// TestAReportIsWrittenIntoAPipe, which stays one.
func TestAReportIsWrittenIntoAPipe(t *testing.T) {
	t.Parallel()
	dir, pipe := write(t, map[string]string{"a.yaml": scenarioText("passed", "")}), filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	came := make(chan []byte, 1)
	go func() {
		content, _ := os.ReadFile(pipe)
		came <- content
	}()
	code, _, errText := runs(t, byName, dir, "--json", pipe)
	if info, err := os.Stat(pipe); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Fatalf("the pipe is gone: %v", err)
	}
	if content := <-came; code != ExitOK || !json.Valid(content) {
		t.Errorf("exit %d, %s: %s", code, content, errText)
	}
}
