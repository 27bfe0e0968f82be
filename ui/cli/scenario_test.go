package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winkterm/flow"
)

// scenario is a command of winkterm scenario.
func scenario(t *testing.T, args ...string) (code int, out, errText string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = Main(append([]string{"scenario"}, args...), Streams{Out: &stdout, Err: &stderr, Dir: t.TempDir(), Env: environment(map[string]string{"WORD": "error_ACCOUNT_LOCKED"})})
	return code, stdout.String(), stderr.String()
}

// TestASessionBecomesAScenario, which passes, and in which nothing stands of what was
// typed.
func TestASessionBecomesAScenario(t *testing.T) {
	t.Parallel()
	session := recordLogin(t, 7, "hunter-2-hunter", flow.ConnectError)
	code, out, errText := scenario(t, "from", session)
	if code != ExitOK || errText != "" {
		t.Fatalf("exit %d: %s", code, errText)
	}
	for _, want := range []string{"name: philhealth_ph ends INVALID_CREDENTIALS\n", "session.ndjson", "seed: 7\n", "  - login: {person: George, password: wrong}\n", "  - {errorCode: INVALID_CREDENTIALS}\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("there is no %q in\n%s", want, out)
		}
	}
	if strings.Contains(out, "hunter") || strings.Contains(out, filepath.Dir(session)) {
		t.Errorf("it says too much:\n%s", out)
	}
	file := filepath.Join(t.TempDir(), "case.yaml")
	for i, args := range [][]string{{}, {}, {"--force", "--name", "locked out"}} {
		code, out, errText := scenario(t, append([]string{"from", session, "--out", file}, args...)...)
		if refused := code != ExitOK; refused != (i == 1) || out != "" {
			t.Errorf("time %d: exit %d, %s%s", i+1, code, out, errText)
		}
	}
	if text, err := os.ReadFile(file); err != nil || !strings.Contains(string(text), "name: locked out\n") {
		t.Errorf("%s, %v", text, err)
	}
	if code, out, errText := runs(t, nil, file); code != ExitOK {
		t.Errorf("played, it exits with %d: %s%s", code, out, errText)
	}
	if code, _, errText := scenario(t, "from", "nowhere.ndjson"); code != ExitUsage || !strings.Contains(errText, "nowhere.ndjson") {
		t.Errorf("exit %d: %s", code, errText)
	}
}

const longWay = `version: 1
name: a long way
env: {password: WORD}
cases:
  - {name: fails, code: TOS_REQUIRED}
  - {name: passes, code: ACCOUNT_LOCKED}
options: {enableUpload: true}
steps:
  - consent
  - documents
  - back
  - choose: philhealth_ph
  - login: {password: "${password}"}
  - until: {page: ConnectError}
expect:
  - page: ConnectError
  - errorCode: "${code}"
`

// TestTheShortestIsWritten of a case of a file, without the secret that came from the
// environment.
func TestTheShortestIsWritten(t *testing.T) {
	t.Parallel()
	file := filepath.Join(write(t, map[string]string{"long.yaml": longWay}), "long.yaml")
	for name, c := range map[string]struct {
		code int
		out  []string
		err  string
	}{
		"a long way: fails":  {ExitOK, []string{"- consent\n", "- choose: philhealth_ph\n", "- until: {page: ConnectError}\n", "- {errorCode: TOS_REQUIRED}\n"}, "2 of 6 steps went, 4 left"},
		"a long way: passes": {ExitOK, []string{"- {page: ConnectError}\n", "- {errorCode: ACCOUNT_LOCKED}\n"}, "2 of 6 steps went, 4 left"},
		"":                   {ExitUsage, nil, "say which by --name: a long way: fails, a long way: passes"},
		"another":            {ExitUsage, nil, "the file has 2 scenarios"},
	} {
		code, out, errText := scenario(t, "shrink", file, "--name", name)
		if code != c.code || !strings.Contains(errText, c.err) {
			t.Errorf("%q: exit %d, %s", name, code, errText)
		}
		for _, want := range c.out {
			if !strings.Contains(out, want) {
				t.Errorf("%q: there is no %q in\n%s", name, want, out)
			}
		}
		if strings.Contains(out, "documents") || strings.Contains(out, "enableUpload") || strings.Contains(out, "error_ACCOUNT") {
			t.Errorf("%q: it has too much:\n%s", name, out)
		}
	}
}
