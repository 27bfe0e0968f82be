package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/rerun"
	"winkterm/ui/widget"
)

// prompt asks on the terminal what a recording has masked.
type prompt struct{ Streams }

// fill asks for each field in its order; enter takes what is suggested. Without a terminal
// nobody is asked.
func (p prompt) fill(ctx context.Context) func(rerun.Masked) (flow.Typed, error) {
	return func(m rerun.Masked) (flow.Typed, error) {
		typed := flow.Typed{Values: map[string]wire.Secret{}}
		if p.Terminal {
			fmt.Fprintf(p.rawErr(), "\n%s: what was typed is masked; enter takes what is in brackets\n", m.State.Page)
		}
		for _, f := range m.State.Fields() {
			if _, was := m.Values[f.Name]; !was {
				continue
			}
			typed.Values[f.Name] = m.Suggested[f.Name]
			if !p.Terminal {
				continue
			}
			text, err := p.ask(ctx, f, m.Suggested[f.Name].Reveal())
			if err != nil {
				return typed, err
			}
			if text != "" {
				typed.Values[f.Name] = wire.Secret(text)
			}
		}
		return typed, nil
	}
}

// ask asks for one field. A password is not shown as it is typed.
func (p prompt) ask(ctx context.Context, f wire.Field, suggested string) (string, error) {
	fmt.Fprintf(p.rawErr(), "  %s [%s]: ", widget.Clean(f.Label), widget.Clean(suggested))
	return p.read(ctx, f.Kind == wire.FieldPassword)
}

// read reads a line, as it is typed where secret is false. It fails as ctx ends.
func (p prompt) read(ctx context.Context, secret bool) (string, error) {
	in, isFile := p.In.(*os.File)
	hidden := isFile && secret && term.IsTerminal(in.Fd())
	read := func() (string, error) { return readLine(p.In) }
	if hidden {
		before, err := term.GetState(in.Fd())
		if err != nil {
			return "", err
		}
		defer func() { _ = term.Restore(in.Fd(), before); fmt.Fprintln(p.rawErr()) }()
		read = func() (string, error) {
			text, err := term.ReadPassword(in.Fd())
			return string(text), err
		}
	}
	type line struct {
		text string
		err  error
	}
	// Reading from a terminal cannot be ended: who is stopped leaves it behind.
	got := make(chan line, 1)
	go func() {
		text, err := read()
		got <- line{text, err}
	}()
	select {
	case l := <-got:
		return l.text, l.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// readLine reads up to the end of a line and not a byte further: the wizard reads on.
func readLine(from io.Reader) (string, error) {
	var text strings.Builder
	for one := make([]byte, 1); ; {
		n, err := from.Read(one)
		switch {
		case n == 1 && one[0] == '\n':
			return strings.TrimSuffix(text.String(), "\r"), nil
		case n == 1 && text.Len() == answerMost:
			return "", errAnswerMost
		case n == 1:
			text.WriteByte(one[0])
		case err != nil && text.Len() > 0:
			return text.String(), nil // a last line without a break
		case err != nil:
			return "", fmt.Errorf("nobody answers: %w", err)
		}
	}
}
