//go:build unix

package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/ui/files/query"
)

// folder has one of everything.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"page10.pdf", "Page2.pdf", "a.PNG", "b.jpeg", "c.jpg", ".hidden.pdf"} {
		put(t, at(name), pdf)
	}
	put(t, at("empty.pdf"), "")
	put(t, at("notes.txt"), "x")
	put(t, at("scan.tif"), tiffMagic)
	put(t, at("huge.pdf"), pdf)
	put(t, at("名\x1b[2J.pdf"), pdf)
	mkdir(t, at("zeta"))
	mkdir(t, at("Alpha.pdf"))
	mkdir(t, at(".git"))
	err := errors.Join(
		os.Truncate(at("huge.pdf"), wire.FileLimit+1), syscall.Mkfifo(at("pipe.pdf"), 0o600),
		os.Symlink("zeta", at("beta")), os.Symlink("nowhere", at("dangling.pdf")), os.Symlink("page10.pdf", at("link.pdf")),
	)
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestListJudgesWhatIsThere(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	got, err := List(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	n := int64(len(pdf))
	want := query.Listed{Dir: dir, Entries: []query.Entry{
		{Name: "Alpha.pdf", Dir: true},
		{Name: "beta", Dir: true},
		{Name: "zeta", Dir: true},
		{Name: "a.PNG", Size: n, Format: wire.FormatPNG},
		{Name: "b.jpeg", Size: n, Format: wire.FormatJPEG},
		{Name: "c.jpg", Size: n, Format: wire.FormatJPG},
		{Name: "dangling.pdf", Reason: "the link leads nowhere"},
		{Name: "empty.pdf", Format: wire.FormatPDF, Reason: "empty"},
		{Name: "huge.pdf", Size: wire.FileLimit + 1, Format: wire.FormatPDF, Reason: "larger than 15 MB"},
		{Name: "link.pdf", Size: n, Format: wire.FormatPDF},
		{Name: "notes.txt", Size: 1, Reason: "not a PDF, PNG or JPEG"},
		{Name: "Page2.pdf", Size: n, Format: wire.FormatPDF},
		{Name: "page10.pdf", Size: n, Format: wire.FormatPDF},
		{Name: "pipe.pdf", Reason: "a pipe, socket or device"},
		{Name: "scan.tif", Size: int64(len(tiffMagic)), Reason: "TIFF: the API does not take it though the docs name it"},
		{Name: "名\x1b[2J.pdf", Size: n, Format: wire.FormatPDF},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestListShowsTheHiddenOnes(t *testing.T) {
	t.Parallel()
	got, err := List(folder(t), true)
	if err != nil {
		t.Fatal(err)
	}
	if names := namesOf(got); names[0] != ".git" || names[4] != ".hidden.pdf" {
		t.Errorf("%q", names)
	}
}

func namesOf(l query.Listed) (names []string) {
	for _, e := range l.Entries {
		names = append(names, e.Name)
	}
	return names
}

func TestListIsBounded(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const there = maxEntries + 700
	for i := range there {
		put(t, filepath.Join(dir, fmt.Sprintf("%d.pdf", (i*7919)%there)), pdf)
	}
	got, err := List(dir, false)
	if err != nil || !got.Truncated || len(got.Entries) != maxEntries {
		t.Fatalf("%d entries, truncated %v, %v", len(got.Entries), got.Truncated, err)
	}
	for i, e := range got.Entries {
		if e.Name != fmt.Sprintf("%d.pdf", i) {
			t.Fatalf("entry %d is %q: the first ones were not kept", i, e.Name)
		}
	}
}

func TestListFails(t *testing.T) {
	t.Parallel()
	file := place(t, "a.pdf", pdf)
	for path, what := range map[string]string{
		file:                           "it is not a folder",
		file + "/x":                    "a part of the path is a file",
		filepath.Dir(file) + "/none":   "there is no such file or folder",
		"~/no-such-folder-of-winkterm": "there is no such file or folder",
	} {
		_, err := List(path, false)
		wants(t, err, what)
	}
	_, err := refusing(fs.ErrPermission).list(filepath.Dir(file), false)
	wants(t, err, "you have no permission to read it")
}

func TestListSaysWhatMayNotBeRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a.pdf"), pdf)
	put(t, filepath.Join(dir, "b.pdf"), pdf)
	put(t, filepath.Join(dir, "c.pdf"), pdf)
	put(t, filepath.Join(dir, "gone.pdf"), pdf)
	mkdir(t, filepath.Join(dir, "private"))
	d := system()
	d.allowed = func(path string, dir bool) error {
		if dir || strings.HasSuffix(path, "a.pdf") {
			return syscall.EACCES
		}
		return nil
	}
	d.stat = func(path string) (fs.FileInfo, error) {
		switch filepath.Base(path) {
		case "b.pdf":
			return nil, fs.ErrPermission
		case "c.pdf":
			return nil, syscall.EIO
		case "gone.pdf":
			return nil, fs.ErrNotExist
		}
		return os.Stat(path)
	}
	got, err := d.list(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	var reasons []string
	for _, e := range got.Entries {
		reasons = append(reasons, e.Name+": "+e.Reason)
	}
	want := []string{"private: no permission", "a.pdf: no permission", "b.pdf: no permission", "c.pdf: cannot be read"}
	if diff := cmp.Diff(want, reasons); diff != "" {
		t.Error(diff)
	}
}

func TestThisProcessMayReadItsOwnFiles(t *testing.T) {
	t.Parallel()
	path := place(t, "a.pdf", pdf)
	if err := errors.Join(allowed(path, false), allowed(filepath.Dir(path), true)); err != nil {
		t.Error(err)
	}
}

func TestOrder(t *testing.T) {
	t.Parallel()
	names := []string{"page10", "page9", "page1", "page", "page1b", "page01", "a-b", "a b", "2", "10", "b", strings.Repeat("9", 40)}
	slices.SortFunc(names, natural)
	want := []string{"2", "10", strings.Repeat("9", 40), "a b", "a-b", "b", "page", "page1", "page01", "page1b", "page9", "page10"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
}

// natural compares two names of files.
func natural(a, b string) int {
	return before(listedName{name: a, key: orderKey(a)}, listedName{name: b, key: orderKey(b)})
}

func TestOrderIsAnOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[a-c01-9.]{0,6}`)
		a, b, c := name.Draw(t, "a"), name.Draw(t, "b"), name.Draw(t, "c")
		if natural(a, b) != -natural(b, a) || natural(a, a) != 0 {
			t.Fatalf("%q and %q", a, b)
		}
		if natural(a, b) <= 0 && natural(b, c) <= 0 && natural(a, c) > 0 {
			t.Fatalf("%q ≤ %q ≤ %q", a, b, c)
		}
	})
}

func BenchmarkList(b *testing.B) {
	dir := b.TempDir()
	for i := range maxEntries {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("payslip-%d.pdf", i)), []byte(pdf), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := List(dir, false); err != nil {
			b.Fatal(err)
		}
	}
}
