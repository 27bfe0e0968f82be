package report

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"winkterm/flow/recording"
)

// ErrFormat says that there is no such format: take one of Formats.
var ErrFormat = errors.New("no such format")

// ErrRecord says that the recording has no record of that number.
var ErrRecord = errors.New("no such record")

// Case is a session that is handed over.
type Case struct {
	Recording *recording.File
	// Name is the recording's file, for the command that opens it again; empty where
	// there is none.
	Name string
	// At is the Seq of the record whose screen SVG draws, 0 for the last screen.
	At int
	// Screens draws the screens; nil leaves them out.
	Screens Screens
	// Proof knows what may not leave; nil knows what looks or keys give away.
	Proof Proof
}

// Screens draws the wizard's screen at the record of an index, as lines with ANSI
// colours; nil where there is none.
type Screens interface {
	Screen(i, width, height int) []string
}

// Proof looks for values that may not leave. what is the placeholder of the value that
// was found.
type Proof interface {
	Leak(data []byte) (what string, found bool)
}

// Write writes a case in a format of Formats. It fails with ErrFormat or ErrRecord, with a
// *LeakError before a byte is written when a known value stands in the record or in
// what would be written, with the error of a recording that cannot be read, or as to
// does.
func Write(to io.Writer, format string, c Case) error {
	f, ok := find(format)
	if !ok {
		return fmt.Errorf("%w: %q; there are %s", ErrFormat, format, strings.Join(Formats(), ", "))
	}
	s, err := read(c)
	if err != nil {
		return err
	}
	if err := s.check(); err != nil {
		return err
	}
	s.derive()
	out, err := s.render(f)
	if err != nil {
		return err
	}
	_, err = to.Write(out)
	return err
}

// render writes a format into memory, and checks it.
func (s *story) render(f format) ([]byte, error) {
	var out bytes.Buffer
	if err := f.write(&out, s); err != nil {
		return nil, err
	}
	if f.packed {
		return out.Bytes(), nil
	}
	words := vocabulary(f)
	return out.Bytes(), errors.Join(s.checkBytes(out.Bytes(), words), s.checkBytes(s.drawn.Bytes(), words))
}
