package recording

import (
	"errors"
	"os"
	"syscall"
	"testing"

	"winkterm/flow/journal"
)

// A device that is full ends the recording, and says why.
func TestAFullDevice(t *testing.T) {
	t.Parallel()
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = full.Close() }()
	w := &Writer{to: full}
	for _, r := range recorded([]journal.Data{journal.Note{Topic: "a"}, journal.Note{Topic: "b"}}) {
		w.Write(r)
	}
	if !errors.Is(w.Failed(), syscall.ENOSPC) {
		t.Error(w.Failed())
	}
	if _, err := NewWriter(full, Header{}); !errors.Is(err, syscall.ENOSPC) {
		t.Error(err)
	}
}
