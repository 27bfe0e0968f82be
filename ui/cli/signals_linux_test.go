package cli

import (
	"encoding/json"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/control"
	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

// process is a winkterm sandbox in a process of its own.
type process struct {
	t      *testing.T
	cmd    *exec.Cmd
	at     serving
	stderr *liveText
}

// sandboxProcess starts one by a shell script, in which "$@" is the command.
func sandboxProcess(t *testing.T, script string, args ...string) *process {
	t.Helper()
	p := &process{t: t, stderr: newLiveText()}
	command := append([]string{"-c", script, "sh", build(t, "winkterm"), "sandbox", "--addr", "127.0.0.1:0", "--json"}, args...)
	p.cmd = exec.CommandContext(t.Context(), "/bin/sh", command...)
	p.cmd.Stderr = p.stderr
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if err := json.NewDecoder(out).Decode(&p.at); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *process) signal(s syscall.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// slowly asks something of which the answer takes a time, and gives its status once it
// has come, 0 when it was cut off. It returns when the request is in flight.
func (p *process) slowly(delay string) <-chan int {
	p.t.Helper()
	faults, err := control.New(api.Config{BaseURL: p.at.Control})
	if err != nil {
		p.t.Fatal(err)
	}
	if _, err := faults.Set(p.t.Context(), wire.Fault{Name: fault.Slow, Delay: delay, Times: 1}); err != nil {
		p.t.Fatal(err)
	}
	status := make(chan int, 1)
	go func() {
		resp, err := http.Get(p.at.OpenAPI + "/providers")
		if err != nil {
			status <- 0
			return
		}
		_, err = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
		if err != nil {
			resp.StatusCode = 0
		}
		status <- resp.StatusCode
	}()
	for armed := 1; armed > 0; { // until the request has come
		all, err := faults.Faults(p.t.Context())
		if err != nil {
			p.t.Fatal(err)
		}
		armed = len(all.Armed)
	}
	return status
}

// An answer that is in flight arrives after SIGTERM, and the user is told what is waited
// for.
func TestTheSandboxEndsWhenItHasAnswered(t *testing.T) {
	t.Parallel()
	p := sandboxProcess(t, `exec "$@"`)
	status := p.slowly("1s")
	p.signal(syscall.SIGTERM)
	if got := <-status; got == 0 {
		t.Error("the answer was cut off")
	}
	if err := p.cmd.Wait(); err != nil || !strings.Contains(p.stderr.String(), "requests in flight have been answered, in 30s at most") {
		t.Errorf("%v, %s", err, p.stderr)
	}
}

func TestTheSandboxWaitsNoLongerThanGrace(t *testing.T) {
	t.Parallel()
	p := sandboxProcess(t, `exec "$@"`, "--grace", "400ms")
	status := p.slowly("5s") // which the usual grace would wait for
	p.signal(syscall.SIGTERM)
	if got := <-status; got != 0 {
		t.Errorf("answered %d", got)
	}
	if err := p.cmd.Wait(); err != nil || !strings.Contains(p.stderr.String(), "in 400ms at most") || !strings.Contains(p.stderr.String(), "cut off") {
		t.Errorf("%v, %s", err, p.stderr)
	}
}

func TestASecondSignalEndsTheSandboxAtOnce(t *testing.T) {
	t.Parallel()
	p := sandboxProcess(t, `exec "$@"`)
	status := p.slowly("60s")
	p.signal(syscall.SIGTERM)
	(&watching{t: t, err: p.stderr}).says("another signal ends it at once")
	p.signal(syscall.SIGTERM)
	if got := <-status; got != 0 {
		t.Errorf("answered %d", got)
	}
	_ = p.cmd.Wait()
	if state, ok := p.cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || state.Signal() != syscall.SIGTERM {
		t.Errorf("it ended with %v", p.cmd.ProcessState)
	}
}

func TestGraceIsNotNegative(t *testing.T) {
	t.Parallel()
	if code, _, errText := run(t, nil, "sandbox", "--grace", "-1s"); code != ExitUsage || !strings.Contains(errText, "--grace") {
		t.Errorf("exit %d, %s", code, errText)
	}
}

// A signal that was ignored at the start is ignored, as nohup wants it, and as a shell
// wants it for jobs in the background.
func TestIgnoredSignalsStayIgnored(t *testing.T) {
	t.Parallel()
	for ignored, signals := range map[string][]syscall.Signal{"HUP": {syscall.SIGHUP}, "INT QUIT": {syscall.SIGINT, syscall.SIGQUIT}} {
		t.Run(ignored, func(t *testing.T) {
			t.Parallel()
			p := sandboxProcess(t, `trap "" `+ignored+`; exec "$@"`)
			for _, s := range signals {
				p.signal(s)
			}
			for range 3 { // which is after the signal
				resp, err := http.Get(p.at.Control)
				if err != nil {
					t.Fatalf("it ended: %v", err)
				}
				_ = resp.Body.Close()
			}
			p.signal(syscall.SIGTERM)
			if err := p.cmd.Wait(); err != nil {
				t.Errorf("%v, %s", err, p.stderr)
			}
		})
	}
}

// A pseudo-terminal has its settings back, and shows the screen that was there before,
// whatever ends the program.
func TestTheTerminalIsRestored(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]syscall.Signal{"HUP": syscall.SIGHUP, "INT": syscall.SIGINT, "QUIT": syscall.SIGQUIT, "TERM": syscall.SIGTERM} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			term := start(t, build(t, "winkterm"))
			term.until("Continue")
			if term.settings() == term.before {
				t.Error("the terminal was never raw")
			}
			if err := term.stop(s); err != nil {
				t.Errorf("exit: %v", err)
			}
			if term.settings() != term.before {
				t.Error("the terminal's settings are not restored")
			}
			term.close()
			term.mu.Lock()
			defer term.mu.Unlock()
			shown := term.written.String()
			for _, restore := range []string{"\x1b[?1049l", "\x1b[?25h", "\x1b[?2004l"} {
				if !strings.Contains(shown, restore) {
					t.Errorf("%q was not written", restore)
				}
			}
			if after := shown[strings.LastIndex(shown, "\x1b[?1049l")+1:]; !strings.Contains(after, "winkterm: ended at Consent") || !strings.Contains(after, "user        tenant-") {
				t.Errorf("what remains is %q", after)
			}
		})
	}
}

// A terminal where SIGTSTP was ignored from the start is never suspended.
func TestIgnoredSuspendingStaysIgnored(t *testing.T) {
	t.Parallel()
	term := start(t, "/bin/sh", "-c", `trap "" TSTP; exec "$@"`, "sh", build(t, "winkterm"))
	term.until("Continue")
	term.keys("\x1a")
	if err := term.cmd.Process.Signal(syscall.SIGTSTP); err != nil {
		t.Fatal(err)
	}
	term.keys("\r")
	term.until("Search")
	term.mu.Lock()
	left := strings.Contains(term.written.String(), "\x1b[?1049l")
	term.mu.Unlock()
	if left {
		t.Error("it left the screen")
	}
	if err := term.end(syscall.SIGTERM); err != nil {
		t.Errorf("exit: %v", err)
	}
}

// In a process group that nobody can continue ctrl+z does not stop anything, and the
// screen is there again.
func TestSuspendingWhereNobodyCouldContinue(t *testing.T) {
	t.Parallel()
	term := start(t, build(t, "winkterm"))
	term.until("Continue")
	term.keys("\x1a")
	term.until("\x1b[?1049l")
	term.rest(700 * time.Millisecond)
	term.keys("\r")
	term.until("Search")
	if err := term.end(syscall.SIGTERM); err != nil {
		t.Errorf("exit: %v", err)
	}
}
