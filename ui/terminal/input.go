package terminal

import (
	"bytes"
	"io"
	"sync"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/muesli/cancelreader"
)

// input is a terminal whose keys come whole. Bubble Tea finds the terminal in it, to
// make it raw; but for Read everything is the terminal's own. It has no Name, or Bubble
// Tea would wait at the terminal itself for something to read.
type input struct {
	term.File
	pieces    <-chan []byte // closed once nothing more comes
	sequences sequences
	whole     []byte // what Read has not given yet
	after     func(time.Duration) <-chan time.Time
	overdue   <-chan time.Time

	mu     sync.Mutex
	paused chan struct{} // closed while nothing is to be read

	// reading can be ended, ended is closed then.
	reading cancelreader.CancelReader
	ended   chan struct{}
}

// newInput begins to read a terminal, until end.
func newInput(f term.File, slow bool, after func(time.Duration) <-chan time.Time) *input {
	pieces := make(chan []byte)
	in := &input{
		File: f, pieces: pieces, sequences: sequences{slow: slow}, after: after, paused: make(chan struct{}),
		ended: make(chan struct{}),
	}
	from := io.Reader(f)
	if r, err := cancelreader.NewReader(f); err == nil {
		in.reading, from = r, r
	}
	go func() {
		defer close(pieces)
		piece := make([]byte, 4096)
		for {
			n, err := from.Read(piece)
			if n > 0 {
				select {
				case pieces <- bytes.Clone(piece[:n]):
				case <-in.ended:
					return
				}
			}
			if err != nil {
				return
			}
		}
	}()
	return in
}

// end ends the reading, so that nothing is taken from whoever reads the terminal next. It
// is not to be read any more.
func (in *input) end() {
	in.pause()
	close(in.ended)
	if in.reading == nil || !in.reading.Cancel() {
		return // what it has begun to read cannot be taken back
	}
	for range in.pieces {
	}
	_ = in.reading.Close()
}

// Read gives what is whole, and io.EOF while the input is paused.
func (in *input) Read(p []byte) (int, error) {
	paused := in.pausing()
	for len(in.whole) == 0 {
		select {
		case <-paused:
			return 0, io.EOF
		case piece, ok := <-in.pieces:
			if !ok {
				return 0, io.EOF
			}
			in.whole = in.sequences.feed(piece)
		case <-in.overdue:
			in.whole = in.sequences.expire()
		}
		in.overdue = nil
		if d := in.sequences.patience(); d > 0 {
			in.overdue = in.after(d)
		}
	}
	n := copy(p, in.whole)
	in.whole = in.whole[n:]
	return n, nil
}

func (in *input) pausing() <-chan struct{} {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.paused
}

// pause ends what reads, until resume. It may be called again.
func (in *input) pause() {
	in.mu.Lock()
	defer in.mu.Unlock()
	select {
	case <-in.paused:
	default:
		close(in.paused)
	}
}

func (in *input) resume() {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.paused = make(chan struct{})
}
