package replay

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow/recording"
)

// written is a recording that is being written.
type written struct {
	t    *testing.T
	out  *recording.Writer
	file *recording.File
	told *teller
	done int
}

func writing(t *testing.T) *written {
	t.Helper()
	s := locked(t)
	path := filepath.Join(t.TempDir(), "s.ndjson")
	out, err := recording.Create(path, s.file().Header())
	if err != nil {
		t.Fatal(err)
	}
	f, err := recording.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = f.Close(), out.Close() })
	return &written{t: t, out: out, file: f, told: s}
}

// writes writes so many records more, which the file's follower reads.
func (w *written) writes(n int) {
	w.t.Helper()
	for range n {
		w.out.Write(w.told.records[w.done])
		w.done++
	}
	ctx, cancel := context.WithCancel(w.t.Context())
	if err := w.file.Follow(ctx, cancel); !errors.Is(err, context.Canceled) || w.file.Len() != w.done {
		w.t.Fatalf("%v, %d records", err, w.file.Len())
	}
}

// Who looks at the newest moment goes along with what comes; who has stepped back stays,
// and is told how much is newer.
func TestASessionIsFollowed(t *testing.T) {
	t.Parallel()
	w := writing(t)
	b := newBench(t, w.file, func(c *Config) { c.Follow = true })
	if !strings.Contains(b.screen(), "shows here by itself") {
		t.Errorf("nothing is said of what is to come\n%s", b.screen())
	}
	w.writes(12)
	if b.Update(grownMsg{}); b.at != 11 || !strings.Contains(b.screen(), "record 12/12") || !strings.Contains(b.screen(), " live │") {
		t.Errorf("at record %d\n%s", b.at+1, b.screen())
	}
	b.press("left")
	w.writes(5)
	if b.Update(grownMsg{}); b.at != 10 || !strings.Contains(b.screen(), "record 11/17") || !strings.Contains(b.screen(), "live, 6 newer") {
		t.Errorf("at record %d\n%s", b.at+1, b.screen())
	}
	b.press("end")
	w.writes(len(w.told.records) - 17)
	if b.Update(grownMsg{}); b.at != 35 || !strings.Contains(b.screen(), "ACCOUNT_LOCKED") {
		t.Errorf("at record %d\n%s", b.at+1, b.screen())
	}
	if b.Update(endedMsg{}); !strings.Contains(b.screen(), "the session has ended") || strings.Contains(b.screen(), " live ") {
		t.Errorf("its end is not said\n%s", b.screen())
	}
	if b.Update(endedMsg{errors.New("the disk is gone")}); !strings.Contains(b.screen(), "the disk is gone") {
		t.Error("the failure is not said")
	}
}

// The commands end with the file, and nothing goes on.
func TestFollowingEnds(t *testing.T) {
	t.Parallel()
	w := writing(t)
	w.writes(12)
	b := newBench(t, w.file, func(c *Config) { c.Follow = true })
	if err := w.out.Close(); err != nil {
		t.Fatal(err)
	}
	batch, _ := b.followFile()().(tea.BatchMsg)
	if ended, ok := batch[1]().(endedMsg); !ok || ended.err != nil {
		t.Errorf("following ends with %v, %t", ended.err, ok)
	}
	for n := 0; batch[0]() != nil; n++ { // what was reported is taken, and then the end
		if n > 1 {
			t.Fatal("it waits for what cannot come")
		}
	}
	if newBench(t, w.file, nil).followFile() != nil {
		t.Error("a file is followed that is not to be")
	}
}
