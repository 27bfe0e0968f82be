package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// piped is a place where .env is a pipe, and what its waiting is measured by.
func piped(t *testing.T) (s Streams, path string, notice *strings.Builder, after chan time.Time) {
	t.Helper()
	dir := t.TempDir()
	path = filepath.Join(dir, ".env")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	// Whoever is still opening the pipe at the end is let go.
	t.Cleanup(func() {
		if f, err := os.OpenFile(path, os.O_RDWR|syscall.O_NONBLOCK, 0); err == nil {
			_ = f.Close()
		}
	})
	notice, after = &strings.Builder{}, make(chan time.Time, 1)
	return Streams{
		Dir: dir, Env: environment(nil), Err: notice,
		after: func(time.Duration) <-chan time.Time { return after },
	}, path, notice, after
}

func TestAPipeIsReadAsAFile(t *testing.T) {
	t.Parallel()
	s, path, notice, _ := piped(t)
	go func() {
		if f, err := os.OpenFile(path, os.O_WRONLY, 0); err == nil {
			_, _ = f.WriteString("API_KEY=from-a-pipe\n")
			_ = f.Close()
		}
	}()
	c, err := settings(t.Context(), s, false)
	if err != nil || c.values[envKey] != "from-a-pipe" || !strings.Contains(notice.String(), path) || !strings.Contains(notice.String(), "30s") {
		t.Errorf("got %v, error %v, notice %q", c.values, err, notice)
	}
}

func TestAPipeThatNobodyWritesIsGivenUp(t *testing.T) {
	t.Parallel()
	s, path, _, after := piped(t)
	after <- time.Time{}
	if _, err := settings(t.Context(), s, false); err == nil || !strings.Contains(err.Error(), path) || exitCode(err) != ExitUsage {
		t.Errorf("got %v", err)
	}
}

func TestASignalEndsTheWaitForAPipe(t *testing.T) {
	t.Parallel()
	s, path, _, after := piped(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := settings(ctx, s, false); err == nil || !strings.Contains(err.Error(), "stopped while waiting for "+path) || exitCode(err) == ExitUsage {
		t.Errorf(".env: %v", err)
	}
	f := sandboxFlags{faults: path}
	if err := f.readFaults(ctx, s); err == nil || !strings.Contains(err.Error(), "stopped while waiting for "+path) {
		t.Errorf("--faults: %v", err)
	}
	after <- time.Time{}
	if err := f.readFaults(t.Context(), s); err == nil || !strings.Contains(err.Error(), "--faults") || exitCode(err) != ExitUsage {
		t.Errorf("--faults: %v", err)
	}
}

func TestTheSandboxWaitsForNoPipe(t *testing.T) {
	t.Parallel()
	s, _, notice, _ := piped(t)
	if _, err := settings(t.Context(), s, true); err != nil || notice.Len() > 0 {
		t.Errorf("error %v, notice %q", err, notice)
	}
}
