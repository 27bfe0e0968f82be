package cli

import (
	"bytes"
	"image/gif"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

// pictureMost is the size of a picture that a page of docs may show.
const pictureMost = 1 << 20

// The login that ships is drawn as pictures that move, the same each time, small enough
// for a page of docs.
func TestTheLoginIsDrawn(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"--svg", "--gif"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			code, first, errText := run(t, nowhere, "demo", "login", kind, "-")
			if code != ExitOK || errText != "" || len(first) > pictureMost || len(first) < pictureMost/10 {
				t.Fatalf("exit %d, err %q, %d bytes", code, errText, len(first))
			}
			if _, second, _ := run(t, nil, "demo", "login", kind, "-"); second != first {
				t.Error("the second picture is not the same")
			}
			if strings.Contains(first, "•123456") {
				t.Error("the password shows")
			}
			if kind == "--svg" {
				for _, want := range []string{"<title id=\"name\">winkterm: Demo, an account", "\nDISCONNECTED is what the host says.", "@keyframes", "prefers-reduced-motion"} {
					if !strings.Contains(first, want) {
						t.Errorf("it has no %q", want)
					}
				}
			} else if g, err := gif.DecodeAll(strings.NewReader(first)); err != nil || len(g.Image) < 50 || g.Delay[len(g.Delay)-1] < 400 {
				t.Errorf("%v: it is no film", err)
			}
		})
	}
}

func TestOnePageIsDrawn(t *testing.T) {
	t.Parallel()
	svg := func(args ...string) string {
		code, out, errText := run(t, nil, append([]string{"demo", "login", "--svg", "-", "--size", "80x24"}, args...)...)
		if code != ExitOK || errText != "" {
			t.Fatalf("%q: exit %d, err %q", args, code, errText)
		}
		return out
	}
	page := svg("--at", "mfa")
	for want, there := range map[string]bool{"Verification code": true, "attempts left 3": true, "5/9": false, "keyframes": false, "good for five minutes": false, "fill=\"#16181d\"": true} {
		if strings.Contains(page, want) != there {
			t.Errorf("%q there is not %v in\n%s", want, there, page)
		}
	}
	if step := svg("--at", "5"); !strings.Contains(step, "Connecting to Social") {
		t.Errorf("what came of the fifth step is\n%s", step)
	}
	if light := svg("--at", "MFA", "--light"); !strings.Contains(light, "fill=\"#ffffff\"") {
		t.Error("it is not light")
	}
	if help := svg("--at", "MFA", "--press", "f1"); help == page || strings.Contains(help, "5/9") {
		t.Error("the help is not open")
	}
	if code, out, _ := run(t, nil, "demo", "login", "--gif", "-", "--at", "MFA"); code != ExitOK {
		t.Errorf("exit %d", code)
	} else if g, err := gif.DecodeAll(strings.NewReader(out)); err != nil || len(g.Image) != 1 {
		t.Errorf("%v: it is no GIF of one picture", err)
	}
}

func TestWhatIsNotDrawn(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]string{
		"--svg - --gif -": "exclude each other", "--cast - --svg -": "exclude each other", "--light": "needs a terminal", "--list --light": "--light is for", "--cast - --at MFA": "--at is for",
		"--svg - --press f1": "--press is for", "--svg - --at MFA --press f99": `no key "f99"`, "--svg - --loop": "--loop",
	} {
		if code, out, errText := run(t, nil, append([]string{"demo", "login"}, strings.Fields(args)...)...); code != ExitUsage || out != "" || !strings.Contains(errText, want) {
			t.Errorf("%s: exit %d, %.80q, %s", args, code, out, errText)
		}
	}
	for _, where := range []string{"Nowhere", "10", "0"} {
		if code, out, errText := run(t, nil, "demo", "login", "--svg", "-", "--at", where); code != ExitUsage || out != "" || !strings.Contains(errText, "Consent, ProviderList") {
			t.Errorf("%s: exit %d, %.80q, %s", where, code, out, errText)
		}
	}
}

// A secret does not show in a picture either, where its letters may stand apart.
func TestAPictureWithASecretIsNotWritten(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"a.yaml": "version: 1\nname: filmed\nenv: {key: SECRET}\nsteps:\n  - {consent: , note: \"the key is ${key}\"}\n"})
	for _, kind := range []string{"--svg", "--gif"} {
		drawn := filepath.Join(t.TempDir(), "a")
		code, out, errText := run(t, map[string]string{"SECRET": "s3cr3t  of  ✓ mine"}, "demo", filepath.Join(dir, "a.yaml"), kind, drawn)
		if _, err := os.Stat(drawn); code != ExitFailed || err == nil || strings.Contains(out+errText, "s3cr3t") || !strings.Contains(errText, "[SECRET_1]") {
			t.Errorf("%s: exit %d, %v, %s%s", kind, code, err, out, errText)
		}
	}
}

func TestAScreenOfARecordingIsDrawn(t *testing.T) {
	t.Parallel()
	path := fewRecords(t)
	drawn := filepath.Join(t.TempDir(), "a.svg")
	code, out, errText := run(t, nil, "replay", path, "--svg", drawn, "--step", "3", "--width", "80", "--height", "24")
	picture, err := os.ReadFile(drawn)
	if code != ExitOK || out+errText != "" || err != nil || !bytes.Contains(picture, []byte(`width="740" height="508"`)) || !bytes.Contains(picture, []byte("winkterm: case.ndjson")) {
		t.Fatalf("exit %d, %s%s, %v: %.300s", code, out, errText, err, picture)
	}
	if code, _, errText := run(t, nil, "replay", path, "--svg", drawn); code == ExitOK || !strings.Contains(errText, drawn) {
		t.Errorf("exit %d, %s: it is overwritten", code, errText)
	}
	if code, out, _ := run(t, nil, "replay", path, "--svg", "-", "--force", "--light"); code != ExitOK || !strings.HasPrefix(out, "<svg") || !strings.Contains(out, `fill="#ffffff"`) || strings.Contains(out, "#5fafff") {
		t.Errorf("exit %d, %.80s", code, out)
	}
	if code, _, errText := run(t, nil, "replay", path, "--screen", "--light"); code != ExitUsage || !strings.Contains(errText, "for --svg") {
		t.Errorf("exit %d, %s", code, errText)
	}
	for args, want := range map[string]string{"--list": "exclude each other", "--follow": "--follow goes with", "--grep x": "for --list", "--step 9": "there is no record 9"} {
		if code, out, errText := run(t, nil, append([]string{"replay", path, "--svg", "-"}, strings.Fields(args)...)...); code != ExitUsage || out != "" || !strings.Contains(errText, want) {
			t.Errorf("%s: exit %d, %.80q, %s", args, code, out, errText)
		}
	}
}

// A key that is set is looked for in the screen of a recording, which does not know it.
func TestAScreenWithAKeyIsNotDrawn(t *testing.T) {
	t.Parallel()
	path := recordingOf(t, recording.Header{Command: recording.Wizard, Started: startedAt, Terminal: recording.Terminal{Width: 120, Height: 30}}, func(j *journal.Journal) {
		j.Append(journal.Screen{Page: "Consent", Event: "ConsentPageOpened"})
		j.Append(journal.HTTP{Method: "GET", Path: "/key-of-mine-1234", Status: 200})
	})
	if code, out, errText := run(t, nil, "replay", path, "--svg", "-"); code != ExitOK || !strings.Contains(out, "key-of-mine-1234") {
		t.Fatalf("exit %d, %s: the path does not show", code, errText)
	}
	code, out, errText := run(t, map[string]string{envKey: "key-of-mine-1234"}, "replay", path, "--svg", "-")
	if code != ExitFailed || out != "" || strings.Contains(errText, "mine") || !strings.Contains(errText, "nothing was written") {
		t.Errorf("exit %d, %.80q, %s", code, out, errText)
	}
}
