package cli

import (
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"winkterm/api/sandbox"
	"winkterm/flow/redact/planted"
	"winkterm/ui/setup"
)

// setUp is a folder with a .env for a sandbox, and an environment for it.
func setUp(t *testing.T, more string) (dir string, env map[string]string) {
	t.Helper()
	r, err := sandbox.Listen(t.Context(), sandbox.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeSandbox(r) })
	dir = t.TempDir()
	text := "OPEN_API_HOST=" + r.OpenAPI() + "\nAPI_KEY=" + sandbox.DefaultKey + "\nAPI_SECRET=" + sandbox.DefaultKey + "\n" + more
	browser := filepath.Join(dir, "firefox")
	for name, content := range map[string]string{filepath.Join(dir, ".env"): text, browser: "#!/bin/sh\n"} {
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(browser, 0o700); err != nil {
		t.Fatal(err)
	}
	return dir, map[string]string{"XDG_STATE_HOME": t.TempDir(), "BROWSER": browser}
}

// examined is what doctor prints with --json.
type examined struct {
	SchemaVersion, ExitCode int
	Checks                  []setup.Finding
}

func examine(t *testing.T, dir string, env map[string]string, args ...string) (examined, string) {
	t.Helper()
	code, out, errText := runInFolder(t, dir, env, "", append([]string{"doctor", "--json"}, args...)...)
	var got examined
	if err := json.Unmarshal([]byte(out), &got); err != nil || got.SchemaVersion != 1 || got.ExitCode != code {
		t.Errorf("exit %d, %q, %q: %v", code, out, errText, err)
	}
	return got, errText
}

func TestDoctorChecksWhatIsConfigured(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = taken.Close() })
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	for name, c := range map[string]struct {
		more  string
		env   map[string]string
		args  []string
		check string // that fails
		code  int
	}{
		"healthy":                {},
		"offline":                {args: []string{"--offline"}},
		"a broken line":          {more: "API_SECRET hush\n", check: ".env", code: ExitUsage},
		"a wrong key":            {more: "API_KEY=hush-mistyped\n", check: "key", code: ExitRefused},
		"half a key":             {more: "API_SECRET=\n", check: "key", code: ExitUsage},
		"nobody there":           {more: "OPEN_API_HOST=http://127.0.0.1:1/v1\n", check: "host", code: ExitNetwork},
		"a taken port":           {more: "APP_PORT=" + port, check: "port", code: ExitUsage},
		"a taken port of a flag": {args: []string{"--webhooks-port", port}, check: "port", code: ExitUsage},
		"a theme of nobody":      {env: map[string]string{"WINKTERM_THEME": "purple"}, check: "colours", code: ExitUsage},
		"a host of another's":    {more: "OPEN_API_HOST=https://evil.test/v1\n", env: map[string]string{"API_KEY": "hush-mine", "API_SECRET": "hush-mine"}, check: "host", code: ExitUsage},
		"no key store":           {more: "API_KEY=\nAPI_SECRET=\nKEY_STORE=1\n", check: "key store", code: ExitUsage},
		"modes that differ":      {more: "OPEN_API_HOST=https://sandbox.smileapi.io/v1\nLINK_API_HOST=https://link.smileapi.io/v1\n", args: []string{"--offline"}, check: "mode", code: ExitUsage},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, env := setUp(t, c.more)
			for name, value := range c.env {
				env[name] = value
			}
			got, errText := examine(t, dir, env, c.args...)
			var failed []string
			for _, f := range got.Checks {
				if f.State == setup.Failed {
					failed = append(failed, f.Check)
				}
				if f.State == setup.Warning {
					t.Errorf("%+v", f)
				}
			}
			if strings.Join(failed, " ") != c.check || got.ExitCode != c.code || strings.Contains(errText, c.check) != (c.code != 0 || c.check == "") {
				t.Errorf("exit %d, failed %v, %q", got.ExitCode, failed, errText)
			}
		})
	}
}

func TestDoctorWritesALineForEachCheck(t *testing.T) {
	t.Parallel()
	dir, env := setUp(t, "API_KEY=hush-mistyped\n")
	code, out, errText := runInFolder(t, dir, env, "", "doctor")
	if code != ExitRefused || !strings.Contains(out, "✗ failed   key           127.0.0.1") || !strings.Contains(out, "\n                         → check both") ||
		!strings.Contains(out, "1 failed") || strings.Contains(out, "\x1b") || errText != "winkterm: the set-up is not in order: key\n" {
		t.Errorf("exit %d, %q\n%s", code, errText, out)
	}
	env["TERM"] = "linux"
	if _, out, _ = runInFolder(t, dir, env, "", "doctor"); strings.ContainsAny(out, "✓✗→") {
		t.Errorf("in ASCII:\n%s", out)
	}
}

// TestTheSetUpShowsNoSecret has a host that says again what it gets, in every encoding.
func TestTheSetUpShowsNoSecret(t *testing.T) {
	t.Parallel()
	host := httptest.NewServer(planted.Host(&url.URL{}, func(*http.Request) bool { return true }))
	t.Cleanup(host.Close)
	configured := slices.DeleteFunc(planted.Values(), func(v planted.Value) bool { return v.At != planted.Configured })
	env := map[string]string{
		"API_KEY": planted.Key, "API_SECRET": planted.Secret, "OPEN_API_HOST": host.URL, "XDG_STATE_HOME": t.TempDir(),
		"HTTPS_PROXY": "http://me:" + planted.Secret + "@127.0.0.1:1",
	}
	for _, args := range [][]string{{"doctor"}, {"doctor", "--json"}, {"status", "--ask"}, {"status", "--ask", "--json"}, {"init", "--from-env"}} {
		_, out, errText := run(t, env, args...)
		if found := planted.Find([]byte(out+errText), configured...); len(found) > 0 {
			t.Errorf("%v: %v", args, found)
		}
	}
}

// TestASecretInTheWrongPlaceShowsNowhere: a key was pasted where the host belongs.
func TestASecretInTheWrongPlaceShowsNowhere(t *testing.T) {
	t.Parallel()
	for _, env := range []map[string]string{
		{"OPEN_API_HOST": "hush-1", "API_KEY": "k", "API_SECRET": "s", "HTTPS_PROXY": "http://127.0.0.1:1"},
		bus(map[string]string{"OPEN_API_HOST": "hush-1", "KEY_STORE": "1"}),
	} {
		for _, args := range [][]string{{"doctor"}, {"status"}, {"status", "--ask"}, {"init", "--forget"}, {"user", "tenant-1"}} {
			code, out, errText := runInFolder(t, t.TempDir(), env, "", args...) // which looks for it
			if code != ExitUsage || !strings.Contains(out+errText, "OPEN_API_HOST") {
				t.Errorf("%v: exit %d, %q, %q", args, code, out, errText)
			}
		}
	}
}

func TestStatusSaysWhatIsConfigured(t *testing.T) {
	t.Parallel()
	dir, env := setUp(t, "")
	for name, c := range map[string]struct {
		dir  string
		env  map[string]string
		args []string
		code int
		want string
	}{
		"nothing":             {t.TempDir(), nil, nil, ExitOK, "the sandbox in the binary"},
		"a sandbox":           {dir, env, nil, ExitOK, "set, from .env"},
		"asked":               {dir, env, []string{"--ask"}, ExitOK, "takes the key"},
		"as JSON":             {dir, env, []string{"--json", "--ask"}, ExitOK, `"keySet":true`},
		"production":          {t.TempDir(), map[string]string{"API_KEY": "k", "API_SECRET": "hush", "OPEN_API_HOST": "https://open.smileapi.io/v1"}, nil, ExitOK, "production, where calls may be billed"},
		"and not asked":       {t.TempDir(), map[string]string{"API_KEY": "k", "API_SECRET": "hush", "OPEN_API_HOST": "https://open.smileapi.io/v1"}, []string{"--ask"}, ExitOK, "--production alone"},
		"half a key":          {t.TempDir(), map[string]string{"API_KEY": "k"}, nil, ExitOK, "a host wants both"},
		"a host that is down": {t.TempDir(), map[string]string{"API_KEY": "k", "API_SECRET": "hush", "OPEN_API_HOST": "http://127.0.0.1:1"}, []string{"--ask"}, ExitNetwork, "nothing listens"},
		"a login here":        {t.TempDir(), map[string]string{"API_KEY": "k", "API_SECRET": "hush", "LINK_API_HOST": "https://link.test"}, nil, ExitOK, "in the terminal"},
		"no key store":        {t.TempDir(), map[string]string{"KEY_STORE": "1"}, nil, ExitOK, "D-Bus"},
	} {
		if code, out, errText := runInFolder(t, c.dir, c.env, "", append([]string{"status"}, c.args...)...); code != c.code || !strings.Contains(strings.Join(strings.Fields(out), " "), c.want) {
			t.Errorf("%s: exit %d, %q, %q", name, code, out, errText)
		}
	}
}

// TestWhatToDoAboutASetUpIsWhatItsChecksSay: not to call doctor, which has just ended.
func TestWhatToDoAboutASetUpIsWhatItsChecksSay(t *testing.T) {
	t.Parallel()
	got := failureOf(&setupError{[]setup.Finding{
		{Check: "browser", State: setup.Warning, Mend: "not this"},
		{Check: "host", State: setup.Failed, Cause: setup.CauseHost, Mend: "start it"},
		{Check: "port", State: setup.Failed, Cause: setup.CauseConfiguration, Mend: "take another"},
	}})
	if got.ToDo != "start it; take another" || got.ExitCode != ExitUsage {
		t.Errorf("%+v", got)
	}
}
