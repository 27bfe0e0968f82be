package files

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// The least of a file of each format.
const (
	pdf       = "%PDF-1.4\n%%EOF\n"
	pngMagic  = "\x89PNG\r\n\x1a\n"
	jpegMagic = "\xff\xd8\xff\xe0"
	tiffMagic = "II*\x00"
)

// place writes a file into a fresh folder and gives its path.
func place(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	put(t, path, content)
	return path
}

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func mkdir(t *testing.T, path string) {
	t.Helper()
	if err := os.MkdirAll(path, 0o700); err != nil {
		t.Fatal(err)
	}
}

// sparse makes a file of a size that takes no room, beginning with content.
func sparse(t *testing.T, name, content string, size int64) string {
	t.Helper()
	path := place(t, name, content)
	if err := os.Truncate(path, size); err != nil {
		t.Fatal(err)
	}
	return path
}

// encoded is a picture of one colour as a file.
func encoded(t *testing.T, name string, w, h int, c color.Color) string {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, c)
		}
	}
	return written(t, name, m)
}

func written(t *testing.T, name string, m image.Image) string {
	t.Helper()
	var b bytes.Buffer
	err := png.Encode(&b, m)
	if strings.HasSuffix(name, "g") && !strings.HasSuffix(name, ".png") {
		b.Reset()
		err = jpeg.Encode(&b, m, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return place(t, name, b.String())
}

// wants checks that err is a problem that says the texts and is safe to draw.
func wants(t *testing.T, err error, texts ...string) {
	t.Helper()
	var p *problem
	if !errors.As(err, &p) {
		t.Fatalf("not a *problem: %v", err)
	}
	for _, text := range texts {
		if !strings.Contains(err.Error(), text) {
			t.Errorf("%q does not say %q", err, text)
		}
	}
	if p.what == "" || p.do == "" {
		t.Errorf("half a problem: %+v", p)
	}
	for _, text := range []string{p.what, p.do, p.Error()} {
		if unsafe(text) || len([]rune(text)) > 400 {
			t.Errorf("not fit for the screen: %q", text)
		}
	}
}

func unsafe(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control)
	})
}

// refusing is a disk that fails in a way that the super-user never sees.
func refusing(err error) disk {
	d := system()
	d.open = func(path string) (fs.File, error) { return nil, &fs.PathError{Op: "open", Path: path, Err: err} }
	return d
}

// What Answer asks of the system's disk.
var (
	Check    = system().check
	List     = system().list
	Complete = system().complete
)
