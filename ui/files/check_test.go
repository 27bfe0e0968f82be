//go:build unix

package files

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
)

func TestCheckTakes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, content string
		format        wire.FileFormat
	}{
		{"payslip.pdf", pdf, wire.FormatPDF},
		{"LOUD.PDF", pdf, wire.FormatPDF},
		{"blank lines first.pdf", "\n\n  \r\n" + pdf, wire.FormatPDF},
		{"late.pdf", strings.Repeat("x", sniffed-5) + pdf, wire.FormatPDF},
		{"tiny.pdf", "%PDF-", wire.FormatPDF},
		{"scan.png", pngMagic, wire.FormatPNG},
		{"moving.png", pngMagic + chunk("IHDR", 13) + chunk("acTL", 8), wire.FormatPNG},
		{"photo.jpg", jpegMagic, wire.FormatJPG},
		{"photo.jpeg", jpegMagic, wire.FormatJPEG},
		{"two.dots.pdf", pdf, wire.FormatPDF},
		{"給与明細.pdf", pdf, wire.FormatPDF},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			path := place(t, c.name, c.content)
			got, err := Check(path)
			want := flow.File{Path: path, Name: c.name, Size: int64(len(c.content)), Format: c.format}
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("%v\n%s", err, diff)
			}
		})
	}
}

// chunk is a part of a PNG with nothing in it.
func chunk(name string, size int) string {
	return "\x00\x00\x00" + string(rune(size)) + name + strings.Repeat("\x00", size+4)
}

func TestCheckRefusesByContent(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, content, what, do string }{
		{"empty.pdf", "", "it is empty", "has something in it"},
		{"a.pdf", pngMagic, "its content is a PNG, but its name ends in .pdf", "ends in .png"},
		{"a.PNG", jpegMagic, "its content is a JPEG, but its name ends in .PNG", "ends in .jpeg"},
		{"a.jpg", pdf, "its content is a PDF, but its name ends in .jpg", "ends in .pdf"},
		{"a.tiff", tiffMagic, "it is a TIFF, which the API does not take", "save it as PDF, PNG or JPEG"},
		{"a.tif", "MM\x00*", "it is a TIFF", "save it"},
		{"a.tif", "anything", "it is a TIFF", "save it"},
		{"a.pdf", tiffMagic, "it is a TIFF", "save it"},
		{"a.tiff", pdf, "its content is a PDF, but its name ends in .tiff", "ends in .pdf"},
		{"a.pdf", "hello", "its name ends in .pdf, but its content is no PDF", "may be damaged"},
		{"a.jpg", "\xff\xd8", "but its content is no JPEG", "may be damaged"},
		{"a.pdf", strings.Repeat("x", sniffed-4) + pdf, "its content is no PDF", "damaged"},
		{"packed.pdf", "PK\x03\x04" + pdf, "its content is no PDF", "damaged"},
		{"moving.gif", "GIF89a", "it is not a PDF, PNG or JPEG", "choose another"},
		{"notes.txt", "hello", "it is not a PDF, PNG or JPEG", "choose another"},
		{"payslip", pdf, "its name ends in no extension", "ends in .pdf"},
	} {
		t.Run(c.name+" "+c.what, func(t *testing.T) {
			t.Parallel()
			_, err := Check(place(t, c.name, c.content))
			wants(t, err, c.name, c.what, c.do)
		})
	}
}

func TestCheckKnowsTheLimit(t *testing.T) {
	t.Parallel()
	for _, size := range []int64{1 << 10, wire.FileLimit - 1, wire.FileLimit} {
		if got, err := Check(sparse(t, "a.pdf", pdf, size)); err != nil || got.Size != size {
			t.Errorf("%d bytes: %+v, %v", size, got, err)
		}
	}
	_, err := Check(sparse(t, "a.pdf", pdf, wire.FileLimit+1))
	wants(t, err, "it is larger than 15 MB (16 MB)", "choose a smaller one")
}

func TestCheckRefusesWhatIsNoFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	pipe, dangling, circle := filepath.Join(dir, "pipe.pdf"), filepath.Join(dir, "link.pdf"), filepath.Join(dir, "circle.pdf")
	if err := errors.Join(syscall.Mkfifo(pipe, 0o600), os.Symlink("nowhere.pdf", dangling), os.Symlink("circle.pdf", circle)); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "plain"), pdf)
	for _, c := range []struct{ name, path, what string }{
		{"nothing", "", "no file is named"},
		{"a folder", dir, "it is a folder"},
		{"missing", filepath.Join(dir, "missing.pdf"), `"missing.pdf": there is no such file`},
		{"below a file", filepath.Join(dir, "plain", "a.pdf"), "a part of the path is a file"},
		{"a pipe that nobody writes to", pipe, "it is a pipe"},
		{"a device", "/dev/zero", "it is a pipe, a socket or a device"},
		{"a dangling link", dangling, "there is no such file"},
		{"a circle of links", circle, "in a circle"},
		{"300 characters", filepath.Join(dir, strings.Repeat("x", 300)+".pdf"), "the name is longer than the disk can have"},
		{"300 wide characters", filepath.Join(dir, strings.Repeat("明", 300)+".pdf"), "the name is longer than the disk can have"},
		{"a zero byte", dir + "/a\x00.pdf", "it cannot be read"},
		{"control characters", dir + "/\x1b]0;title\x07\u202eevil\r\n.pdf", "there is no such file"},
		{"a home of its own", "~/no-such-folder-of-winkterm/a.pdf", "there is no such file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := Check(c.path)
			wants(t, err, c.what)
		})
	}
}

func TestCheckFollowsALink(t *testing.T) {
	t.Parallel()
	path := place(t, "real.pdf", pdf)
	link := filepath.Join(filepath.Dir(path), "link.pdf")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	if got, err := Check(link); err != nil || got.Path != link || got.Size != int64(len(pdf)) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestCheckCleansTheNameAndKeepsThePath(t *testing.T) {
	t.Parallel()
	path := place(t, "a\x1b[31m\u202eb\n.pdf", pdf)
	got, err := Check(path)
	if err != nil || got.Name != "a [31mb .pdf" || got.Path != path {
		t.Errorf("%+v, %v", got, err)
	}
}

// The super-user may read everything, so the system is asked to say no.
func TestCheckWithoutPermission(t *testing.T) {
	t.Parallel()
	path := place(t, "a.pdf", pdf)
	_, err := refusing(fs.ErrPermission).check(path)
	wants(t, err, "you have no permission to read it", "change its permissions")
	if !errors.Is(err, fs.ErrPermission) {
		t.Error("the cause is lost")
	}
	if strings.Contains(err.Error(), filepath.Dir(path)) {
		t.Errorf("the folders stand in the text: %v", err)
	}
}

func TestCheckOnABrokenDisk(t *testing.T) {
	t.Parallel()
	_, err := refusing(syscall.EIO).check(place(t, "a.pdf", pdf))
	wants(t, err, "it cannot be read: input/output error")

	d := system()
	d.open = func(path string) (fs.File, error) {
		f, err := open(path)
		return torn{f}, err
	}
	_, err = d.check(place(t, "b.pdf", pdf))
	wants(t, err, "it cannot be read: input/output error")
}

// torn is a file that opens and cannot be read.
type torn struct{ fs.File }

func (torn) Read([]byte) (int, error) { return 0, &fs.PathError{Op: "read", Err: syscall.EIO} }

// What was looked at may be another thing when it is opened.
func TestAPipeInThePlaceOfAFileDoesNotBlock(t *testing.T) {
	t.Parallel()
	path := place(t, "a.pdf", pdf)
	d := system()
	d.stat = func(path string) (fs.FileInfo, error) {
		info, err := os.Stat(path)
		return info, errors.Join(err, os.Remove(path), syscall.Mkfifo(path, 0o600))
	}
	_, err := d.check(path)
	wants(t, err, "it is a pipe")
}

// Opening a pipe or a device can have an effect of its own.
func TestWhatIsNoFileIsNotOpened(t *testing.T) {
	t.Parallel()
	d := system()
	d.open = func(path string) (fs.File, error) {
		t.Errorf("%s was opened", path)
		return open(path)
	}
	_, err := d.check("/dev/zero")
	wants(t, err, "it is a pipe, a socket or a device")
}

func TestSamplesPassTheCheck(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	all := Samples()
	if len(all) < 4 {
		t.Fatalf("%d samples", len(all))
	}
	for _, s := range all {
		content, err := Open(s)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(content)
		if err := errors.Join(err, content.Close()); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, s.Name)
		put(t, path, string(data))
		got, err := Check(path)
		want := s
		want.Path, want.Sample = path, false
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%v\n%s", err, diff)
		}
	}
}

func TestTheTIFFIsKeptToBeRefused(t *testing.T) {
	t.Parallel()
	if got, want := len(assets.Payslips()), len(Samples())+1; got != want {
		t.Fatalf("%d documents, want %d", got, want)
	}
	for _, p := range assets.Payslips() {
		if p.Format == assets.FormatTIFF {
			_, err := Check(place(t, p.Name, string(p.Content())))
			wants(t, err, "it is a TIFF")
		}
	}
}

func TestOpenFailsClearly(t *testing.T) {
	t.Parallel()
	_, err := Open(flow.File{Path: "no such.pdf", Sample: true})
	wants(t, err, "there is no such file")
	path := place(t, "a.pdf", pdf)
	f, err := Check(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	_, err = Open(f)
	wants(t, err, "there is no such file")
	if !errors.Is(err, fs.ErrNotExist) {
		t.Error("the cause is lost")
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("a.pdf", []byte(pdf))
	f.Add("a.PNG", []byte(pngMagic))
	f.Add("a.jpg", []byte(jpegMagic))
	f.Add("\x1b[2J.tiff", []byte(tiffMagic))
	f.Add(strings.Repeat("明", 90), []byte("\ufeff\n"+pdf))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		path := filepath.Join(t.TempDir(), strings.ReplaceAll(name, "/", "_"))
		if strings.HasPrefix(name, ".") || os.WriteFile(path, content, 0o600) != nil {
			return // no name for a file
		}
		got, err := Check(path)
		if err != nil {
			wants(t, err)
			return
		}
		if got.Size != int64(len(content)) || got.Path != path || unsafe(got.Name) {
			t.Errorf("%+v", got)
		}
		want := got.Format
		if want == wire.FormatJPG {
			want = wire.FormatJPEG
		}
		if is := byContent(content); is != want || want == "" || want == formatTIFF {
			t.Errorf("taken as %s, but it is %q", got.Format, is)
		}
		if reason := unsuited(filepath.Base(path), got.Size); reason != "" {
			t.Errorf("the list would say %q", reason)
		}
	})
}
