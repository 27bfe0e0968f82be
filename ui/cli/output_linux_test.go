package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"winkterm/api/sandbox"
)

// Every command that prints to stdout fails where that is full, and says why once.
func TestAFullStdoutIsAFailureEverywhere(t *testing.T) {
	t.Parallel()
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = full.Close() })
	o := elsewhere(t, sandbox.Config{})
	u := o.user()
	o.links(u, "error_ACCOUNT_LOCKED")
	for _, args := range [][]string{
		{"explain", "ACCOUNT_LOCKED"}, {"explain", "--json", "ACCOUNT_LOCKED"}, {"explain"},
		{"version"}, {"version", "--json"}, {"samples", t.TempDir()}, {"samples", "--json", t.TempDir()},
		{"sandbox", "--addr", "127.0.0.1:0"}, {"sandbox", "--addr", "127.0.0.1:0", "--json"},
		{"watch", "--plain", "--user", u.User.ID}, {"watch", "--json", "--user", u.User.ID},
		{"--help"}, {"watch", "--help"}, {"help", "sandbox"},
		{"completion", "bash"}, {"completion", "fish"}, {"completion", "zsh"}, {"completion", "powershell"},
		{"__complete", "explain", ""},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			t.Parallel()
			var stderr bytes.Buffer
			code := Main(args, Streams{
				In: strings.NewReader(""), Out: full, Err: &stderr, Dir: t.TempDir(),
				Env: environment(o.env()),
			})
			if code != ExitFailed || strings.Count(stderr.String(), syscall.ENOSPC.Error()) != 1 {
				t.Errorf("exit %d, %s", code, stderr.String())
			}
		})
	}
}

func TestAnOtherFailureKeepsItsCode(t *testing.T) {
	t.Parallel()
	var stderr bytes.Buffer
	code := Main([]string{"explain", "NO_SUCH_CODE"}, Streams{Out: closed{}, Err: &stderr, Dir: t.TempDir()})
	if code != ExitUsage {
		t.Errorf("exit %d, %s", code, stderr.String())
	}
}

func TestOutputKeepsItsFirstFailure(t *testing.T) {
	t.Parallel()
	o := &output{to: closed{}}
	_, first := io.WriteString(o, "a")
	var after bytes.Buffer
	o.to = &after
	_, second := io.WriteString(o, "b")
	if after.Len() > 0 || !errors.Is(first, io.ErrClosedPipe) || !errors.Is(second, first) || !errors.Is(o.lost(), first) {
		t.Errorf("first %v, then %v, in all %v", first, second, o.lost())
	}
}

// A watch of a host where nothing happens ends as soon as its reader has gone.
func TestAQuietWatchEndsWithItsReader(t *testing.T) {
	t.Parallel()
	o := elsewhere(t, sandbox.Config{})
	u := o.user()
	for _, form := range []string{"--plain", "--json"} {
		t.Run(form, func(t *testing.T) {
			t.Parallel()
			read, write, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			watch := exec.CommandContext(t.Context(), build(t, "winkterm"), "watch", form, "--user", u.User.ID, "--timeout", "1m")
			said := newLiveText()
			watch.Dir, watch.Stdout, watch.Stderr = t.TempDir(), write, said
			for name, value := range o.env() {
				watch.Env = append(watch.Env, name+"="+value)
			}
			if err := watch.Start(); err != nil {
				t.Fatal(err)
			}
			_ = write.Close()
			(&watching{t: t, err: said}).says("ctrl+c ends it")
			_ = read.Close()
			_ = watch.Wait()
			if code := watch.ProcessState.ExitCode(); code != ExitFailed || !strings.Contains(said.String(), "nobody reads the output any more") {
				t.Errorf("exit %d, %s", code, said.String())
			}
		})
	}
}

// A reader that stays is waited for until the watch ends by itself.
func TestStoppingTheWaitForAReader(t *testing.T) {
	t.Parallel()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = read.Close(), write.Close() }()
	stop := onReaderGone(write, func() { t.Error("the reader is there") })
	stop()
}
