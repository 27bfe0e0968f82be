package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	bolt "go.etcd.io/bbolt"
)

func TestOpenMakesAFileForTheUserAlone(t *testing.T) {
	t.Parallel()
	file := newFile(t)
	s := mustOpen(t, file)
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Error("the mode is", info.Mode())
	}
	mustClose(t, s)
	if left, _ := os.ReadDir(filepath.Dir(file)); len(left) != 1 {
		t.Error("in the folder are", left)
	}
}

func TestOpenTakesAFileWithNothingInIt(t *testing.T) {
	t.Parallel()
	made := map[string]func(t *testing.T, file string){
		"empty": func(t *testing.T, file string) { write0(t, file, nil) },
		// Who makes a file in place may be killed before he comes to the mark.
		"no mark yet": func(t *testing.T, file string) { foreign(t, file, nil) },
	}
	for name, make := range made {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := newFile(t)
			make(t, file)
			s := mustOpen(t, file)
			save(t, s, func(b *Batch) { b.Put("t", 1, []byte("a")) })
			mustClose(t, s)
			if got := rows(t, mustOpen(t, file), "t"); len(got) != 1 {
				t.Error("there is", got)
			}
		})
	}
}

func TestOpenRefusesAndTouchesNothing(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		make func(t *testing.T, file string)
		want error
	}{
		"text":             {func(t *testing.T, file string) { write0(t, file, []byte("dear diary")) }, ErrNotOurs},
		"long text":        {func(t *testing.T, file string) { write0(t, file, bytes.Repeat([]byte("dear diary "), 9000)) }, ErrNotOurs},
		"zeros":            {func(t *testing.T, file string) { write0(t, file, make([]byte, 1<<16)) }, ErrNotOurs},
		"another program":  {func(t *testing.T, file string) { foreign(t, file, []byte("recipes")) }, ErrNotOurs},
		"mark, no version": {func(t *testing.T, file string) { foreign(t, file, markName) }, ErrNotOurs},
		"older version":    {func(t *testing.T, file string) { ofVersion(t, file, version-1) }, ErrNotOurs},
		"newer version":    {func(t *testing.T, file string) { ofVersion(t, file, version+1) }, ErrNotOurs},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := newFile(t)
			c.make(t, file)
			refused(t, file, c.want)
		})
	}
}

// refused expects that a file is not opened, and stays as it is.
func refused(t *testing.T, file string, want error) {
	t.Helper()
	before, _ := os.ReadFile(file)
	info, _ := os.Stat(file)
	if s, err := Open(file, version); !errors.Is(err, want) {
		t.Errorf("want %q, got %v", want, err)
		if err == nil {
			_ = s.Close()
		}
	}
	after, _ := os.ReadFile(file)
	now, _ := os.Stat(file)
	if !bytes.Equal(before, after) || !now.ModTime().Equal(info.ModTime()) {
		t.Error("the file was touched")
	}
}

func write0(t testing.TB, file string, content []byte) {
	t.Helper()
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// foreign makes a database that Open did not make, with one bucket in it or none.
func foreign(t *testing.T, file string, bucket []byte) {
	t.Helper()
	db, err := bolt.Open(file, 0o600, nil)
	if err == nil && bucket != nil {
		err = db.Update(func(tx *bolt.Tx) error { _, err := tx.CreateBucket(bucket); return err })
	}
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func ofVersion(t *testing.T, file string, version int) {
	t.Helper()
	s, err := Open(file, version)
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, s)
}

func TestOpenOfAFileInUse(t *testing.T) {
	t.Parallel()
	file := newFile(t)
	s := mustOpen(t, file)
	save(t, s, func(b *Batch) { b.Put("t", 1, []byte("a")) })
	refused(t, file, ErrInUse)
	save(t, s, func(b *Batch) { b.Put("t", 2, []byte("b")) })
	mustClose(t, s)
	if got := rows(t, mustOpen(t, file), "t"); len(got) != 2 {
		t.Error("there is", got)
	}
}

func TestOpenWhereNoFileCanBe(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	write0(t, filepath.Join(folder, "file"), []byte("x"))
	for name, c := range map[string]struct {
		path string
		want error
	}{
		"a folder":            {folder, ErrNotOurs},
		"no such folder":      {filepath.Join(folder, "none", "data"), fs.ErrNotExist},
		"in a file":           {filepath.Join(folder, "file", "data"), nil},
		"a device":            {os.DevNull, ErrNotOurs},
		"a name without text": {"", fs.ErrNotExist},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Open(c.path, version)
			if err == nil || c.want != nil && !errors.Is(err, c.want) {
				t.Error("it gives", err)
			}
		})
	}
}

func TestOpenInAFolderThatMayOnlyBeRead(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for _, path := range []string{filepath.Dir(folder), folder} { // which others may enter
		if err := os.Chmod(path, 0o555); err != nil { //nolint:gosec // as the test wants it
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Dir(folder), 0o700) }) //nolint:gosec // so that it can be removed
	var err error
	asUser(t, func() { _, err = Open(filepath.Join(folder, "data"), version) })
	if !errors.Is(err, fs.ErrPermission) {
		t.Error("it gives", err)
	}
}

func TestOpenOfTheSameFileTwiceAtOnce(t *testing.T) {
	t.Parallel()
	file := newFile(t)
	opened := make(chan *Store)
	for range 4 {
		go func() {
			s, err := Open(file, version)
			if err != nil && !errors.Is(err, ErrInUse) {
				t.Error(err)
			}
			opened <- s
		}()
	}
	var winners []*Store
	for range 4 {
		if s := <-opened; s != nil {
			winners = append(winners, s)
		}
	}
	if len(winners) > 1 {
		t.Error(len(winners), "have it at once")
	}
	for _, s := range winners {
		mustClose(t, s)
	}
	mustClose(t, mustOpen(t, file))
}
