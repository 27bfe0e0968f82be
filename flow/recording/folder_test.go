package recording

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"winkterm/flow/journal"
)

// The folder is the user's own for states of programs, on each system.
func TestUserFolder(t *testing.T) {
	t.Parallel()
	root := t.TempDir() // absolute on any system
	join := filepath.Join
	for _, c := range []struct {
		system string
		env    map[string]string
		want   string
	}{
		{"linux", map[string]string{"HOME": root}, join(root, ".local", "state", "winkterm", "sessions")},
		{"linux", map[string]string{"HOME": root, "XDG_STATE_HOME": join(root, "x")}, join(root, "x", "winkterm", "sessions")},
		{"linux", map[string]string{"HOME": root, "XDG_STATE_HOME": "relative"}, join(root, ".local", "state", "winkterm", "sessions")},
		{"darwin", map[string]string{"HOME": root}, join(root, "Library", "Application Support", "winkterm", "sessions")},
		{"windows", map[string]string{"LocalAppData": root, "HOME": "y"}, join(root, "winkterm", "sessions")},
		{"linux", nil, ""},
		{"windows", map[string]string{"HOME": root}, ""},
	} {
		got, err := userFolder(c.system, func(name string) string { return c.env[name] })
		if string(got) != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s with %v: %q, %v; want %q", c.system, c.env, got, err, c.want)
		}
	}
}

// Recordings that begin at the same moment get files of their own, which sort by time and
// are for the user alone.
func TestCreateInTheFolder(t *testing.T) {
	t.Parallel()
	folder := Folder(filepath.Join(t.TempDir(), "state", "sessions"))
	var at sync.WaitGroup
	for range 8 {
		at.Go(func() {
			w, err := folder.Create(Header{Started: noon})
			if err != nil {
				t.Error(err)
				return
			}
			if err := w.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	at.Wait()
	later, err := folder.Create(Header{Started: noon.Add(time.Second)})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = later.Close() }()
	names, err := folder.Names()
	if err != nil || len(names) != 9 || names[0] != "20261129-120001-000" || names[8] != "20261129-120000-000" || !slices.IsSortedFunc(names, func(a, b string) int { return strings.Compare(b, a) }) {
		t.Errorf("%v, %v", names, err)
	}
	if path, err := folder.Find(Last); err != nil || path != later.Path() {
		t.Errorf("the last is %s, %v", path, err)
	}
	if name := folder.Name(later.Path()); name != names[0] {
		t.Errorf("its name is %s", name)
	}
	for _, other := range []string{filepath.Join(string(folder), "notes.txt"), filepath.Base(later.Path())} {
		if name := folder.Name(other); name != other {
			t.Errorf("%s is not in the folder and has the name %s", other, name)
		}
	}
	for path, want := range map[string]fs.FileMode{string(folder): 0o700 | fs.ModeDir, later.Path(): 0o600} {
		if info, err := os.Stat(path); err != nil || filepath.Separator == '/' && info.Mode() != want {
			t.Errorf("%s has %v, %v", path, info.Mode(), err)
		}
	}
}

// A file that is there is left as it is.
func TestCreateNeverOverwrites(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(path, Header{}); !errors.Is(err, ErrExists) || !strings.Contains(err.Error(), path) {
		t.Errorf("%v", err)
	}
	if text, _ := os.ReadFile(path); string(text) != "mine" {
		t.Errorf("it holds %q now", text)
	}
}

// TestAFolderThatCannotBeRead says what to do.
func TestAFolderThatCannotBeRead(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sessions")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Folder(path).Names(); err == nil || !strings.Contains(err.Error(), "name a recording by its path") {
		t.Errorf("%v", err)
	}
}

// A file is being written from its creation to its end.
func TestAFileIsLiveWhileItIsWritten(t *testing.T) {
	t.Parallel()
	w, err := Create(filepath.Join(t.TempDir(), "session.ndjson"), Header{Started: noon})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range recorded([]journal.Data{journal.Note{Topic: "a"}, journal.Note{Topic: "b"}}) {
		w.Write(r)
	}
	if f := open(t, w.Path()); !f.Live() || f.Len() != 2 {
		t.Errorf("live %v, %d records", f.Live(), f.Len())
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if f := open(t, w.Path()); f.Live() || f.Len() != 2 {
		t.Errorf("live %v, %d records", f.Live(), f.Len())
	}
}
