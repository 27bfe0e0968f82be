package setup

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
)

const (
	goodKey    = "key-Qm7xZp42"
	goodSecret = "hush-Tb9wLk31"
)

// smile is a host that takes one key, and says a time of its own.
func smile(t *testing.T, key string, ahead time.Duration) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet || r.URL.Path != "/v1/providers" || r.URL.Query().Get("size") != "1" {
			t.Errorf("the host is asked for %s %s", r.Method, r.URL)
		}
		w.Header().Set("Date", present().Add(ahead).UTC().Format(http.TimeFormat))
		w.Header().Set("Content-Type", "application/json")
		got, secret, _ := r.BasicAuth()
		if got != key || secret != goodSecret {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, `{"code":"INVALID_CREDENTIALS","message":"the pair `+got+":"+secret+` is wrong","requestId":"req-1"}`)
			return
		}
		_, _ = io.WriteString(w, `{"code":"OK","message":"","requestId":"req-1","data":{"items":[]}}`)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/v1"
}

// present is the time of a test.
func present() time.Time { return time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC) }

// setting is a set-up that a test makes: its environment, and what is checked.
type setting struct {
	*testing.T
	env map[string]string
	Config
}

// healthy is a set-up in which nothing is wrong, in a repository, with a .env that has the key.
func healthy(t *testing.T) *setting {
	t.Helper()
	dir, state := t.TempDir(), t.TempDir()
	s := &setting{T: t, env: map[string]string{"TERM": "xterm-256color", "LANG": "en_US.UTF-8", "BROWSER": filepath.Join(dir, "firefox")}}
	s.write("firefox", "#!/bin/sh\n", 0o700, dir)
	s.Config = Config{
		Env: func(name string) string { return s.env[name] }, Dir: dir,
		Terminal: true, Columns: 120, Rows: 40, KnownTerm: func(string) bool { return true },
		Themes: []string{"standard", "soft"}, Ports: map[string]string{"APP_PORT": freePort(t)},
		State: filepath.Join(state, "winkterm", "sessions"), Now: present,
		KeyStore: func(context.Context) error { return errors.New("no bus") },
		Resolver: &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no names in tests") }},
		Target: Target{
			OpenAPI: smile(t, goodKey, 0), Mode: wire.ModeSandbox, Other: smile(t, "key-Production1", 0), Production: true,
			Key: goodKey, Secret: goodSecret, KeyFrom: FromFile,
		},
	}
	s.git("init", "--quiet")
	s.write(".gitignore", ".env\n", 0o600, dir)
	s.write(".env", "API_KEY="+goodKey+"\nAPI_SECRET="+goodSecret+"\n", 0o600, dir)
	return s
}

func (s *setting) write(name, text string, mode os.FileMode, dir string) {
	s.Helper()
	path := filepath.Join(dir, name)
	if err := errors.Join(os.WriteFile(path, []byte(text), mode), os.Chmod(path, mode)); err != nil {
		s.Fatal(err)
	}
}

func (s *setting) git(args ...string) {
	s.Helper()
	if out, err := exec.CommandContext(s.Context(), "git", append([]string{"-C", s.Dir}, args...)...).CombinedOutput(); err != nil {
		s.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func freePort(t *testing.T) string {
	t.Helper()
	_, port, _ := net.SplitHostPort(taken(t, false))
	return port
}

// taken is an address of this machine where something listens until the test ends, or did.
func taken(t *testing.T, stays bool) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if t.Cleanup(func() { _ = l.Close() }); !stays {
		_ = l.Close()
	}
	return l.Addr().String()
}

// wrong are the findings that something is wrong.
func wrong(found []Finding) (all []Finding) {
	for _, f := range found {
		if f.State == Warning || f.State == Failed {
			all = append(all, f)
		}
	}
	return all
}

func TestAHealthySetUpHasNothingWrong(t *testing.T) {
	t.Parallel()
	s := healthy(t)
	done, total := 0, 0
	found := Run(t.Context(), s.Config, func(n, of int) { done, total = n, of })
	if bad := wrong(found); len(bad) > 0 || Worst(found) != "" || done != total || total != 13 {
		t.Errorf("%d done, wrong: %+v", done, bad)
	}
	for _, f := range found {
		if f.State == Skipped && f.Check != "key store" || f.Text == "" || f.Mend != "" {
			t.Errorf("%+v", f)
		}
	}
}

// TestEachFaultIsFoundByItsCheck makes a healthy set-up ill in one way.
func TestEachFaultIsFoundByItsCheck(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(*setting)
		check string
		cause Cause // empty for a warning
		text  string
		mend  string
	}{
		"a broken line of .env":             {func(s *setting) { s.write(".env", "A=1\nAPI_SECRET hush\n", 0o600, s.Dir) }, ".env", CauseConfiguration, "line 2", "NAME=value"},
		"a .env that others can read":       {func(s *setting) { s.write(".env", "API_KEY=k\nAPI_SECRET=s\n", 0o644, s.Dir) }, ".env", "", "0644", "chmod 600"},
		"a .env that git keeps":             {func(s *setting) { s.git("add", "--force", ".env") }, ".env", "", "git keeps it", "git rm --cached"},
		"a .env that git does not ignore":   {func(s *setting) { s.write(".gitignore", "", 0o600, s.Dir) }, ".env", "", "does not ignore", ".gitignore"},
		"a backup that git does not ignore": {func(s *setting) { s.write(".env.backup", "API_SECRET=hush\n", 0o600, s.Dir) }, ".env", "", ".env.backup", ".gitignore"},
		"a Link host that is no address":    {func(s *setting) { s.Target.Link = "localhost" }, "host", CauseConfiguration, "LINK_API_HOST", "leave it out"},
		"a key without a secret":            {func(s *setting) { s.Target.Secret = "" }, "key", CauseConfiguration, "API_SECRET", "both"},
		"a secret without a key":            {func(s *setting) { s.Target.Key = "" }, "key", CauseConfiguration, "API_KEY", "both"},
		"a host without a key":              {func(s *setting) { s.Target.Key, s.Target.Secret = "", "" }, "key", CauseConfiguration, "neither", "winkterm init"},
		"a host that is no address":         {func(s *setting) { s.Target.OpenAPI = "sandbox.test/v1" }, "host", CauseConfiguration, "OPEN_API_HOST", "https://"},
		"a wrong name of a host":            {func(s *setting) { s.Target.OpenAPI = "https://sandbx.smile.test/v1" }, "host", CauseHost, "sandbx.smile.test", "does not resolve"},
		"a host that is not there":          {func(s *setting) { s.Target.OpenAPI = "http://" + taken(s.T, false) + "/v1" }, "host", CauseHost, "refused", "nothing listens"},
		"a host without TLS":                {func(s *setting) { s.Target.OpenAPI = strings.Replace(s.Target.OpenAPI, "http:", "https:", 1) }, "host", CauseHost, "HTTPS client", "does not speak TLS"},
		"a certificate of nobody":           {func(s *setting) { s.Target.OpenAPI = foreignTLS(s.T) }, "host", CauseHost, "certificate", "not trusted"},
		"a page in place of the API":        {func(s *setting) { s.Target.OpenAPI = page(s.T) }, "host", CauseHost, "not the API's", "sign-in page"},
		"a host that another file names":    {func(s *setting) { s.Target.Refusal = errors.New("OPEN_API_HOST is set by .env, but the key is not") }, "host", CauseConfiguration, "by .env", "environment"},
		"a host that refuses the key":       {func(s *setting) { s.Target.Key = "key-Mistyped9" }, "key", CauseKey, "refuses the key from .env", "letter"},
		"a production key at the sandbox":   {func(s *setting) { s.Target.Key = "key-Production1" }, "mode", CauseKey, "one of production", "OPEN_API_HOST"},
		"a sandbox key at production": {func(s *setting) {
			t := &s.Target
			t.OpenAPI, t.Other, t.Mode = t.Other, t.OpenAPI, wire.ModeProduction
		}, "mode", CauseKey, "one of sandbox", "OPEN_API_HOST"},
		"hosts of two modes":        {func(s *setting) { s.Target.LinkMode = wire.ModeProduction }, "mode", CauseConfiguration, "LINK_API_HOST", "same mode"},
		"a clock 10 minutes behind": {func(s *setting) { s.Target.OpenAPI = smile(s.T, goodKey, 10*time.Minute) }, "clock", CauseConfiguration, "10m0s behind", "timedatectl"},
		"a clock 2 minutes ahead":   {func(s *setting) { s.Target.OpenAPI = smile(s.T, goodKey, -2*time.Minute) }, "clock", "", "2m0s ahead of", "timedatectl"},
		"a proxy that is dead": {func(s *setting) {
			s.Target.OpenAPI, s.env["https_proxy"] = "https://sandbox.smile.test/v1", "http://me:hush@"+taken(s.T, false)
		}, "proxy", CauseHost, "does not answer", "NO_PROXY"},
		"a proxy that is no address": {func(s *setting) {
			s.Target.OpenAPI, s.env["HTTPS_PROXY"] = "https://sandbox.smile.test/v1", "http://[::"
		}, "proxy", CauseConfiguration, "HTTPS_PROXY", "like http://"},
		"a port that is taken":         {func(s *setting) { _, s.Ports["APP_PORT"], _ = net.SplitHostPort(taken(s.T, true)) }, "port", CauseConfiguration, "APP_PORT", "another port"},
		"a port that is none":          {func(s *setting) { s.Ports["APP_PORT"] = "99999" }, "port", CauseConfiguration, "APP_PORT", "65535"},
		"a dumb terminal":              {func(s *setting) { s.env["TERM"] = "dumb" }, "terminal", "", `"dumb"`, "--accessible"},
		"a terminal that nobody knows": {func(s *setting) { s.KnownTerm = func(string) bool { return false } }, "terminal", "", "does not know", "TERM"},
		"a small terminal":             {func(s *setting) { s.Rows = 11 }, "terminal", "", "120×11", "larger"},
		"a locale without UTF-8":       {func(s *setting) { s.env["LC_ALL"] = "POSIX" }, "terminal", "", "UTF-8", "LANG"},
		"a theme that is none":         {func(s *setting) { s.env["WINKTERM_THEME"] = "purple" }, "colours", CauseConfiguration, `"purple"`, "standard, soft"},
		"no browser":                   {func(s *setting) { delete(s.env, "BROWSER") }, "browser", "", "no display", "--no-browser"},
		"a browser that is not there":  {func(s *setting) { s.env["BROWSER"] = "no-such-browser" }, "browser", "", "BROWSER", "--no-browser"},
		"a file for a state folder": {func(s *setting) {
			s.State = filepath.Join(s.Dir, ".env", "winkterm", "sessions")
		}, "state folder", "", "cannot be written", "XDG_STATE_HOME"},
		"a state folder for all": {func(s *setting) {
			s.State = s.TempDir()
			if err := os.Chmod(s.State, 0o755); err != nil {
				s.Fatal(err)
			}
		}, "state folder", "", "0755", "chmod 700"},
		"no place for a state folder": {func(s *setting) { s.StateError = errors.New("no home") }, "state folder", "", "no home", "XDG_STATE_HOME"},
		"a key store that is locked": {func(s *setting) {
			t := &s.Target
			s.KeyStoreWanted, t.Key, t.Secret, t.KeyError = true, "", "", errors.New("there is no key store that answers")
		}, "key store", CauseConfiguration, "no key store", "init --key-store"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if runtime.GOOS == "windows" {
				t.Skip("modes, locales and BROWSER are Unix's")
			}
			s := healthy(t)
			s.T = t
			c.spoil(s)
			found := Run(t.Context(), s.Config, func(int, int) {})
			bad := wrong(found)
			if len(bad) != 1 {
				t.Fatalf("wrong: %+v", bad)
			}
			f := bad[0]
			if f.Check != c.check || f.Cause != c.cause || (f.State == Failed) != (c.cause != "") || !strings.Contains(f.Text, c.text) || !strings.Contains(f.Mend, c.mend) {
				t.Errorf("%+v", f)
			}
			if Worst(found) != c.cause {
				t.Errorf("the worst is %q", Worst(found))
			}
			for _, f := range found {
				if strings.Contains(f.Text+f.Mend, "hush") || strings.Contains(f.Text+f.Mend, goodKey) {
					t.Errorf("a secret: %+v", f)
				}
			}
		})
	}
}

func foreignTLS(t *testing.T) string {
	t.Helper()
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = quiet()
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.URL + "/v1"
}

func page(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>sign in</html>") }))
	t.Cleanup(server.Close)
	return server.URL
}

// TestNobodyIsCalledUnasked: production without its flag, and --offline.
func TestNobodyIsCalledUnasked(t *testing.T) {
	t.Parallel()
	untouched := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Errorf("called: %s %s", r.Method, r.URL) }))
	t.Cleanup(untouched.Close)
	for name, c := range map[string]struct {
		change func(*setting)
		reason string
	}{
		"production": {func(s *setting) { s.Target.Mode, s.Target.Production = wire.ModeProduction, false }, "--production"},
		"offline":    {func(s *setting) { s.Offline = true }, "--offline"},
		"offline with a proxy": {func(s *setting) {
			s.Offline, s.Target.OpenAPI, s.env["HTTP_PROXY"] = true, "http://sandbox.smile.test/v1", untouched.URL
		}, "--offline"},
		"a refused host": {func(s *setting) { s.Target.Refusal = errors.New("not this one") }, "see host"},
	} {
		s := healthy(t)
		s.Target.OpenAPI, s.Target.Other = untouched.URL+"/v1", untouched.URL+"/v1"
		c.change(s)
		for _, f := range Run(t.Context(), s.Config, func(int, int) {}) {
			asks := f.Check == "key" || f.Check == "mode" || f.Check == "clock" || f.Check == "host" && name != "a refused host" || f.Check == "proxy" && name == "offline with a proxy"
			if asks && (f.State != Skipped || !strings.Contains(f.Text, c.reason)) {
				t.Errorf("%s: %+v", name, f)
			}
		}
	}
}

// TestAProductionKeyIsNotTriedUnasked: the sandbox refuses a key, and production is not
// called without its flag.
func TestAProductionKeyIsNotTriedUnasked(t *testing.T) {
	t.Parallel()
	s := healthy(t)
	s.Target.Key, s.Target.Production = "key-Production1", false
	s.Target.Other = "http://" + taken(t, true) // which would not answer
	bad := wrong(Run(t.Context(), s.Config, func(int, int) {}))
	if len(bad) != 1 || bad[0].Check != "key" || !strings.Contains(bad[0].Mend, "--production") {
		t.Errorf("wrong: %+v", bad)
	}
}

func TestAProxyThatAnswersIsUsed(t *testing.T) {
	t.Parallel()
	s := healthy(t)
	target, err := url.Parse(s.Target.OpenAPI)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Host != "sandbox.smile.test" {
			t.Errorf("the proxy is asked for %s", r.URL)
		}
		r.URL.Host, r.RequestURI = target.Host, ""
		answer, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Error(err)
			return
		}
		defer func() { _ = answer.Body.Close() }()
		w.Header().Set("Date", answer.Header.Get("Date"))
		_, _ = io.Copy(w, answer.Body)
	}))
	t.Cleanup(proxy.Close)
	s.env["HTTP_PROXY"] = strings.Replace(proxy.URL, "//", "//me:hush-proxy@", 1)
	s.Target.OpenAPI = "http://sandbox.smile.test/v1"
	found := Run(t.Context(), s.Config, func(int, int) {})
	if bad := wrong(found); len(bad) > 0 {
		t.Errorf("wrong: %+v", bad)
	}
	for _, f := range found {
		if f.Check == "proxy" && !strings.Contains(f.Text, "calls go by it") || strings.Contains(f.Text, "hush") {
			t.Errorf("%+v", f)
		}
	}
}

func TestACheckThatIsLateIsSkipped(t *testing.T) {
	t.Parallel()
	s := healthy(t)
	ctx, cancel := context.WithCancel(t.Context())
	held := make(chan struct{})
	defer close(held)
	s.KeyStore = func(context.Context) error { cancel(); <-held; return nil }
	for _, f := range Run(ctx, s.Config, func(int, int) {}) {
		if f.Check == "key store" && (f.State != Skipped || !strings.Contains(f.Text, "--timeout")) {
			t.Errorf("%+v", f)
		}
	}
}

// quiet is a log that nobody reads.
func quiet() *log.Logger { return log.New(io.Discard, "", 0) }
