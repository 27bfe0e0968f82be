package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"winkterm/assets"
)

func sampleNames() (names []string) {
	for _, p := range assets.Payslips() {
		names = append(names, p.Name)
	}
	return names
}

func TestSamplesAreWrittenOut(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new", "folder")
	code, out, errText := run(t, nil, "samples", dir)
	if code != ExitOK || errText != "" {
		t.Fatalf("exit %d, err %q", code, errText)
	}
	paths := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if len(paths) != len(assets.Payslips()) {
		t.Fatalf("printed %q", paths)
	}
	for i, p := range assets.Payslips() {
		got, err := os.ReadFile(paths[i])
		if err != nil || string(got) != string(p.Content()) || paths[i] != filepath.Join(dir, p.Name) {
			t.Errorf("%s: %d bytes, %v", paths[i], len(got), err)
		}
	}
	only(t, dir, sampleNames()...)
}

// only checks that a folder holds these names and nothing half-written.
func only(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Errorf("%q in the folder, want %q", names, want)
	}
}

func TestSamplesAsJSON(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	code, out, _ := run(t, nil, "samples", "--json", dir)
	var paths []struct{ Path string }
	if err := unmarshalLines(out, &paths); err != nil || code != ExitOK || len(paths) != len(assets.Payslips()) || filepath.Dir(paths[0].Path) != dir {
		t.Errorf("exit %d, %v: %s", code, err, out)
	}
}

func TestSamplesKeepWhatIsThere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name := sampleNames()[1]
	mine := filepath.Join(dir, name)
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errText := run(t, nil, "samples", dir)
	if code != ExitUsage || out != "" || !strings.Contains(errText, name) || !strings.Contains(errText, "--force") {
		t.Errorf("exit %d, out %q, err %q", code, out, errText)
	}
	if got, err := os.ReadFile(mine); string(got) != "mine" {
		t.Errorf("%q, %v", got, err)
	}
	only(t, dir, name)

	if code, _, errText := run(t, nil, "samples", "--force", dir); code != ExitOK {
		t.Fatalf("exit %d, err %q", code, errText)
	}
	if got, err := os.ReadFile(mine); string(got) != string(assets.Payslips()[1].Content()) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	only(t, dir, sampleNames()...)
}

func TestSamplesRefuseAPlaceThatIsNone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	taken := filepath.Join(dir, "taken")
	if err := os.MkdirAll(filepath.Join(taken, sampleNames()[0]), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		err  string
	}{
		{[]string{"samples"}, "wants one folder"},
		{[]string{"samples", "a", "b"}, "wants one folder"},
		{[]string{"samples", ""}, "has no name"},
		{[]string{"samples", file}, "is a file"},
		{[]string{"samples", filepath.Join(file, "below")}, "lies below one"},
		{[]string{"samples", "--force", taken}, "is a folder"},
	} {
		code, out, errText := run(t, nil, c.args...)
		if code != ExitUsage || out != "" || !strings.Contains(errText, c.err) {
			t.Errorf("%q: exit %d, out %q, err %q", c.args, code, out, errText)
		}
	}
	only(t, taken, sampleNames()[0])
}

// A full disk shows while a file is written, as a failure half way does.
func TestSamplesLeaveNothingHalfWritten(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cause error
		says  string
	}{
		{syscall.ENOSPC, "the disk is full"},
		{syscall.EDQUOT, "the disk is full"},
		{syscall.EACCES, "you have no permission to write there"},
		{syscall.EROFS, "you have no permission to write there"},
		{syscall.EIO, "nothing was left half-written; try another folder"},
	} {
		dir, first, second := t.TempDir(), sampleNames()[0], sampleNames()[1]
		if err := os.WriteFile(filepath.Join(dir, first), []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		half := func(path string, content []byte, mode fs.FileMode) error {
			if filepath.Base(path) != second {
				return os.WriteFile(path, content, mode)
			}
			return errors.Join(os.WriteFile(path, content[:2], mode), c.cause)
		}
		paths, err := writeSamples(dir, true, half)
		if paths != nil || !errors.Is(err, c.cause) || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), second) {
			t.Errorf("%v: %v, %v", c.cause, paths, err)
		}
		if exitCode(err) != ExitFailed {
			t.Errorf("%v: exit %d", c.cause, exitCode(err))
		}
		only(t, dir, first)
		if got, err := os.ReadFile(filepath.Join(dir, first)); string(got) != "mine" {
			t.Errorf("%v: what was there is %q, %v", c.cause, got, err)
		}
	}
}

func TestSamplesWithoutPermissionSaySo(t *testing.T) {
	t.Parallel()
	if err := notWritten("a", &os.PathError{Op: "mkdir", Path: "/b", Err: syscall.EACCES}); strings.Contains(err.Error(), "/b") || !strings.Contains(err.Error(), "permission") {
		t.Error(err)
	}
}
