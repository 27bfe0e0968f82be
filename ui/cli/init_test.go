package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/zalando/go-keyring"

	"winkterm/ui/setup/keystore"
)

// runIn calls the command line in a folder, with lines of input.
func runInFolder(t *testing.T, dir string, env map[string]string, input string, args ...string) (code int, out, errText string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = Main(args, Streams{In: strings.NewReader(input), Out: &stdout, Err: &stderr, Dir: dir, Env: environment(env)})
	if strings.Contains(stdout.String()+stderr.String(), "hush") {
		t.Errorf("%v shows a secret: %q %q", args, stdout.String(), stderr.String())
	}
	return code, stdout.String(), stderr.String()
}

// keysInMemory has the key store of this process in memory.
var keysInMemory = sync.OnceFunc(keyring.MockInit)

// bus has the key store of a test be asked at all.
func bus(env map[string]string) map[string]string {
	keysInMemory()
	all := map[string]string{"DBUS_SESSION_BUS_ADDRESS": "unix:none"}
	for name, value := range env {
		all[name] = value
	}
	return all
}

// private reads a file of a folder, which has to be the owner's alone.
func private(t *testing.T, dir, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Error(err)
		return ""
	}
	if info, err := os.Stat(filepath.Join(dir, name)); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%s: %v, %v", name, info.Mode(), err)
	}
	return string(content)
}

// names are the files of a folder.
func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

func TestInitWritesWhatIsAnswered(t *testing.T) {
	t.Parallel()
	const smile = "OPEN_API_HOST=https://sandbox.smileapi.io/v1\nAPI_KEY=k-1\nAPI_SECRET=hush-1\n"
	fromEnv := map[string]string{"API_KEY": "k-1", "API_SECRET": "hush-1", "OPEN_API_HOST": "https://sandbox.smileapi.io"}
	for name, c := range map[string]struct {
		input string
		env   map[string]string
		args  []string
		want  string
	}{
		"a name":                        {"sandbox\nk-1\nhush-1\n", nil, nil, smile},
		"a number, no break":            {"1\r\nk-1\nhush-1", nil, nil, smile},
		"enter":                         {"\nk-1\nhush-1\n\n", nil, nil, smile},
		"Smile's without path":          {"https://sandbox.smileapi.io\nk-1\nhush-1\n", nil, nil, smile},
		"a host and a link":             {"http://localhost:1/v1\nk-1\nhush-1\nhttp://localhost:1/link\n", nil, nil, "OPEN_API_HOST=http://localhost:1/v1\nAPI_KEY=k-1\nAPI_SECRET=hush-1\nLINK_API_HOST=http://localhost:1/link\n"},
		"production, confirmed":         {"production\nproduction\nk-1\nhush-1\n", nil, nil, strings.Replace(smile, "sandbox.", "open.", 1)},
		"production by flag":            {"2\nk-1\nhush-1\n", nil, []string{"--production"}, strings.Replace(smile, "sandbox.", "open.", 1)},
		"what the environment suggests": {"\n\n\n", fromEnv, nil, smile},
		"the environment alone":         {"", fromEnv, []string{"--from-env"}, smile},
		"a secret with signs":           {"1\nk-1\nhush#'1\n", nil, nil, strings.Replace(smile, "hush-1", "`hush#'1`", 1)},
	} {
		dir := t.TempDir()
		code, out, errText := runInFolder(t, dir, c.env, c.input, append([]string{"init"}, c.args...)...)
		if got := private(t, dir, ".env"); code != ExitOK || out != "" || got != c.want || names(t, dir) != ".env" {
			t.Errorf("%s: exit %d, %q, %q in %s", name, code, errText, got, names(t, dir))
		}
	}
}

func TestInitWritesNothingUnlessAllIsWell(t *testing.T) {
	t.Parallel()
	key := map[string]string{"API_KEY": "k-1", "API_SECRET": "hush-1"}
	production := map[string]string{"API_KEY": "k-1", "API_SECRET": "hush-1", "OPEN_API_HOST": "https://OPEN.smileapi.io./v1"}
	for name, c := range map[string]struct {
		input string
		env   map[string]string
		args  []string
		err   string
	}{
		"nothing":                       {"", nil, nil, "--from-env"},
		"no secret":                     {"1\nk-1\n", nil, nil, "no answer"},
		"esc":                           {"1\n\x1b\nhush-1\n", nil, nil, "stopped"},
		"an empty key":                  {"1\n\nhush-1\n", nil, nil, "API_KEY is empty"},
		"a secret with a space":         {"1\nk-1\nhush 1\n", nil, nil, "API_SECRET has a space"},
		"no address":                    {"sandbx\nk-1\nhush-1\n", nil, nil, "https://"},
		"a link host that is none":      {"1\nk-1\nhush-1\nlocalhost\n", nil, nil, "LINK_API_HOST"},
		"production, not confirmed":     {"2\nyes\nk-1\nhush-1\n", nil, nil, "production"},
		"production of another way":     {"https://open.smileapi.io:443/v1\nk-1\nhush-1\n", nil, nil, "production"},
		"production of the environment": {"", production, []string{"--from-env"}, "--production"},
		"half a key of the environment": {"", map[string]string{"API_KEY": "hush"}, []string{"--from-env"}, "API_SECRET"},
		"no key store":                  {"1\nk-1\nhush-1\n", nil, []string{"--key-store"}, "D-Bus"},
		"forget and force":              {"", key, []string{"--forget", "--force"}, "--forget"},
	} {
		dir := t.TempDir()
		code, _, errText := runInFolder(t, dir, c.env, c.input, append([]string{"init"}, c.args...)...)
		if code != ExitUsage || !strings.Contains(errText, c.err) || names(t, dir) != "" {
			t.Errorf("%s: exit %d, %q, files %q", name, code, errText, names(t, dir))
		}
	}
}

func TestInitChangesAFileOnlyWithForce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	old := "# mine\nAPI_SECRET=hush-old\nFOO='bar' # kept\nKEY_STORE=1\n"
	if err := os.WriteFile(filepath.Join(dir, "real"), []byte(old), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real", filepath.Join(dir, ".env")); err != nil {
		t.Skip("no links here")
	}
	code, _, errText := runInFolder(t, dir, nil, "1\nk-1\nhush-1\n", "init")
	if code != ExitUsage || !strings.Contains(errText, "--force") {
		t.Errorf("exit %d, %q", code, errText)
	}
	if code, _, errText = runInFolder(t, dir, nil, "1\nk-1\nhush-1\n", "init", "--force"); code != ExitOK || !strings.Contains(errText, ".backup") {
		t.Errorf("exit %d, %q", code, errText)
	}
	want := "# mine\nAPI_SECRET=hush-1\nFOO='bar' # kept\nOPEN_API_HOST=https://sandbox.smileapi.io/v1\nAPI_KEY=k-1\n"
	if got := private(t, dir, ".env"); got != want {
		t.Errorf("got %q", got)
	}
	if got := private(t, dir, "real.backup"); got != old {
		t.Errorf("the backup is %q", got)
	}
	if link, err := os.Readlink(filepath.Join(dir, ".env")); err != nil || link != "real" {
		t.Errorf("the link leads to %q, %v", link, err)
	}
}

func TestInitKeepsTheKeyOutOfGit(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]string{"y\n": "/build\n.env\n.env.backup\n", "": "/build\n.env\n.env.backup\n", "n\n": "/build"} {
		dir := t.TempDir()
		if out, err := exec.CommandContext(t.Context(), "git", "init", "--quiet", dir).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if err := os.WriteFile(filepath.Join(dir, ".gitignore"), []byte("/build"), 0o644); err != nil {
			t.Fatal(err)
		}
		code, _, errText := runInFolder(t, dir, nil, "1\nk-1\nhush-1\n\n"+answer, "init")
		got, err := os.ReadFile(filepath.Join(dir, ".gitignore"))
		if code != ExitOK || err != nil || string(got) != want || strings.Contains(errText, "publishes") != (answer == "n\n") {
			t.Errorf("%q: exit %d, %q, %q", answer, code, errText, got)
		}
		if code, _, errText = runInFolder(t, dir, map[string]string{"API_KEY": "k", "API_SECRET": "hush"}, "", "init", "--force", "--from-env"); code != ExitOK ||
			strings.Contains(errText, "does not ignore") != (answer == "n\n") {
			t.Errorf("%q from the environment: exit %d, %q", answer, code, errText)
		}
	}
}

// TestInitKeepsTheBackupOutOfGit: a repository that ignores .env alone would take what init
// keeps beside it, which has the old key.
func TestInitKeepsTheBackupOutOfGit(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if out, err := exec.CommandContext(t.Context(), "git", "init", "--quiet", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for name, text := range map[string]string{".gitignore": ".env\n", ".env": "API_SECRET=hush-old\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	env := map[string]string{"API_KEY": "k", "API_SECRET": "hush"}
	if code, _, errText := runInFolder(t, dir, env, "", "init", "--force", "--from-env"); code != ExitOK || !strings.Contains(errText, "git does not ignore .env.backup") {
		t.Errorf("from the environment: exit %d, %q", code, errText)
	}
	code, _, errText := runInFolder(t, dir, nil, "1\nk-1\nhush-1\n\ny\n", "init", "--force")
	if got, err := os.ReadFile(filepath.Join(dir, ".gitignore")); code != ExitOK || err != nil || string(got) != ".env\n.env.backup\n" {
		t.Errorf("exit %d, %q, %q, %v", code, errText, got, err)
	}
}

func TestTheKeyStoreKeepsAKeyForItsHost(t *testing.T) {
	t.Parallel()
	dir, env := t.TempDir(), bus(nil)
	const one, link = "https://one.keystore.test/v1", "https://link.keystore.test/v1"
	code, _, errText := runInFolder(t, dir, env, one+"\nkey-one-1\nhush-one-1\n"+link+"\n", "init", "--key-store")
	if got := private(t, dir, ".env"); code != ExitOK || got != "OPEN_API_HOST="+one+"\nLINK_API_HOST="+link+"\nKEY_STORE=1\n" {
		t.Fatalf("exit %d, %q, %q", code, errText, got)
	}
	s := Streams{Dir: dir, Env: environment(env)}
	c, err := settings(t.Context(), s, false)
	h, refused := chooseHost(c, flags{login: "auto"})
	if err != nil || refused != nil || h.OpenAPI != one || h.Link != link || h.Key.Reveal() != "key-one-1" || h.Secret.Reveal() != "hush-one-1" {
		t.Errorf("the host is %v, %v, %v", h, err, refused)
	}
	if code, out, _ := runInFolder(t, dir, env, "", "status"); code != ExitOK || !strings.Contains(out, "from the key store") {
		t.Errorf("status: exit %d, %q", code, out)
	}
	// Whatever else names a key counts before.
	env["API_KEY"] = "k"
	if _, _, errText := runInFolder(t, dir, env, "", "user", "tenant-1"); !strings.Contains(errText, "both API_KEY and API_SECRET") {
		t.Errorf("half a key of the environment: %q", errText)
	}
	delete(env, "API_KEY")
	if code, _, errText := runInFolder(t, dir, env, "", "init", "--forget"); code != ExitOK || !strings.Contains(errText, "one.keystore.test") {
		t.Errorf("forget: exit %d, %q", code, errText)
	}
	if code, _, errText := runInFolder(t, dir, env, "", "user", "tenant-1"); code != ExitUsage || !strings.Contains(errText, "init --key-store") {
		t.Errorf("forgotten: exit %d, %q", code, errText)
	}
	if code, _, _ := runInFolder(t, dir, env, "", "init", "--forget"); code != ExitUsage {
		t.Errorf("forgotten twice: exit %d", code)
	}
}

// TestAForeignEnvFileGetsNoKeyOfTheKeyStore: a .env that came with somebody else's folder
// names hosts of its own.
func TestAForeignEnvFileGetsNoKeyOfTheKeyStore(t *testing.T) {
	t.Parallel()
	env := bus(nil)
	store := keystore.Store{Env: func(name string) string { return env[name] }}
	for _, address := range []string{"https://mine.keystore.test/v1", "https://sandbox.smileapi.io/v1"} {
		if err := store.Set(t.Context(), address, keystore.Entry{Key: "key-1", Secret: "hush-1", LinkHost: "https://link.mine.test"}); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct{ file, err string }{
		"another host":               {"OPEN_API_HOST=https://evil.test/v1", "no key for https://evil.test"},
		"another port":               {"OPEN_API_HOST=https://mine.keystore.test:8443/v1", "no key for"},
		"without TLS":                {"OPEN_API_HOST=http://mine.keystore.test/v1", "no key for"},
		"this machine":               {"OPEN_API_HOST=http://localhost:4040/v1", "no key for"},
		"another link host":          {"OPEN_API_HOST=https://mine.keystore.test/v1\nLINK_API_HOST=https://evil.test", "LINK_API_HOST"},
		"a link host beside Smile's": {"LINK_API_HOST=https://evil.test", "LINK_API_HOST"},
		"the very hosts":             {"OPEN_API_HOST=https://mine.keystore.test/v1\nLINK_API_HOST=https://link.mine.test", ""},
		"Smile's sandbox":            {"", ""},
		"no word at all":             {"KEY_STORE=perhaps", "1 or 0"},
	} {
		s := withEnvFile(t, "KEY_STORE=1\n"+c.file+"\n", env)
		conf, err := settings(t.Context(), s, false)
		if err == nil {
			_, err = chooseHost(conf, flags{login: "auto"})
		}
		if c.err == "" && err != nil || c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err) || exitCode(err) != ExitUsage) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if c, err := settings(t.Context(), withEnvFile(t, "KEY_STORE=1", env), true); err != nil || c.values[envKey] != "" {
		t.Errorf("--sandbox asked the key store: %v", err)
	}
	off := withEnvFile(t, "KEY_STORE=1\n", bus(map[string]string{"KEY_STORE": ""}))
	if c, err := settings(t.Context(), off, false); err != nil || c.namesHost() {
		t.Errorf("switched off: %v", err)
	}
}
