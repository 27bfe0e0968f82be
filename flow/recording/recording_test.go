package recording_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

// failsOnce takes no first record, and all after it.
type failsOnce struct{ lines int }

func (f *failsOnce) Write(p []byte) (int, error) {
	if f.lines++; f.lines == 2 {
		return 0, os.ErrClosed
	}
	return len(p), nil
}

// A record that could not be written ends the recording: no later one may follow a gap.
func TestAfterAFailureNothingIsWritten(t *testing.T) {
	t.Parallel()
	to := &failsOnce{}
	w, err := recording.NewWriter(to, recording.Header{})
	if err != nil {
		t.Fatal(err)
	}
	for seq := range 3 {
		w.Write(journal.Record{Seq: seq + 1, Lane: journal.LaneNote, Data: journal.Note{}})
	}
	if to.lines != 2 || !errors.Is(w.Failed(), os.ErrClosed) {
		t.Errorf("%d lines were tried, %v", to.lines, w.Failed())
	}
}

// TestWhatIsWrittenIsRead keeps two records and reads them back.
func TestWhatIsWrittenIsRead(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "session.ndjson")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w, err := recording.NewWriter(out, recording.Header{Command: recording.Wizard, Program: "1.2"})
	if err != nil {
		t.Fatal(err)
	}
	j := journal.New(func() time.Time { return time.Unix(1_800_000_000, 0) })
	j.KeepIn(w.Write)
	j.Append(journal.Note{Topic: "a", Text: "one"})
	j.Append(journal.Note{Topic: "b", Text: "two"})
	if err := out.Close(); err != nil || w.Failed() != nil {
		t.Fatal(err, w.Failed())
	}
	f, err := recording.Open(path)
	if err != nil || f.Damage() != nil || f.Len() != 2 || f.Header().Program != "1.2" {
		t.Fatalf("%v, %v, %d records, %+v", err, f.Damage(), f.Len(), f.Header())
	}
	if r, err := f.At(1); err != nil || r.Seq != 2 || r.Data != (journal.Note{Topic: "b", Text: "two"}) {
		t.Errorf("%v, %+v", err, r)
	}
}
