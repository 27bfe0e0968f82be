package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winkterm/assets"
)

// nowhere are settings that lead to no host: a demo must not look at them.
var nowhere = map[string]string{envKey: "key", envSecret: "secret", envOpenHost: "http://127.0.0.1:1", envLinkHost: "http://127.0.0.1:1"}

// Every demo that ships goes as it says, on the sandbox in the binary alone, and gives the
// same film each time.
func TestTheDemosAreFilmed(t *testing.T) {
	t.Parallel()
	names := demos
	if files, err := fs.Glob(assets.Scenarios(), demoPrefix+"*"); err != nil || len(files) != len(names) || len(names) < 3 || names[0] != "login" {
		t.Fatalf("%v: the demos are %q, their files %q", err, names, files)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, first, errText := run(t, nowhere, "demo", name, "--cast", "-")
			if code != ExitOK || errText != "" {
				t.Fatalf("exit %d, err %q", code, errText)
			}
			if _, second, _ := run(t, nil, "demo", name, "--cast", "-"); second != first {
				t.Error("the second film is not the same")
			}
			if strings.Contains(first, "demo_test.go") || strings.Contains(first, "/ui/cli") {
				t.Error("the disk of this machine shows")
			}
			if pages := strings.Count(first, `"m"`); pages < 12 || strings.Contains(first, "•123456") {
				t.Errorf("%d markers, and maybe a password:\n%s", pages, first[:200])
			}
		})
	}
	code, list, _ := run(t, nil, "demo", "--list")
	if lines := strings.Split(strings.TrimSpace(list), "\n"); code != ExitOK || len(lines) != len(names) || !strings.HasPrefix(lines[0], names[0]) {
		t.Errorf("exit %d, listed are\n%s", code, list)
	}
}

func TestAFilmIsWrittenToAFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	own, path := filepath.Join(dir, "own.yaml"), filepath.Join(dir, "own.cast")
	if err := os.WriteFile(own, []byte("version: 1\nname: My own\nsteps:\n  - {consent: decline, note: Nobody is made to.}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errText := run(t, nil, "demo", own, "--cast", path, "--size", "60x18")
	if code != ExitOK || out+errText != "" {
		t.Fatalf("exit %d, out %q, err %q", code, out, errText)
	}
	film, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(film), `"cols":60,"rows":18`) || !strings.Contains(string(film), "Nobody is made to.") {
		t.Errorf("%v: %s", err, film)
	}
	if code, _, errText := run(t, nil, "demo", own, "--cast", path); code == ExitOK || !strings.Contains(errText, path) {
		t.Errorf("exit %d, err %q: the film is overwritten", code, errText)
	}
	if code, _, _ := run(t, nil, "demo", own, "--cast", path, "--force", "--no-notes"); code != ExitOK {
		t.Errorf("exit %d with --force", code)
	}
	if film, err := os.ReadFile(path); err != nil || strings.Contains(string(film), "Nobody is made to.") {
		t.Errorf("%v: there are notes in %s", err, film)
	}
	only(t, dir, "own.yaml", "own.cast")
}

func TestWhatADemoRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	wrong, stops := filepath.Join(dir, "wrong.yaml"), filepath.Join(dir, "stops.yaml")
	for path, text := range map[string]string{
		wrong: "version: 1\nname: Wrong\nsteps: [konsent]\n",
		stops: "version: 1\nname: Stops\nsteps:\n  - consent: decline\n  - choose: sss_ph\n",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args string
		code int
		says string
	}{
		{"demo", ExitUsage, "--cast FILE"},
		{"demo login error --cast -", ExitUsage, `got "error"`},
		{"demo nothing --cast -", ExitUsage, "login, error, document"},
		{"demo --cast - --loop", ExitUsage, "--loop"},
		{"demo --cast - --speed 0", ExitUsage, "--speed"},
		{"demo --cast - --size 10x10", ExitUsage, "--size"},
		{"demo --cast - --size 100x30x", ExitUsage, "--size"},
		{"demo --cast - --size 100000x30", ExitUsage, "--size"},
		{"demo --cast - " + wrong, ExitUsage, "wrong.yaml:3:9"},
		{"demo --cast " + filepath.Join(dir, "film") + " " + stops, ExitFailed, "stops.yaml:5:5"},
	} {
		code, out, errText := run(t, nil, strings.Fields(c.args)...)
		if code != c.code || out != "" || !strings.Contains(errText, c.says) {
			t.Errorf("%s: exit %d, out %.80q, err %q", c.args, code, out, errText)
		}
	}
	only(t, dir, "wrong.yaml", "stops.yaml")
}

func TestDemosAreCompleted(t *testing.T) {
	t.Parallel()
	if _, out, _ := run(t, nil, "__complete", "demo", ""); !strings.Contains(out, "login\n") || !strings.Contains(out, "error\n") {
		t.Errorf("completed are %s", out)
	}
}

// A film does not show what came from the environment.
func TestAFilmWithASecretIsNotWritten(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"a.yaml": "version: 1\nname: filmed\nenv: {key: SECRET}\nsteps:\n  - {consent: , note: \"the key is ${key}\"}\n"})
	film := filepath.Join(t.TempDir(), "a.cast")
	code, out, errText := run(t, map[string]string{"SECRET": "s3cr3t-of-mine"}, "demo", filepath.Join(dir, "a.yaml"), "--cast", film)
	if _, err := os.Stat(film); code != ExitFailed || err == nil || strings.Contains(out+errText, "s3cr3t") || !strings.Contains(errText, "[SECRET_1]") {
		t.Errorf("exit %d, %v, %s%s", code, err, out, errText)
	}
}
