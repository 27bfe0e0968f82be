package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"

	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/ui/widget"
)

// What a command of the sandbox finds in its environment beside the hosts and the key.
const (
	envScript  = "WINK_SCRIPT"
	envControl = "SANDBOX_CONTROL"
)

// The exit codes of a command that cannot be run, and of one that a signal ended, as
// shells have them.
const (
	exitNotRun   = 126
	exitNotFound = 127
	exitSignal   = 128
)

// commandError is how a command ended that was run for its exit code.
type commandError struct {
	error
	code int
}

// commandOf gives the command behind -- or that of --exec, which goes through the shell;
// nil where there is neither.
func commandOf(shell *string, args []string, dash bool) ([]string, error) {
	switch {
	case !dash && len(args) > 0:
		return nil, usage("sandbox takes no arguments, only flags (got %q); a command stands behind --, as in winkterm sandbox -- npm test", args[0])
	case dash && shell != nil:
		return nil, usage("--exec and a command behind -- exclude each other")
	case dash && len(args) == 0, shell != nil && strings.TrimSpace(*shell) == "":
		return nil, usage("which command is to be run? as in winkterm sandbox -- npm test, or --exec 'npm test'")
	case dash:
		return args, nil
	case shell == nil:
		return nil, nil
	case runtime.GOOS == "windows":
		return []string{"cmd", "/C", *shell}, nil
	}
	return []string{"sh", "-c", *shell}, nil
}

// runCommand runs the command against a sandbox, and says what that saw if it fails.
func (f *sandboxFlags) runCommand(ctx context.Context, s Streams, at serving, r *sandbox.Running) error {
	env := []string{
		envOpenHost + "=" + at.OpenAPI, envLinkHost + "=" + at.LinkAPI, envKey + "=" + at.Key,
		envSecret + "=" + cmp.Or(f.Secret.Reveal(), at.Secret),
		envScript + "=" + strings.TrimSuffix(at.LinkAPI, "/link/v1") + "/wink" + sdks["v2"], envControl + "=" + at.Control,
	}
	err := runIn(ctx, s, f.command, env)
	if err != nil {
		printSeen(s.Err, r.Requests(), at.Seed)
	}
	return err
}

// runIn runs a command with more in its environment until it ends, and passes signals on
// to it. It fails with a *commandError unless the command ends with 0.
func runIn(ctx context.Context, s Streams, command, env []string) error {
	cmd := exec.CommandContext(context.WithoutCancel(ctx), command[0], command[1:]...) //nolint:gosec // the user names it
	cmd.Env, cmd.Stdin, cmd.Stdout, cmd.Stderr = append(os.Environ(), env...), s.In, s.raw(), s.rawErr()
	cmd.WaitDelay = time.Second // for pipes that something in the background has kept
	in, isFile := s.In.(*os.File)
	apart := !isFile || !term.IsTerminal(in.Fd())
	setGroup(cmd, apart)
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, askedToEnd()...)
	defer signal.Stop(signals)
	if ctx.Err() != nil {
		return &commandError{fmt.Errorf("%s was not begun: %w", command[0], context.Cause(ctx)), exitSignal + int(syscall.SIGTERM)}
	}
	started, ended := make(chan error, 1), make(chan error, 1)
	go func() {
		runtime.LockOSThread() // with which the command ends, where the system can see to that
		err := cmd.Start()
		started <- err
		if err == nil {
			ended <- cmd.Wait()
		}
	}()
	if err := <-started; err != nil {
		return notRun(command[0], err)
	}
	canceled, asked := ctx.Done(), 0
	for {
		var got os.Signal
		select {
		case err := <-ended:
			if asked == 0 && apart { // what it has started in the background ends with it
				signalGroup(cmd, apart, syscall.SIGTERM)
			}
			clearGroup(s, cmd, apart)
			return endedWith(command[0], err)
		case got = <-signals:
		case <-canceled:
			canceled = nil
			if context.Cause(ctx) != ctx.Err() { //nolint:errorlint // a signal has a cause of its own, and comes by itself
				continue
			}
			got = syscall.SIGTERM
		}
		if asked++; asked > 1 {
			got = syscall.SIGKILL
		} else if !apart && got != syscall.SIGTERM && got != syscall.SIGHUP {
			continue // the terminal has sent it to the command as well
		}
		signalGroup(cmd, apart, got)
	}
}

// notRun is why a command did not begin.
func notRun(name string, err error) error {
	code := exitNotRun
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, fs.ErrNotExist) {
		code = exitNotFound
	}
	return &commandError{fmt.Errorf("%s cannot be run: %w", name, err), code}
}

// endedWith makes an error of how a command ended, nil where it was well.
func endedWith(name string, err error) error {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return nil // what it wrote may be cut off by something that it left behind
	}
	if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return &commandError{fmt.Errorf("%s was ended by a signal: %s", name, status.Signal()), exitSignal + int(status.Signal())}
	}
	return &commandError{fmt.Errorf("%s ended with %d", name, exit.ExitCode()), exit.ExitCode()}
}

// How many requests are listed: those that failed, and those that did not.
const (
	seenFailed = 10
	seenLast   = 5
)

// printSeen lists the last requests that a sandbox saw, those that failed first.
func printSeen(w io.Writer, all []wire.SandboxRequest, seed uint64) {
	if len(all) == 0 {
		fmt.Fprintf(w, "winkterm: the sandbox saw no request: does the command read %s?\n", envOpenHost)
		return
	}
	failed := func(r wire.SandboxRequest) bool { return r.Status < 100 || r.Status >= 400 }
	bad := slices.DeleteFunc(slices.Clone(all), func(r wire.SandboxRequest) bool { return !failed(r) })
	good := slices.DeleteFunc(slices.Clone(all), failed)
	fmt.Fprintf(w, "winkterm: the sandbox (--seed %d) saw %s, of which %d failed\n", seed, many(len(all), "request"), len(bad))
	for _, list := range [][]wire.SandboxRequest{bad[max(0, len(bad)-seenFailed):], good[max(0, len(good)-seenLast):]} {
		for _, r := range list {
			status := fmt.Sprint(r.Status)
			if r.Status == 0 {
				status = "cut"
			}
			fmt.Fprintf(w, "  %4d  %-3s  %s %s%s\n", r.N, status, r.Method, widget.Clean(r.Path), strings.Join(append([]string{""}, r.Faults...), "  "))
		}
	}
}
