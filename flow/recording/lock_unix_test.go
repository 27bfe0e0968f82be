//go:build !windows

package recording

import (
	"errors"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// A recording that is closed is not marked any more, though a process that was started
// meanwhile has its file still.
func TestClosedIsNotLive(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.ndjson")
	w, err := Create(path, Header{Command: Wizard})
	if err != nil {
		t.Fatal(err)
	}
	elsewhere, err := unix.Dup(int(w.file.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = unix.Close(elsewhere) }()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if f.Live() {
		t.Error("it is still marked as being written")
	}
}

// A pipe is refused at once: nobody may ever write it to its end.
func TestAPipeIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := unix.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{pipe, "/dev/null", t.TempDir()} {
		if _, err := Open(path); !errors.Is(err, ErrNotPlain) {
			t.Errorf("%s: %v", path, err)
		}
	}
}
