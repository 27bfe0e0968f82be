package browser

import (
	"maps"
	"os/exec"
	"strings"
	"testing"
	"unicode/utf8"

	"rsc.io/qr"
)

func TestForward(t *testing.T) {
	t.Parallel()
	const page, script = "http://127.0.0.1:41234/ABC/", "http://127.0.0.1:8970/wink/v2/smile.v2.js"
	for _, c := range []struct{ addresses, want string }{
		{page, "ssh -L 41234:127.0.0.1:41234 HOST"},
		{"http://[::1]:41234/ABC/", "ssh -L 41234:[::1]:41234 HOST"},
		{"http://192.168.1.5:9000/ABC/", "ssh -L 9000:192.168.1.5:9000 HOST"},
		{"http://localhost/", ""},
		{"::", ""},
		{page + " " + script, "ssh -L 41234:127.0.0.1:41234 -L 8970:127.0.0.1:8970 HOST"},
		{page + " " + script + " http://127.0.0.1:8970/link/v1", "ssh -L 41234:127.0.0.1:41234 -L 8970:127.0.0.1:8970 HOST"},
		{page + " https://web.smileapi.io:443/v2/smile.v2.js http://10.0.0.1:80/link", "ssh -L 41234:127.0.0.1:41234 HOST"},
	} {
		addresses := strings.Fields(c.addresses)
		if got := Forward(addresses[0], addresses[1:]...); got != c.want {
			t.Errorf("%s: %q", c.addresses, got)
		}
	}
}

func TestWhichProgramOpensTheBrowser(t *testing.T) {
	t.Parallel()
	installed := map[string]string{
		"xdg-open": "/usr/bin/xdg-open", "www-browser": "/usr/bin/w3m", "firefox": "/usr/bin/firefox",
		"lynx": "/usr/bin/lynx", "my-links": "/opt/links2", "w3m": "/opt/wrapped",
	}
	all := maps.Clone(installed)
	all["wslview"] = "/usr/bin/wslview"
	text := map[string]string{"www-browser": "/usr/bin/w3m"}
	for name, c := range map[string]struct {
		system string
		env    map[string]string
		has    map[string]string
		want   string
		fails  string
	}{
		"a desktop":                      {"linux", map[string]string{"DISPLAY": ":0"}, all, "xdg-open ADDRESS", ""},
		"wayland":                        {"freebsd", map[string]string{"WAYLAND_DISPLAY": "w"}, all, "xdg-open ADDRESS", ""},
		"no display":                     {"linux", nil, all, "", "no display"},
		"no display on BSD":              {"openbsd", nil, all, "", "no display"},
		"a text browser alone":           {"linux", map[string]string{"DISPLAY": ":0"}, text, "", "no display"},
		"a Mac":                          {"darwin", nil, all, "", ""},
		"Windows":                        {"windows", nil, all, "", ""},
		"BROWSER first":                  {"linux", map[string]string{"DISPLAY": ":0", "BROWSER": "firefox"}, all, "firefox ADDRESS", ""},
		"BROWSER on a Mac":               {"darwin", map[string]string{"BROWSER": "firefox"}, all, "firefox ADDRESS", ""},
		"BROWSER without display":        {"linux", map[string]string{"BROWSER": "firefox"}, all, "firefox ADDRESS", ""},
		"BROWSER with words":             {"linux", map[string]string{"BROWSER": "firefox --new-window %s -P me"}, all, "firefox --new-window ADDRESS -P me", ""},
		"BROWSER with several":           {"linux", map[string]string{"BROWSER": "lynx::chrome:my-links:firefox"}, all, "firefox ADDRESS", ""},
		"BROWSER a text one":             {"linux", map[string]string{"DISPLAY": ":0", "BROWSER": "lynx"}, all, "", `BROWSER names no program that is there and opens a window: "lynx"`},
		"BROWSER a text one by its name": {"linux", map[string]string{"BROWSER": "w3m"}, all, "", "BROWSER names no"},
		"BROWSER not there":              {"linux", map[string]string{"DISPLAY": ":0", "BROWSER": "nope"}, all, "", "BROWSER names no"},
		"WSL":                            {"linux", map[string]string{"DISPLAY": ":0", "WSL_DISTRO_NAME": "Debian"}, all, "wslview ADDRESS", ""},
		"WSL without wslview":            {"linux", map[string]string{"DISPLAY": ":0", "WSL_DISTRO_NAME": "Debian"}, installed, "xdg-open ADDRESS", ""},
		"WSL without anything":           {"linux", map[string]string{"WSL_DISTRO_NAME": "Debian"}, installed, "", "install wslview"},
		"WSL with BROWSER":               {"linux", map[string]string{"WSL_DISTRO_NAME": "Debian", "BROWSER": "firefox"}, all, "firefox ADDRESS", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := opener{system: c.system, env: func(name string) string { return c.env[name] }, find: func(name string) (string, error) {
				if path, ok := c.has[name]; ok {
					return path, nil
				}
				return "", exec.ErrNotFound
			}}
			got, err := o.command("ADDRESS")
			if strings.Join(got, " ") != c.want || (err == nil) != (c.fails == "") || err != nil && !strings.Contains(err.Error(), c.fails) {
				t.Errorf("%q, %v", got, err)
			}
		})
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
