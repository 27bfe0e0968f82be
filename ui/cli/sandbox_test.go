package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/link"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
)

// closeSandbox ends a sandbox of a test; what is in flight is cut off before long.
func closeSandbox(r *sandbox.Running) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	_ = r.Close(ctx)
}

// served runs the command until the test ends it, and gives what it printed first.
func served(t *testing.T, env map[string]string, args ...string) (at serving, end func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	root := newRoot(Streams{Out: in, Err: io.Discard, Env: environment(env)})
	root.SetArgs(append([]string{"sandbox", "--addr", "127.0.0.1:0", "--json"}, args...))
	done := make(chan error, 1)
	go func() { done <- root.ExecuteContext(ctx) }()
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(line, &at); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	return at, func() error { cancel(); return <-done }
}

func TestAnotherProgramUsesTheSandbox(t *testing.T) {
	t.Parallel()
	at, end := served(t, nil, "--providers", "200")
	open, err := api.New(api.Config{BaseURL: at.OpenAPI, Key: wire.Secret(at.Key), Secret: wire.Secret(at.Secret)})
	if err != nil {
		t.Fatal(err)
	}
	user, err := open.CreateUser(t.Context(), wire.UserRequest{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for page, err := range open.ProviderPages(t.Context(), api.ListOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		n += len(page.Items)
	}
	if n != 200 {
		t.Errorf("%d providers", n)
	}
	client, err := link.New(link.Config{BaseURL: at.LinkAPI})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.OpenSession(t.Context(), user.Token.AccessToken, wire.WidgetOptions{}); err != nil {
		t.Error(err)
	}
	if err := end(); err != nil {
		t.Errorf("ended with %v", err)
	}
	if _, err := open.User(t.Context(), user.User.ID); err == nil {
		t.Error("it still serves")
	}
}

func TestTheSandboxTakesAKeyOfOnesOwn(t *testing.T) {
	t.Parallel()
	at, end := served(t, map[string]string{envKey: "mine", envSecret: "hush-hush"})
	if at.Key != "mine" || at.Secret != "" {
		t.Errorf("printed %+v", at)
	}
	for secret, right := range map[wire.Secret]bool{"hush-hush": true, "sandbox": false} {
		open, err := api.New(api.Config{BaseURL: at.OpenAPI, Key: "mine", Secret: secret})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := open.CreateUser(t.Context(), wire.UserRequest{}); (err == nil) != right {
			t.Errorf("secret %t: %v", right, err)
		}
	}
	if err := end(); err != nil {
		t.Error(err)
	}
}

// TestWhatIsPrintedIsADotenvFile: winkterm sandbox > .env is all that a back end
// needs, but for a secret that the environment has.
func TestWhatIsPrintedIsADotenvFile(t *testing.T) {
	t.Parallel()
	const others = "OPEN_API_HOST=http://o/v1\nLINK_API_HOST=http://l/v1\nAPI_KEY=k\n"
	for secret, last := range map[string]string{"s": "API_SECRET=s\n", "": "# API_SECRET is that of the environment\n"} {
		var out, errOut strings.Builder
		at := serving{OpenAPI: "http://o/v1", LinkAPI: "http://l/v1", Control: "http://c", Key: "k", Secret: secret, Seed: 7}
		if err := at.write(Streams{Out: &out, Err: &errOut}, false); err != nil || out.String() != others+last {
			t.Errorf("%v\n%s", err, out.String())
		}
		if !strings.Contains(errOut.String(), "http://c; seed: 7;") {
			t.Errorf("stderr has %q", errOut.String())
		}
	}
}

func TestTheSandboxPrintsItsSeed(t *testing.T) {
	t.Parallel()
	at, end := served(t, nil, "--seed", "7")
	if at.Seed != 7 {
		t.Errorf("printed %+v", at)
	}
	if err := end(); err != nil {
		t.Error(err)
	}
}

// TestAKeyOpensTheControl to whoever shows it, at the addresses that are printed.
func TestAKeyOpensTheControl(t *testing.T) {
	t.Parallel()
	const key = "a-key-of-the-control"
	for _, bad := range []map[string]string{nil, {"CONTROL_KEY": "short"}} {
		if code, out, errText := run(t, bad, "sandbox", "--control-key-env", "CONTROL_KEY"); code != ExitUsage || out != "" || !strings.Contains(errText, "CONTROL_KEY") || strings.Contains(errText, "short") {
			t.Errorf("%v: exit %d, err %q", bad, code, errText)
		}
	}
	at, end := served(t, map[string]string{"CONTROL_KEY": key}, "--addr", "0.0.0.0:0", "--expose", "--control-key-env", "CONTROL_KEY")
	for shown, want := range map[string]int{key: 200, "wrong": 401} {
		req, err := http.NewRequestWithContext(t.Context(), "GET", at.Control, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		req.Host = "sandbox.test:8970" // as another container calls it
		req.Header.Set("Authorization", "Bearer "+shown)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != want {
			t.Errorf("%s gives %d, want %d", shown, resp.StatusCode, want)
		}
	}
	if strings.Contains(at.OpenAPI+at.LinkAPI+at.Control, "0.0.0.0") || strings.Contains(at.OpenAPI, "[::]") {
		t.Errorf("printed %+v", at)
	}
	if err := end(); err != nil {
		t.Error(err)
	}
}

func TestTheSandboxStaysOnThisMachine(t *testing.T) {
	t.Parallel()
	for _, addr := range []string{"0.0.0.0:8970", "192.168.1.2:80", ":8970", "example.test:80", "8970"} {
		if code, out, errText := run(t, nil, "sandbox", "--addr", addr); code != ExitUsage || out != "" || !strings.Contains(errText, "--addr") {
			t.Errorf("%s: exit %d, err %q", addr, code, errText)
		}
	}
	for flag, value := range map[string]string{"--speed": "-1", "--now": "tomorrow"} {
		if code, _, errText := run(t, nil, "sandbox", flag, value); code != ExitUsage || !strings.Contains(errText, flag) {
			t.Errorf("exit %d, err %q", code, errText)
		}
	}
	for _, args := range [][]string{{"sandbox", "--now", "1969-12-31"}, {"--sandbox", "--now", "2201-01-01T00:00:00Z"}} {
		if code, _, errText := run(t, nil, args...); code != ExitUsage || !strings.Contains(errText, "1970 to 2200") {
			t.Errorf("%q: exit %d, err %q", args, code, errText)
		}
	}
}

func TestTheSandboxStandsAtAMoment(t *testing.T) {
	t.Parallel()
	at, end := served(t, nil, "--now", "2026-01-15", "--freeze", "--strict")
	resp, err := http.Post(at.Control+"/clock", "application/json", strings.NewReader(`{"advance":"60d"}`))
	if err != nil {
		t.Fatal(err)
	}
	said, err := io.ReadAll(resp.Body)
	if _ = resp.Body.Close(); err != nil || !strings.Contains(string(said), `"now":"2026-03-16T00:00:00Z"`) {
		t.Errorf("%v %s", err, said)
	}
	req, err := http.NewRequest("POST", at.OpenAPI+"/users", strings.NewReader(`{"metadata":{}}`))
	if err != nil {
		t.Fatal(err)
	}
	req.SetBasicAuth(at.Key, at.Secret)
	req.Header.Set("Content-Type", "application/json")
	if resp, err = http.DefaultClient.Do(req); err != nil || resp.StatusCode != http.StatusBadRequest {
		t.Fatal(err, resp)
	}
	_ = resp.Body.Close()
	if err := end(); err != nil {
		t.Error(err)
	}
}

// BenchmarkServed is from the start of the process until the sandbox listens and
// has answered, and back to its end by SIGTERM.
func BenchmarkServed(b *testing.B) {
	path := build(b, "winkterm")
	for b.Loop() {
		cmd := exec.Command(path, "sandbox", "--addr", "127.0.0.1:0", "--json")
		out, err := cmd.StdoutPipe()
		if err != nil {
			b.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		var at serving
		if err := json.NewDecoder(out).Decode(&at); err != nil {
			b.Fatal(err)
		}
		resp, err := http.Get(at.Control)
		if err != nil || resp.StatusCode != http.StatusOK {
			b.Fatal(err)
		}
		_ = resp.Body.Close()
		b.StopTimer()
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			b.Errorf("it ended with %v", err)
		}
		b.StartTimer()
	}
}
