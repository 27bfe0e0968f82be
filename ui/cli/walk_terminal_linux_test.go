package cli

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"winkterm/api/sandbox"
)

// inShell starts a program from a shell with jobs, and says where its process id stands.
func inShell(t *testing.T, command string) (w *walk, pid string) {
	t.Helper()
	w = &walk{t: t, sock: filepath.Join(t.TempDir(), "tmux")}
	w.tmux("-f", os.DevNull, "new-session", "-d", "-x", "80", "-y", "24", "cd "+t.TempDir()+"; exec env API_KEY= API_SECRET= OPEN_API_HOST= ENV= PS1='prompt> ' sh -i")
	t.Cleanup(func() {
		_ = exec.CommandContext(context.WithoutCancel(t.Context()), "tmux", "-S", w.sock, "kill-server").Run()
	})
	pid = filepath.Join(t.TempDir(), "pid")
	w.sees("prompt>")
	w.types(fmt.Sprintf("sh -c 'echo $$ > %s; exec %s'", pid, command))
	w.keys("Enter")
	return w, pid
}

// suspendAndGoOn suspends a screen in both ways, uses the terminal, and goes on.
func suspendAndGoOn(w *walk, pid, shows string) {
	w.t.Helper()
	w.sees(shows)
	text, err := os.ReadFile(pid)
	if err != nil {
		w.t.Fatal(err)
	}
	id, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		w.t.Fatal(err)
	}
	for i, suspend := range []func(){
		func() { w.keys("C-z") },
		func() { _ = syscall.Kill(id, syscall.SIGTSTP) },
	} {
		suspend()
		w.sees("prompt>", "Stopped")
		w.types(fmt.Sprintf("clear; echo usable$((%d+1))", i))
		w.keys("Enter")
		w.sees(fmt.Sprintf("usable%d", i+1))
		w.types("fg")
		w.keys("Enter")
		w.sees(shows)
	}
}

func TestTheWizardIsSuspended(t *testing.T) {
	t.Parallel()
	needTmux(t)
	w, pid := inShell(t, build(t, "winkterm")+" --speed 0")
	suspendAndGoOn(w, pid, "uses Smile to link")
	w.keys("Enter")
	w.sees("Search", "Social Security System")
	w.types("free")
	w.sees("Search  free", "Freelancer")
	w.keys("C-c", "C-c")
	w.sees("prompt>")
}

func TestTheWatchIsSuspended(t *testing.T) {
	t.Parallel()
	needTmux(t)
	o := elsewhere(t, sandbox.Config{})
	u := o.user()
	w, pid := inShell(t, o.in(build(t, "winkterm"))+" watch --user "+u.User.ID)
	suspendAndGoOn(w, pid, "nothing linked or uploaded yet")
	w.keys("q")
	w.sees("prompt>")
}

// pieces sends bytes as they are, with a pause before each but the first that is
// longer than 100 ms. tmux itself pauses, so that a busy machine makes it little longer.
func (w *walk) pieces(pieces ...string) {
	w.t.Helper()
	var args []string
	for i, piece := range pieces {
		if i > 0 {
			args = append(args, ";", "run-shell", "sleep 0.11", ";")
		}
		args = append(args, "send-keys", "-H")
		for _, b := range []byte(piece) {
			args = append(args, fmt.Sprintf("%02x", b))
		}
	}
	w.tmux(args...)
}

// Sequences that come in pieces, with more than 100 ms between them, are keys all the
// same; a paste whose end never comes swallows nothing.
func TestASlowLineTypesNoSequences(t *testing.T) {
	t.Parallel()
	needTmux(t)
	w := walking(t, build(t, "winkterm"), 80, 24, "--speed 0")
	w.sees("uses Smile to link")
	w.keys("Enter")
	w.sees("Search")
	for _, sequence := range [][]string{
		{"\x1b[", "B"}, {"\x1b[", "1;", "2", "C"}, {"\x1bO", "A"}, {"\x1b]11;rgb:ffff/", "ffff/ffff", "\x1b\\"}, {"\x1b[<0;", "3;3M"}, {"\x1b[<0;3;3", "m"},
	} {
		w.pieces(sequence...)
	}
	w.types("gr")
	w.sees("Search  gr ")
	w.pieces("\xc3", "\xb6")
	w.keys("BSpace")
	w.pieces("\x1b[200~a", "b") // whose end never comes
	w.sees("Search  grab ")
	w.pieces("\x1b[200~", "\x03")
	w.sees("The widget is closed")
}

// The esc key answers at once; when it was the first piece of a sequence, the rest is
// not typed, and from then on such a rest is waited for.
func TestAnEscapeThatComesAlone(t *testing.T) {
	t.Parallel()
	needTmux(t)
	w := walking(t, build(t, "winkterm"), 80, 24, "--speed 0")
	w.sees("uses Smile to link")
	w.keys("Enter")
	w.sees("Search")
	w.pieces("\x1b")
	w.sees("uses Smile to link")
	w.keys("Enter")
	w.sees("Search")
	w.pieces("\x1b", "[C")
	w.sees("uses Smile to link")
	w.keys("Enter")
	w.sees("Search")
	w.pieces("\x1b", "[C")
	w.types("grab")
	w.sees("Search  grab ")
}

// On a line that is known to be slow an ESC waits for its rest from the first one on.
func TestAnEscapeOverSSH(t *testing.T) {
	t.Parallel()
	needTmux(t)
	w := walking(t, "TMUX= SSH_TTY=/dev/pts/9 "+build(t, "winkterm"), 80, 24, "--speed 0")
	w.sees("uses Smile to link")
	w.keys("Enter")
	w.sees("Search")
	w.pieces("\x1b", "[C")
	w.types("grab")
	w.sees("Search  grab ")
	w.pieces("\x1b")
	w.sees("uses Smile to link")
}

// BROWSER names the program. It has no terminal, and its address leads to the page once.
func TestTheBrowserIsTheUsersAndHasNoTerminal(t *testing.T) {
	t.Parallel()
	needTmux(t)
	dir := t.TempDir()
	program, said := filepath.Join(dir, "my-browser"), filepath.Join(dir, "said")
	script := fmt.Sprintf("#!/bin/sh\n(: </dev/tty) 2>/dev/null && echo terminal >%[1]s.new || echo none >%[1]s.new\necho \"$1\" >>%[1]s.new; mv %[1]s.new %[1]s\n", said)
	if err := os.WriteFile(program, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	w := walking(t, "BROWSER="+program+" "+build(t, "winkterm"), 120, 40, "--speed 0")
	w.sees("uses Smile to link")
	w.keys("C-o")
	screen := w.sees("a browser is waited for", "by SSH: ssh -L")
	if strings.Count(screen, "-L ") != 2 {
		t.Errorf("the line lacks the port of the script:\n%s", screen)
	}
	var text []byte
	for len(text) == 0 {
		text, _ = os.ReadFile(said)
	}
	terminal, address, _ := strings.Cut(strings.TrimSpace(string(text)), "\n")
	if terminal != "none" || strings.Contains(strings.Join(strings.Fields(screen), ""), address) {
		t.Errorf("%s, opened at %s", terminal, address)
	}
	for _, want := range []int{http.StatusOK, http.StatusGone} {
		resp, err := http.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != want {
			t.Errorf("%d instead of %d", resp.StatusCode, want)
		}
	}
}
