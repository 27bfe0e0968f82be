// Package terminal shows a model on the user's terminal, and gives the terminal
// back: at the end, and while the program is suspended. What comes from it reaches
// the model in whole keys, answers and pastes, however slow the line is.
//
// It must not know what is shown, or act on a key but ctrl+z.
package terminal

import (
	"context"
	"fmt"
	"io"
	"os"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
)

// framesNear is how many frames a second are drawn at most on a terminal of this machine, in
// place of Bubble Tea's 60: the first frame comes, and a key shows, 8 ms sooner. It is the
// most that Bubble Tea takes.
const framesNear = 120

// Run shows a model until it quits or ctx ends; the terminal is restored in every
// case. ctrl+z and SIGTSTP suspend the process group where the system can do that. It
// fails when the terminal cannot be used, not when ctx ends.
func Run(ctx context.Context, model tea.Model, in io.Reader, out io.Writer) error {
	// The caller's context hears the signals that end it. Bubble Tea's own handler
	// besides it can wait for ever to hand on a signal that the context has acted on.
	options := []tea.ProgramOption{tea.WithContext(ctx), tea.WithoutSignalHandler(), tea.WithInput(in), tea.WithOutput(out)}
	if !distant(os.Getenv) {
		options = append(options, tea.WithFPS(framesNear))
	}
	f, ok := in.(term.File)
	if !ok || !suspends { // as on Windows, whose console gives events and no bytes
		return run(ctx, tea.NewProgram(model, options...))
	}
	keys := newInput(f, distant(os.Getenv), systemAfter)
	defer keys.end()
	j := newJobs(keys)
	defer j.end()
	p := tea.NewProgram(model, append(options, tea.WithInput(keys), tea.WithFilter(j.filter))...)
	go j.forward(p.Send)
	return run(ctx, p)
}

func run(ctx context.Context, p *tea.Program) error {
	if _, err := p.Run(); err != nil && ctx.Err() == nil {
		return fmt.Errorf("the screen failed: %w", err)
	}
	return nil
}

// distant says by the environment whether the terminal is at the other end of a
// line. tmux gives whole sequences by itself.
func distant(env func(string) string) bool {
	return env("TMUX") == "" && (env("SSH_CONNECTION") != "" || env("SSH_TTY") != "")
}
