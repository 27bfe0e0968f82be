package terminal

import (
	"errors"
	"io"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
)

// tty is a terminal whose pieces a test writes.
type tty struct{ *io.PipeReader }

func (tty) Write([]byte) (int, error) { return 0, errors.ErrUnsupported }
func (tty) Fd() uintptr               { return 17 }

// typing gives an input, where to write to it, and the timers that it sets.
func typing(t *testing.T) (in *input, keys *io.PipeWriter, timers chan chan time.Time) {
	t.Helper()
	r, w := io.Pipe()
	timers = make(chan chan time.Time, 9)
	in = newInput(tty{r}, false, func(time.Duration) <-chan time.Time {
		c := make(chan time.Time, 1)
		timers <- c
		return c
	})
	t.Cleanup(func() { _ = w.Close() })
	return in, w, timers
}

func read(t *testing.T, in io.Reader) string {
	t.Helper()
	p := make([]byte, 4)
	n, err := in.Read(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(p[:n])
}

func write(t *testing.T, to io.Writer, piece string) {
	t.Helper()
	if _, err := io.WriteString(to, piece); err != nil {
		t.Fatal(err)
	}
}

// Bubble Tea makes the terminal raw that it finds, and must not wait at it for keys.
func TestTheInputIsATerminalWithoutAName(t *testing.T) {
	t.Parallel()
	in, _, _ := typing(t)
	var reader io.Reader = in
	if f, ok := reader.(term.File); !ok || f.Fd() != 17 {
		t.Error("the terminal is not found in it")
	}
	if _, ok := reader.(interface{ Name() string }); ok {
		t.Error("Bubble Tea would wait at the terminal itself")
	}
}

func TestTheInputGivesWhatIsWhole(t *testing.T) {
	t.Parallel()
	in, keys, timers := typing(t)
	write(t, keys, "abcdef\x1b")
	if first, second := read(t, in), read(t, in); first != "abcd" || second != "ef" {
		t.Errorf("%q, %q", first, second)
	}
	write(t, keys, "[A")
	if got := read(t, in); got != "\x1b[A" {
		t.Errorf("%q", got)
	}
	<-timers // that of the ESC, which nobody waits for any more
	write(t, keys, "\x1b")
	go func() { (<-timers) <- time.Time{} }()
	if got := read(t, in) + read(t, in); got != string(escKey) {
		t.Errorf("%q", got)
	}
}

func TestAPausedInputGivesNothing(t *testing.T) {
	t.Parallel()
	in, keys, _ := typing(t)
	ended := make(chan error)
	go func() {
		_, err := in.Read(make([]byte, 4))
		ended <- err
	}()
	in.pause()
	if err := <-ended; !errors.Is(err, io.EOF) {
		t.Error(err)
	}
	in.pause()
	in.resume()
	write(t, keys, "a")
	if got := read(t, in); got != "a" {
		t.Errorf("%q", got)
	}
	_ = keys.Close()
	if _, err := in.Read(make([]byte, 4)); !errors.Is(err, io.EOF) {
		t.Error(err)
	}
}

func TestCtrlZSuspends(t *testing.T) {
	t.Parallel()
	in, _, _ := typing(t)
	j := &jobs{keys: in}
	z := tea.KeyPressMsg{Code: 'z', Mod: tea.ModCtrl}
	for _, msg := range []tea.Msg{z, tea.SuspendMsg{}} {
		if got := j.filter(nil, msg); got == nil || got == msg {
			t.Errorf("%v became %v", msg, got)
		}
	}
	if _, err := in.Read(nil); !errors.Is(err, io.EOF) {
		t.Error("keys are still read")
	}
	if got := j.filter(nil, tea.KeyPressMsg{Code: 'z'}); got == nil {
		t.Error("a letter is lost")
	}
	j.ignored = true
	for _, msg := range []tea.Msg{z, tea.SuspendMsg{}} {
		if got := j.filter(nil, msg); got != nil {
			t.Errorf("%v became %v where SIGTSTP is ignored", msg, got)
		}
	}
}
