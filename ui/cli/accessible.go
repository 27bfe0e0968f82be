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
	c := accessible.Config{Config: shown, Flush: walk.Flush, After: s.later, Read: answerLines(s.In)}
	if in, ok := s.In.(*os.File); ok && term.IsTerminal(in.Fd()) {
		usual, err := term.GetState(in.Fd())
		if err != nil {
			return err
		}
		defer func() { _ = term.Restore(in.Fd(), usual) }()
		c.Person, c.Hide = true, func(hidden bool) { hide(in, *usual, hidden) }
	}
	err := accessible.Run(ctx, c)
	if errors.Is(err, accessible.ErrNotConfirmed) {
		return usageError{err}
	}
	return err
}

// hide has a terminal show what is typed as it usually does, or nothing of it. It comes
// before the question for a secret, so that nobody is quicker.
func hide(in *os.File, state term.State, hidden bool) {
	if hidden {
		silent(&state)
	}
	_ = term.SetState(in.Fd(), &state) // of a terminal that is gone nothing is read either
}

// answerMost is how long an answer may be, in bytes.
const answerMost = 64 << 10

// errAnswerMost says that an answer does not end.
var errAnswerMost = fmt.Errorf("an answer has at most %d KiB", answerMost>>10)

// answerLines reads answers line by line; the last one needs no line break.
func answerLines(from io.Reader) func() (string, error) {
	if from == nil {
		return func() (string, error) { return "", io.EOF }
	}
	lines := bufio.NewReaderSize(from, answerMost)
	return func() (string, error) {
		text, err := lines.ReadSlice('\n')
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			return "", errAnswerMost
		case len(text) > 0:
			err = nil
		}
		return string(text), err
	}
}

// remainLines leaves how it ended in lines that nobody wraps.
func remainLines(s Streams, text func(width int) string) { fmt.Fprint(s.Out, text(math.MaxInt16)) }
