//go:build unix

package terminal

import (
	"errors"
	"io"
	"os"
	"testing"
)

// TestNothingIsTakenAfterTheEnd reads a terminal by two screens, one after the other.
func TestNothingIsTakenAfterTheEnd(t *testing.T) {
	t.Parallel()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = r.Close(), w.Close() }()
	for _, keys := range []string{"a", "b", "c"} {
		in := newInput(r, false, systemAfter)
		write(t, w, keys)
		if got := read(t, in); got != keys {
			t.Errorf("got %q, want %q", got, keys)
		}
		in.end()
		if _, err := in.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
			t.Errorf("after the end: %v", err)
		}
	}
	write(t, w, "left")
	line := make([]byte, 4)
	if n, err := r.Read(line); err != nil || string(line[:n]) != "left" {
		t.Errorf("who reads next gets %q, %v", line[:n], err)
	}
}
