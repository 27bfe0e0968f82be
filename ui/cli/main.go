package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"

	"winkterm/ui/theme"
)

// Streams are what a command works with, so that a test can stand in for the
// system.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	// Env gives a variable of the environment, and whether it is set.
	Env func(string) (string, bool)
	// Dir is where .env is looked for.
	Dir string
	// Terminal says whether a screen can be shown on In and Out.
	Terminal bool
	// lines says that the wizard is plain lines.
	lines bool
	// theme is what is drawn in; it is set before a command that draws runs.
	theme *theme.Name
	// after is systemAfter unless a test says otherwise.
	after func(time.Duration) <-chan time.Time
	// player plays scenarios in a test; nil is the real one.
	player player
	// atOnce has the next signal end the process at once; nil in a test.
	atOnce func()
}

// env gives a variable of the environment, "" for one that is not set.
func (s Streams) env(name string) string {
	v, _ := s.Env(name)
	return v
}

// later gives the time once d is over.
func (s Streams) later(d time.Duration) <-chan time.Time {
	if s.after != nil {
		return s.after(d)
	}
	return systemAfter(d)
}

// System gives the process's own streams.
func System() Streams {
	return Streams{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.LookupEnv, Dir: ".",
		Terminal: term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd()),
	}
}

// untilSignal gives a context that ends with the first signal that asks the process to
// end. One that was ignored at the start, as by nohup or for a job in the background of
// a script, stays ignored. Go tells that of SIGHUP and SIGINT alone; shells ignore
// SIGQUIT where they ignore SIGINT.
func untilSignal() (ctx context.Context, stop func()) {
	return signal.NotifyContext(context.Background(), askedToEnd()...)
}

// askedToEnd are the signals that ask the process to end.
func askedToEnd() []os.Signal {
	asked := []os.Signal{syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		asked = append(asked, syscall.SIGHUP)
	}
	if signal.Ignored(os.Interrupt) {
		signal.Ignore(syscall.SIGQUIT)
	} else {
		asked = append(asked, os.Interrupt, syscall.SIGQUIT)
	}
	return asked
}

// Main runs the command line and gives the process's exit code. What went wrong
// is written to Err.
func Main(args []string, s Streams) int {
	ctx, stop := untilSignal()
	defer stop()
	s.atOnce = stop
	out := &output{to: s.Out}
	s.Out = out
	root := newRoot(s)
	root.SetArgs(args)
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	cmd, err := root.ExecuteContextC(ctx)
	if lost := out.lost(); lost != nil && !errors.Is(err, lost) {
		err = errors.Join(err, lost)
	}
	if err != nil {
		printFailure(s.Err, cmd, args, err)
	}
	return exitCode(err)
}
