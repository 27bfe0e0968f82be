package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"github.com/charmbracelet/x/term"

	"winkterm/flow/session"
	"winkterm/ui"
	"winkterm/ui/accessible"
)

// envAccessible has the wizard be plain lines, as --accessible does.
const envAccessible = "ACCESSIBLE"

// plainLines says that the wizard is plain lines: where it is asked for, and where a
// terminal can show no screen, or a dumb one gets its answers from elsewhere.
func (f *flags) plainLines(s Streams) bool {
	wanted := s.env(envAccessible)
	dumb := s.env("TERM") == "dumb" && (s.Terminal || hasInput(s.In))
	return f.accessible || wanted != "" && wanted != "0" && wanted != "false" || dumb
}

// hasInput says that answers come from a pipe or a file.
func hasInput(in io.Reader) bool {
	f, ok := in.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && (info.Mode().IsRegular() || info.Mode()&os.ModeNamedPipe != 0)
}

// showLines goes through the wizard line by line. The terminal shows again what is typed
// when it is over, however it ends.
func showLines(ctx context.Context, s Streams, walk *session.Session, shown ui.Config) error {
	shown.Out = s.Out
	c := accessible.Config{Config: shown, Flush: walk.Flush}
	if in, ok := s.In.(*os.File); ok && term.IsTerminal(in.Fd()) {
		if before, err := term.GetState(in.Fd()); err == nil {
			defer func() { _ = term.Restore(in.Fd(), before) }()
		}
		c.Person, c.Read = true, func(hidden bool) (string, error) { return typedLine(in, hidden) }
	} else {
		c.Read = answerLines(s.In)
	}
	err := accessible.Run(ctx, c)
	if errors.Is(err, accessible.ErrNotConfirmed) {
		return usageError{err}
	}
	return err
}

// typedLine reads a line that is typed; of a hidden one the terminal shows nothing.
func typedLine(in *os.File, hidden bool) (string, error) {
	if !hidden {
		return readLine(in)
	}
	text, err := term.ReadPassword(in.Fd())
	return string(text), err
}

// answerLines reads answers line by line; the last one needs no line break.
func answerLines(from io.Reader) func(hidden bool) (string, error) {
	if from == nil {
		return func(bool) (string, error) { return "", io.EOF }
	}
	lines := bufio.NewReader(from)
	return func(bool) (string, error) {
		text, err := lines.ReadString('\n')
		if text != "" {
			err = nil
		}
		return text, err
	}
}

// remainLines leaves how it ended in lines that nobody wraps.
func remainLines(s Streams, text func(width int) string) { fmt.Fprint(s.Out, text(math.MaxInt16)) }
