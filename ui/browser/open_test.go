package browser

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"rsc.io/qr"
)

func TestForward(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"http://127.0.0.1:41234/ABC/":  "ssh -L 41234:127.0.0.1:41234 HOST",
		"http://[::1]:41234/ABC/":      "ssh -L 41234:[::1]:41234 HOST",
		"http://192.168.1.5:9000/ABC/": "ssh -L 9000:192.168.1.5:9000 HOST",
		"http://localhost/":            "",
		"::":                           "",
	} {
		if got := Forward(address); got != want {
			t.Errorf("%s: %q", address, got)
		}
	}
}

func TestMayOpen(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		system, set string
		want        error
	}{
		{"linux", "", ErrNoDisplay}, {"freebsd", "", ErrNoDisplay}, {"darwin", "", nil}, {"windows", "", nil},
		{"linux", "DISPLAY", nil}, {"linux", "WAYLAND_DISPLAY", nil}, {"linux", "BROWSER", nil}, {"linux", "WSL_DISTRO_NAME", nil},
	} {
		env := map[string]string{c.set: "1"}
		if got := mayOpen(c.system, func(name string) string { return env[name] }); !errors.Is(got, c.want) {
			t.Errorf("%s with %q: %v", c.system, c.set, got)
		}
	}
}

// The rows hold every module of the code, within a light zone of four.
func TestQR(t *testing.T) {
	t.Parallel()
	const text = "http://192.168.100.100:41234/ABCDEFGHIJKLMNOPQRSTUVWXYZ/"
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		t.Fatal(err)
	}
	rows := QR(text)
	width := code.Size + 2*quietZone
	if len(rows) != (width+1)/2 || len(rows) > 22 {
		t.Errorf("%d rows for %d modules", len(rows), width)
	}
	for y, row := range rows {
		if utf8.RuneCountInString(row) != width {
			t.Fatalf("row %d is %d wide", y, utf8.RuneCountInString(row))
		}
		for x, r := range []rune(row) {
			upper, lower := r == '█' || r == '▀', r == '█' || r == '▄'
			if upper != code.Black(x-quietZone, 2*y-quietZone) || lower != code.Black(x-quietZone, 2*y+1-quietZone) {
				t.Fatalf("module %d,%d is %q", x, y, r)
			}
		}
	}
	if strings.TrimSpace(rows[0]+rows[1]) != "" {
		t.Error("no quiet zone")
	}
	if rows := QR(strings.Repeat("a", 5000)); rows != nil {
		t.Errorf("%d rows for a text that is too long", len(rows))
	}
}
