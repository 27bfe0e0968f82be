package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// withEnvFile is where a .env with this text lies, and an environment.
func withEnvFile(t *testing.T, text string, env map[string]string) Streams {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ".env"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Streams{Dir: dir, Env: environment(env), Err: &strings.Builder{}}
}

func TestABrokenLineOfAnEnvFileIsNamedWithItsNumber(t *testing.T) {
	t.Parallel()
	s := withEnvFile(t, "FOO bar\n'\nAPI_SECRET hush-hush\n", nil)
	_, err := settings(t.Context(), s, false)
	if err == nil || !strings.Contains(err.Error(), "line 3") || strings.Contains(err.Error(), "hush") || exitCode(err) != ExitUsage {
		t.Errorf("got %v", err)
	}
	if _, err := settings(t.Context(), s, true); err != nil {
		t.Errorf("--sandbox read .env: %v", err)
	}
}

func TestTheSandboxReadsNoEnvFile(t *testing.T) {
	t.Parallel()
	c, err := settings(t.Context(), withEnvFile(t, "API_KEY=k\nAPP_PORT=1", nil), true)
	if err != nil || len(c.values) != 0 {
		t.Errorf("got %v, error %v", c.values, err)
	}
}

func TestAnEmptyVariableBeatsTheFile(t *testing.T) {
	t.Parallel()
	s := withEnvFile(t, "API_KEY=k\nAPI_SECRET=s\nLINK_API_HOST=https://link.test", map[string]string{envKey: "", envSecret: "", envLinkHost: ""})
	c, err := settings(t.Context(), s, false)
	if err != nil || c.values[envKey] != "" || c.values[envSecret] != "" || c.values[envLinkHost] != "" {
		t.Fatalf("got %v, error %v", c.values, err)
	}
	if h, err := chooseHost(c, flags{login: "auto"}); err != nil || h.OpenAPI != "" {
		t.Errorf("not the sandbox in the binary: %v, error %v", h, err)
	}
}

func TestAFolderCalledEnvIsAsNone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, ".env"), 0o700); err != nil {
		t.Fatal(err)
	}
	if c, err := settings(t.Context(), Streams{Dir: dir, Env: environment(nil)}, false); err != nil || c.values[envKey] != "" {
		t.Errorf("got %v, error %v", c, err)
	}
}

func TestAHugeEnvFileIsRefused(t *testing.T) {
	t.Parallel()
	_, err := settings(t.Context(), withEnvFile(t, strings.Repeat("#", readMax+1), nil), false)
	if err == nil || exitCode(err) != ExitUsage {
		t.Errorf("got %v", err)
	}
}

func TestAnEnvFileSendsNoKeyOfTheEnvironmentElsewhere(t *testing.T) {
	t.Parallel()
	const own, key = "OPEN_API_HOST=https://gateway.test/v1\n", "API_KEY=k\nAPI_SECRET=s\n"
	env := map[string]string{envKey: "k", envSecret: "s"}
	for name, c := range map[string]struct {
		file    string
		env     map[string]string
		flags   flags
		refused string
	}{
		"host of the file, key of the environment": {own, env, flags{}, envOpenHost},
		"the secret alone":                         {own + "API_KEY=k", map[string]string{envSecret: "s"}, flags{}, envOpenHost},
		"the key alone":                            {own + "API_SECRET=s", map[string]string{envKey: "k"}, flags{}, envOpenHost},
		"the environment's key over the file's":    {own + key, env, flags{}, envOpenHost},
		"it is meant":                              {own, env, flags{hostFromFile: true}, ""},
		"all from the file":                        {own + key, nil, flags{}, ""},
		"host of the environment":                  {own, map[string]string{envKey: "k", envSecret: "s", envOpenHost: "https://other.test/v1"}, flags{}, ""},
		"host of the environment, key of the file": {key, map[string]string{envOpenHost: "https://other.test/v1"}, flags{}, ""},
		"Smile's":                                    {"OPEN_API_HOST=https://sandbox.smileapi.io./v1", env, flags{}, ""},
		"looks like Smile's":                         {"OPEN_API_HOST=https://sandbox.smileapi.io.evil.test/v1", env, flags{}, envOpenHost},
		"Smile's as user info":                       {"OPEN_API_HOST=https://sandbox.smileapi.io@evil.test/v1", env, flags{}, envOpenHost},
		"this machine's":                             {"OPEN_API_HOST=http://localhost:8970/v1", env, flags{}, ""},
		"where logins go":                            {"LINK_API_HOST=https://link.test/v1", env, flags{}, envLinkHost},
		"where logins go, by way of the browser":     {"LINK_API_HOST=https://link.test/v1", env, flags{login: "browser"}, envLinkHost},
		"where logins go, Smile's":                   {"LINK_API_HOST=https://link.smileapi.io/v1", env, flags{}, ""},
		"an empty host":                              {"OPEN_API_HOST=", env, flags{}, ""},
		"without a key it is the sandbox's business": {"LINK_API_HOST=https://link.test/v1", nil, flags{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conf, err := settings(t.Context(), withEnvFile(t, c.file, c.env), false)
			if err != nil {
				t.Fatal(err)
			}
			_, err = chooseHost(conf, c.flags)
			if c.refused == "" && err != nil {
				t.Errorf("refused: %v", err)
			}
			if c.refused != "" && (err == nil || !strings.Contains(err.Error(), c.refused+" is set to") ||
				!strings.Contains(err.Error(), "--host-from-env-file") || exitCode(err) != ExitUsage) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// The flag reaches both commands that go to a host.
func TestTheFlagForAHostOfTheFile(t *testing.T) {
	t.Parallel()
	s := withEnvFile(t, "OPEN_API_HOST=http://gateway.test:0/v1", map[string]string{envKey: "k", envSecret: "s"})
	s.In, s.Out, s.Terminal = strings.NewReader(""), &strings.Builder{}, true
	for _, args := range [][]string{{}, {"watch", "--plain"}} {
		for flag, want := range map[string]string{"--production": "--host-from-env-file", "--host-from-env-file": "port"} {
			errs := &strings.Builder{}
			s.Err = errs
			if code := Main(append(args, flag), s); code != ExitUsage || !strings.Contains(errs.String(), want) {
				t.Errorf("%v %s: exit %d, %s", args, flag, code, errs)
			}
		}
	}
}
