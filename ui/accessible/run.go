package accessible

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"winkterm/flow"
)

// ErrNotConfirmed says that production was not confirmed by its word: nothing was asked.
var ErrNotConfirmed = errors.New("production was not confirmed: nothing was asked of it")

// production is the word by which it is confirmed.
const production = "production"

// answer is a line that was read, for the question that was asked when reading began.
type answer struct {
	text, question string
	err            error
}

// reader reads one line at a time, in the background: reading from a terminal cannot be
// ended, so that who leaves leaves it behind.
type reader struct {
	read func() (string, error)
	got  chan answer
	busy bool
}

func (r *reader) begin(question string) {
	if r.busy {
		return
	}
	r.busy = true
	go func() {
		text, err := r.read()
		r.got <- answer{text, question, err}
	}()
}

// Run goes through the wizard line by line until the user leaves it, the answers end or
// ctx does; the widget is closed then. It fails with ErrNotConfirmed, or where nothing can
// be written any more.
func Run(ctx context.Context, c Config) error {
	t, r := New(c), &reader{read: c.Read, got: make(chan answer, 1)}
	t.line("%s", t.where())
	t.line("Answer ? for help, close to close.")
	if c.Production {
		t.write("Type the word " + production + " to go on: ")
		r.begin("")
		select {
		case a := <-r.got:
			if r.busy = false; strings.TrimSpace(a.text) != production {
				return ErrNotConfirmed
			}
		case <-ctx.Done():
			return ErrNotConfirmed
		}
	}
	if !c.Begun {
		t.want(flow.Begin{})
	}
	for !t.over && t.failed == nil {
		t.turn(ctx, r)
	}
	return t.failed
}

// turn says what is new, and waits for the next thing that happens.
func (t *Talk) turn(ctx context.Context, r *reader) {
	_, changed := t.Session.Watch()
	recorded := t.Journal.Changed()
	if t.Refresh(); t.over {
		return
	}
	if t.Question() != "" || t.Person {
		r.begin(t.Question())
	}
	var due <-chan time.Time
	if in := t.next(); in > 0 && t.After != nil {
		due = t.After(in)
	}
	select {
	case a := <-r.got:
		t.pending = false
		if r.busy = false; a.err != nil {
			if !errors.Is(a.err, io.EOF) {
				t.line("\nNo more answers can be read: %v.", a.err)
			}
			t.leave()
			return
		}
		if t.hidden {
			t.write("\n") // the line break was not shown either
		}
		t.Answer(strings.TrimRight(a.text, "\r\n"), a.question)
	case text := <-t.Notices:
		t.line("%s", text)
	case <-changed:
	case <-recorded:
	case <-due:
	case <-t.Session.Done():
		t.over = true
	case <-ctx.Done():
		t.leave()
	}
}

// leave closes the widget, unless it is closed, and ends the talk.
func (t *Talk) leave() {
	t.pending = false
	if t.write("\n"); t.state.Page != flow.Closed {
		t.want(flow.Close{})
	}
	t.over = true // nothing is asked any more
	t.Refresh()
}
