package cli

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"winkterm/api"
)

// TestSignalsGoToTheCommand sends a winkterm sandbox signals, and kills it: the command, and
// what it has started, end with it.
func TestSignalsGoToTheCommand(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		script string
		sig    syscall.Signal
		twice  bool
		code   int
	}{
		{`echo ready; sleep 60`, syscall.SIGTERM, false, 143},
		{`echo ready; sleep 60 | cat`, syscall.SIGINT, false, 130},
		{`trap "exit 5" TERM; echo ready; sleep 60 & wait`, syscall.SIGTERM, false, 5},
		{`trap "echo again" TERM; echo ready; while :; do sleep 60; done`, syscall.SIGTERM, true, 137},
		{`echo ready; exec sleep 60`, syscall.SIGKILL, false, -1},
		{`echo ready; sleep 60 & exit 4`, 0, false, 4},
	} {
		cmd := exec.CommandContext(t.Context(), build(t, "winkterm"), "sandbox", "--exec", c.script)
		stdin, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		pipe, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		out := bufio.NewReader(pipe)
		if line, err := out.ReadString('\n'); line != "ready\n" {
			t.Fatalf("%q: %q, %v", c.script, line, err)
		}
		_ = cmd.Process.Signal(c.sig)
		if c.twice {
			if line, err := out.ReadString('\n'); line != "again\n" {
				t.Fatalf("%q: %q, %v", c.script, line, err)
			}
			_ = cmd.Process.Signal(c.sig)
		}
		if file, ok := pipe.(*os.File); ok {
			_ = file.SetReadDeadline(api.SystemClock().Now().Add(20 * time.Second))
		}
		rest, err := io.ReadAll(out) // ends with the last process that has the pipe
		if err != nil {
			t.Errorf("%q: something is left behind: %v", c.script, err)
			_ = cmd.Process.Kill()
		}
		_ = cmd.Wait()
		_ = stdin.Close()
		if code := cmd.ProcessState.ExitCode(); code != c.code {
			t.Errorf("%q ends with %d: %s", c.script, code, rest)
		}
	}
}

// TestCtrlCAtATerminal types it while a command runs that reads from the terminal.
func TestCtrlCAtATerminal(t *testing.T) {
	t.Parallel()
	term := start(t, build(t, "winkterm"), "sandbox", "--exec", `read line; echo "got $line"; read line`)
	term.keys("hello\n")
	term.until("got hello")
	term.keys("\x03")
	<-term.ended
	if err := term.cmd.Wait(); err == nil || term.cmd.ProcessState.ExitCode() != 130 || !strings.Contains(term.written.String(), "the sandbox saw no request") {
		t.Errorf("%v: %s", err, term.written.String())
	}
}
