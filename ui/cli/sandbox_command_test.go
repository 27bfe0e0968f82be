//go:build unix

package cli

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// ran runs winkterm sandbox with a command in this process, and gives its exit code.
func ran(ctx context.Context, s Streams, args ...string) int {
	root := newRoot(s)
	root.SetArgs(append([]string{"sandbox"}, args...))
	err := root.ExecuteContext(ctx)
	if err != nil {
		fmt.Fprintln(s.Err, err)
	}
	return exitCode(err)
}

// TestACommandFindsTheSandbox has a command print its environment, and answer for itself.
func TestACommandFindsTheSandbox(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"--exec", `echo "$OPEN_API_HOST" "$LINK_API_HOST" "$API_KEY" "$API_SECRET" "$WINK_SCRIPT" "$SANDBOX_CONTROL"; cat`},
		{"--", "sh", "-c", `echo "$OPEN_API_HOST" "$LINK_API_HOST" "$API_KEY" "$API_SECRET" "$WINK_SCRIPT" "$SANDBOX_CONTROL"; cat`},
	} {
		var out, errs bytes.Buffer
		env := environment(map[string]string{envKey: "k-1", envSecret: "s-1"})
		if code := ran(t.Context(), Streams{In: strings.NewReader("typed"), Out: &out, Err: &errs, Env: env}, args...); code != 0 || errs.Len() > 0 {
			t.Errorf("%d: %s", code, errs.String())
		}
		got := strings.Fields(out.String())
		if len(got) != 7 || got[2] != "k-1" || got[3] != "s-1" || got[6] != "typed" {
			t.Fatalf("got %q", got)
		}
		base := strings.TrimSuffix(got[0], "/v1")
		if want := base + "/link/v1 k-1 s-1 " + base + "/wink/v2/smile.v2.js " + base + "/_sandbox"; strings.Join(got[1:6], " ") != want || strings.HasSuffix(base, ":8970") {
			t.Errorf("got %q", got)
		}
	}
}

// TestACommandsExitCodeIsTheSandboxs ends commands in every way.
func TestACommandsExitCodeIsTheSandboxs(t *testing.T) {
	t.Parallel()
	plain := filepath.Join(t.TempDir(), "plain")
	if err := os.WriteFile(plain, []byte("no program"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"--", "true"}, 0, ""},
		{[]string{"--exec", "exit 7"}, 7, "ended with 7"},
		{[]string{"--exec", "kill -9 $$"}, 137, "killed"},
		{[]string{"--exec", "kill -TERM $$"}, 143, "terminated"},
		{[]string{"--exec", "no-such-program-here"}, 127, ""},
		{[]string{"--", "no-such-program-here", "x"}, 127, "no-such-program-here cannot be run"},
		{[]string{"--", "./no/such/file"}, 127, "cannot be run"},
		{[]string{"--", plain}, 126, "cannot be run"},
		{[]string{"npm", "test"}, 2, "winkterm sandbox -- npm test"},
		{[]string{"--"}, 2, "which command"},
		{[]string{"--exec", " "}, 2, "which command"},
		{[]string{"--exec", "true", "--", "true"}, 2, "exclude each other"},
		{[]string{"--json", "--", "true"}, 2, "--json has nothing to print"},
		{[]string{"--speed", "x", "--", "true"}, 2, "speed"},
	} {
		var errs bytes.Buffer
		code := ran(t.Context(), Streams{In: strings.NewReader(""), Out: io.Discard, Err: &errs, Env: environment(nil)}, c.args...)
		if code != c.code || !strings.Contains(errs.String(), c.says) {
			t.Errorf("%q ends with %d: %s", c.args, code, errs.String())
		}
		if saw := strings.Contains(errs.String(), "the sandbox saw no request: does the command read OPEN_API_HOST?"); saw != (code > 2) {
			t.Errorf("%q says %s", c.args, errs.String())
		}
	}
}

// talking is a sandbox whose command prints the address, waits for a line and fails.
type talking struct {
	base string
	end  func() (code int, errs string)
}

func talk(ctx context.Context, t *testing.T, script string, flags ...string) talking {
	t.Helper()
	typed, keys := io.Pipe()
	out, in := io.Pipe()
	var errs bytes.Buffer
	done := make(chan int, 1)
	go func() {
		done <- ran(ctx, Streams{In: typed, Out: in, Err: &errs, Env: environment(nil)}, append(flags, "--exec", script)...)
		_ = in.Close()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return talking{strings.TrimSpace(line), func() (int, string) {
		_ = keys.Close()
		return <-done, errs.String()
	}}
}

// TestAFailingCommandSaysWhatTheSandboxSaw makes requests of which some fail.
func TestAFailingCommandSaysWhatTheSandboxSaw(t *testing.T) {
	t.Parallel()
	s := talk(t.Context(), t, `echo "$OPEN_API_HOST"; read line; exit 3`, "--seed", "77")
	get := func(path string) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.base+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.SetBasicAuth("sandbox", "sandbox")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, resp.Body) // a short answer leaves once it is noted
		_ = resp.Body.Close()
	}
	get("/users/nobody?token=hush")
	for range 8 {
		get("/providers?size=1")
	}
	get("/accounts/%1b%5b2J")
	code, errs := s.end()
	want := "winkterm: the sandbox (--seed 77) saw 10 requests, of which 2 failed\n     1  404  GET /v1/users/nobody\n    10  404  GET /v1/accounts/"
	if code != 3 || !strings.HasPrefix(errs, want) || strings.Count(errs, "200  GET /v1/providers") != 5 || strings.Contains(errs, "\x1b") || strings.Contains(errs, "hush") {
		t.Errorf("%d: %q", code, errs)
	}
}

// TestFaultsAndTheClockHoldForACommand arms a fault from a file, and freezes the clock.
func TestFaultsAndTheClockHoldForACommand(t *testing.T) {
	t.Parallel()
	curl, err := exec.LookPath("curl")
	leftOut(t, "this needs curl", err)
	dir := t.TempDir()
	faults := filepath.Join(dir, "f.yaml")
	if err := os.WriteFile(faults, []byte("faults:\n- name: http.503\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	code := ran(t.Context(), Streams{In: strings.NewReader(""), Out: &out, Err: &errs, Env: environment(nil), Dir: dir}, "--faults", faults, "--now", "2026-01-15T09:00:00Z", "--freeze",
		"--exec", curl+` -s "$SANDBOX_CONTROL"; `+curl+` -sf -u sandbox:sandbox "$OPEN_API_HOST/users"`)
	if code != 22 || !strings.Contains(out.String(), `"now":"2026-01-15T09:00:00Z"`) || !strings.Contains(errs.String(), "503  GET /v1/users  f-") {
		t.Errorf("%d: %s%s", code, out.String(), errs.String())
	}
}

// TestAnEndedContextEndsTheCommand ends it while it runs, and before it begins.
func TestAnEndedContextEndsTheCommand(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	s := talk(ctx, t, `echo begun; sleep 60`)
	cancel()
	if code, errs := s.end(); code != 143 {
		t.Errorf("%d: %s", code, errs)
	}
	if code, errs := late(ctx); code != 143 || !strings.Contains(errs, "not begun") {
		t.Errorf("%d: %s", code, errs)
	}
}

// late runs a command in a context that may have ended.
func late(ctx context.Context) (code int, errs string) {
	err := runIn(ctx, Streams{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard}, []string{"true"}, nil)
	return exitCode(err), fmt.Sprint(err)
}

// TestTheExampleOfTheDocsRuns runs npm test as the docs do, with a back end in Node.
func TestTheExampleOfTheDocsRuns(t *testing.T) {
	t.Parallel()
	_, err := exec.LookPath("npm")
	leftOut(t, "this needs npm", err)
	docs, err := os.ReadFile("../../docs/sandbox.md")
	if err != nil {
		t.Fatal(err)
	}
	_, command, found := strings.Cut(string(docs), "\nwinkterm sandbox --speed 0 ")
	command, _, _ = strings.Cut(command, "\n")
	if !found || command != "-- npm test" {
		t.Fatalf("the docs have no example: %q", command)
	}
	backend, err := filepath.Abs("testdata/backend.mjs")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "package.json"), []byte(`{"scripts":{"test":"node '`+backend+`'"}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), build(t, "winkterm"), append([]string{"sandbox", "--speed", "0"}, strings.Fields(command)...)...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "CONNECTED") {
		t.Errorf("%v: %s", err, out)
	}
}
