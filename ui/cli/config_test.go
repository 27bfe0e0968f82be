package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winkterm/flow/session"
)

// run calls the command line without a terminal and gives what it did.
func run(t *testing.T, env map[string]string, args ...string) (code int, out, errText string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = Main(args, Streams{
		In: strings.NewReader(""), Out: &stdout, Err: &stderr, Dir: t.TempDir(),
		Env: environment(env),
	})
	return code, stdout.String(), stderr.String()
}

// environment is one with these variables and no others.
func environment(vars map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		v, set := vars[name]
		return v, set
	}
}

func TestWithoutATerminalTheWizardSaysSo(t *testing.T) {
	t.Parallel()
	code, out, errText := run(t, nil)
	if code != ExitUsage || out != "" || !strings.Contains(errText, "needs a terminal") {
		t.Errorf("exit %d, out %q, err %q", code, out, errText)
	}
}

func TestCommandLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		args []string
		code int
		out  string
		err  string
	}{
		{"explains a code", []string{"explain", "ACCOUNT_LOCKED"}, ExitOK, "Who acts", ""},
		{"in any case", []string{"explain", "mfa_timeout"}, ExitOK, "MFA_TIMEOUT", ""},
		{"both kinds of a code", []string{"explain", "INVALID_CREDENTIALS"}, ExitOK, "answer of the API", ""},
		{"as JSON", []string{"explain", "--json", "TOS_REQUIRED"}, ExitOK, `"code":"TOS_REQUIRED"`, ""},
		{"no such code", []string{"explain", "NOPE"}, ExitUsage, "", "ACCOUNT_LOCKED"},
		{"two codes", []string{"explain", "ERROR", "PENDING"}, ExitUsage, "", "wants one code"},
		{"version", []string{"version"}, ExitOK, "winkterm devel", ""},
		{"version as JSON", []string{"version", "--json"}, ExitOK, `"version":"devel"`, ""},
		{"completion", []string{"completion", "bash"}, ExitOK, "winkterm", ""},
		{"unknown flag", []string{"--nope"}, ExitUsage, "", "--nope"},
		{"unknown command", []string{"nope"}, ExitUsage, "", "nope"},
		{"login has three ways", []string{"--login", "magic"}, ExitUsage, "", "auto, native or browser"},
		{"upload both ways", []string{"--upload", "--no-upload"}, ExitUsage, "", "exclude"},
		{"speed", []string{"--speed", "-1"}, ExitUsage, "", "--speed"},
		{"catalogue", []string{"--providers", "-1"}, ExitUsage, "", "--providers"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			code, out, errText := run(t, nil, c.args...)
			if code != c.code || !strings.Contains(out, c.out) || !strings.Contains(errText, c.err) {
				t.Errorf("exit %d, out %q, err %q", code, out, errText)
			}
			if c.code != ExitOK && out != "" {
				t.Errorf("an error wrote to stdout: %q", out)
			}
		})
	}
}

func TestElevenTopProvidersAreTooMany(t *testing.T) {
	t.Parallel()
	var args []string
	for range 11 {
		args = append(args, "--top-provider", "grab")
	}
	if code, _, errText := run(t, nil, args...); code != ExitUsage || !strings.Contains(errText, "10 times") {
		t.Errorf("exit %d, err %q", code, errText)
	}
}

func TestHostOfASession(t *testing.T) {
	t.Parallel()
	key := map[string]string{envKey: "k", envSecret: "s"}
	with := func(more ...string) map[string]string {
		env := map[string]string{}
		for n, v := range key {
			env[n] = v
		}
		for i := 0; i < len(more); i += 2 {
			env[more[i]] = more[i+1]
		}
		return env
	}
	const gateway = "https://gateway.test/link/v1"
	for _, c := range []struct {
		name                string
		env                 map[string]string
		flags               flags
		open, link, control string
		err                 string
	}{
		{name: "nothing configured is the sandbox in the binary"},
		{name: "--sandbox beats a key", env: key, flags: flags{sandbox: true}},
		{name: "a key alone goes to Smile's sandbox", env: key, open: smileSandbox},
		{name: "Smile's host gets its path", env: with(envOpenHost, "https://sandbox.smileapi.io"), open: smileSandbox},
		{
			name: "another host keeps its own, and one on this machine may be a sandbox", env: with(envOpenHost, "http://127.0.0.1:8970/v1"),
			open: "http://127.0.0.1:8970/v1", control: "http://127.0.0.1:8970/_sandbox",
		},
		{name: "one elsewhere is none", env: with(envOpenHost, "https://gateway.test/v1"), open: "https://gateway.test/v1"},
		{name: "a link host that is not Smile's is native", env: with(envLinkHost, gateway), open: smileSandbox, link: gateway},
		{name: "Smile's link host is not", env: with(envLinkHost, "https://link-sandbox.smileapi.io/v1"), open: smileSandbox},
		{name: "unless the browser is asked for", env: with(envLinkHost, gateway), flags: flags{login: "browser"}, open: smileSandbox},
		{name: "native without a host", env: key, flags: flags{login: "native"}, err: envLinkHost},
		{name: "a key without a secret", env: map[string]string{envKey: "k"}, err: envSecret},
		{name: "a host without a key", env: map[string]string{envOpenHost: "https://x.test/v1"}, err: envKey},
		{name: "production is guarded", env: with(envOpenHost, "https://open.smileapi.io/v1"), err: "--production"},
		{name: "with a dot at its end", env: with(envOpenHost, "https://open.smileapi.io./v1"), err: "--production"},
		{name: "in capitals, with its port", env: with(envOpenHost, "HTTPS://OPEN.SmileAPI.io:443/v1"), err: "--production"},
		{name: "behind user info", env: with(envOpenHost, "https://me@open.smileapi.io/v1"), err: "--production"},
		{name: "in wide letters", env: with(envOpenHost, "https://ｏｐｅｎ。smileapi.io/v1"), err: "--production"},
		{name: "a dot keeps the path", env: with(envOpenHost, "https://sandbox.smileapi.io."), open: "https://sandbox.smileapi.io./v1"},
		{name: "a dot keeps Smile's link host", env: with(envLinkHost, "https://link.smileapi.io./v1"), open: smileSandbox},
		{
			name: "this machine in capitals", env: with(envOpenHost, "http://LOCALHOST.:8970/v1"),
			open: "http://LOCALHOST.:8970/v1", control: "http://LOCALHOST.:8970/_sandbox",
		},
		{name: "and allowed", env: with(envOpenHost, "https://open.smileapi.io"), flags: flags{production: true}, open: "https://open.smileapi.io/v1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if c.flags.login == "" {
				c.flags.login = "auto"
			}
			values, err := settings(t.Context(), Streams{Dir: t.TempDir(), Env: environment(c.env)}, c.flags.sandbox)
			if err != nil {
				t.Fatal(err)
			}
			h, err := chooseHost(values, c.flags)
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) || exitCode(err) != ExitUsage {
					t.Fatalf("got error %v", err)
				}
				return
			}
			if err != nil || h.OpenAPI != c.open || h.Link != c.link || h.Control != c.control {
				t.Errorf("got %q %q %q, error %v", h.OpenAPI, h.Link, h.Control, err)
			}
		})
	}
}

func TestTheEnvironmentBeatsTheFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := "API_KEY=from-file\nAPI_SECRET='quoted'\nOPEN_API_HOST=https://file.test/v1\n"
	if err := os.WriteFile(filepath.Join(dir, ".env"), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := settings(t.Context(), Streams{Dir: dir, Env: environment(map[string]string{envKey: "from-env"})}, false)
	values := c.values
	if err != nil || values[envKey] != "from-env" || values[envSecret] != "quoted" || values[envOpenHost] != "https://file.test/v1" {
		t.Errorf("got %v, error %v", values, err)
	}
}

func TestABrokenFileShowsNoSecret(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ".env"), []byte("API_SECRET hush-hush\n'"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := settings(t.Context(), Streams{Dir: dir, Env: environment(nil)}, false)
	if err == nil || exitCode(err) != ExitUsage || strings.Contains(err.Error(), "hush-hush") {
		t.Errorf("got %v", err)
	}
}

func TestATypoInAHostNamesTheVariable(t *testing.T) {
	t.Parallel()
	_, err := session.Open(t.Context(), session.Config{Host: session.Host{
		Key: "k", Secret: "s", OpenAPI: "htps:/sandbox.smileapi.io", OpenAPIName: envOpenHost,
	}})
	if err == nil || !strings.Contains(err.Error(), envOpenHost) || exitCode(err) != ExitUsage {
		t.Errorf("got %v", err)
	}
}

func TestTheWizardKnowsAProductionHostFromTheStart(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"https://open.smileapi.io/v1": true, "https://Open.SmileAPI.io.:443/v1": true, "https://sandbox.smileapi.io/v1": false,
	} {
		if c := faultsOf(t, session.Host{OpenAPI: address}); c.Production != want {
			t.Errorf("%s is production: %v", address, c.Production)
		}
	}
}
