package files

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExpand(t *testing.T) {
	t.Parallel()
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"~": home, "~/": home, "~/a b.pdf": filepath.Join(home, "a b.pdf"),
		"": "", "/a/~": "/a/~", "./~/a": "./~/a", "~jane/a": "~jane/a", "$HOME/a": "$HOME/a", "~~": "~~",
	} {
		if got := expand(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestComplete(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"payslip-may.pdf", "payslip-june.pdf", "Photo.png", "photo.txt", ".hidden.pdf", "明細1.pdf", "明朝.pdf"} {
		put(t, filepath.Join(dir, name), pdf)
	}
	mkdir(t, filepath.Join(dir, "docs"))
	put(t, filepath.Join(dir, "docs", "only one.pdf"), pdf)
	if err := os.Symlink("docs", filepath.Join(dir, "linked")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		in, out    string
		candidates []string
	}{
		{"pay", "payslip-", []string{"payslip-june.pdf", "payslip-may.pdf"}},
		{"payslip-m", "payslip-may.pdf", []string{"payslip-may.pdf"}},
		{"payslip-may.pdf", "payslip-may.pdf", []string{"payslip-may.pdf"}},
		{"do", "docs/", []string{"docs/"}},
		{"docs", "docs/", []string{"docs/"}},
		{"docs/", "docs/only one.pdf", []string{"only one.pdf"}},
		{"lin", "linked/", []string{"linked/"}},
		{"linked/o", "linked/only one.pdf", []string{"only one.pdf"}},
		{"Pho", "Photo.png", []string{"Photo.png"}},
		{"pho", "photo.txt", []string{"photo.txt"}},
		{"PHO", "PHO", []string{"Photo.png", "photo.txt"}},
		{"PAYSLIP-J", "payslip-june.pdf", []string{"payslip-june.pdf"}},
		{".h", ".hidden.pdf", []string{".hidden.pdf"}},
		{"明", "明", []string{"明朝.pdf", "明細1.pdf"}},
		{"明細", "明細1.pdf", []string{"明細1.pdf"}},
		{"", "", []string{"docs/", "linked/", "payslip-june.pdf", "payslip-may.pdf", "Photo.png", "photo.txt", "明朝.pdf", "明細1.pdf"}},
		{"nothing", "nothing", nil},
		{"none/x", "none/x", nil},
		{"payslip-may.pdf/x", "payslip-may.pdf/x", nil},
	} {
		t.Run(c.in, func(t *testing.T) {
			t.Parallel()
			out, candidates := Complete(dir + "/" + c.in)
			if diff := cmp.Diff(c.candidates, candidates); out != dir+"/"+c.out || diff != "" {
				t.Errorf("%q\n%s", out, diff)
			}
		})
	}
}

func TestCompleteKeepsTheTilde(t *testing.T) {
	t.Parallel()
	if out, candidates := Complete("~"); out != "~/" || len(candidates) != 1 {
		t.Errorf("%q %q", out, candidates)
	}
}

func TestCompleteInThisFolder(t *testing.T) {
	t.Parallel()
	if out, _ := Complete("path_te"); out != "path_test.go" {
		t.Errorf("%q", out)
	}
}

func TestCompleteOnARefusingDisk(t *testing.T) {
	t.Parallel()
	if out, candidates := refusing(os.ErrPermission).complete("/a"); out != "/a" || candidates != nil {
		t.Errorf("%q %q", out, candidates)
	}
}
