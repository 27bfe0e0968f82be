package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"
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
	// after is systemAfter unless a test says otherwise.
	after func(time.Duration) <-chan time.Time
}

// env gives a variable of the environment, "" for one that is not set.
func (s Streams) env(name string) string {
	v, _ := s.Env(name)
	return v
}

// System gives the process's own streams.
func System() Streams {
	return Streams{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.LookupEnv, Dir: ".",
		Terminal: term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd()),
	}
}

// Main runs the command line and gives the process's exit code. What went wrong
// is written to Err.
func Main(args []string, s Streams) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	out := &output{to: s.Out}
	s.Out = out
	root := newRoot(s)
	root.SetArgs(args)
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	err := root.ExecuteContext(ctx)
	if lost := out.lost(); lost != nil && !errors.Is(err, lost) {
		err = errors.Join(err, lost)
	}
	if err != nil {
		fmt.Fprintf(s.Err, "winkterm: %v\n", err)
	}
	return exitCode(err)
}
