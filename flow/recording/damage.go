package recording

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// Why a file cannot be opened.
var (
	// ErrForeign says that a file is no recording of winkterm's: name another one.
	ErrForeign = errors.New("no recording of winkterm's: name a file that the wizard or watch wrote, a name that \"winkterm sessions\" lists, or last")
	// ErrNotPlain says that a path is no plain file: a recording is read here and there, and
	// a pipe would be waited for without end.
	ErrNotPlain = errors.New("it is no plain file, and a recording is not read from a pipe, a device or a folder: write it into a file first")
	// ErrNothing says that a recording ends within its first line: there is nothing in it.
	ErrNothing = errors.New("the recording ends within its first line, so that nothing of the session is in it")
)

// What can be wrong with a line. What is whole is read in each case.
var (
	// ErrNewer says that a newer program wrote the file.
	ErrNewer = errors.New("a newer winkterm wrote this file, and what this one does not know is left out; update winkterm to see everything")
	// ErrTorn says that the file breaks off within its last line.
	ErrTorn = errors.New("the last record is torn: the program was ended while it wrote, or the file was cut")
	// ErrEmptied says that the system lost what was written, as it does without power.
	ErrEmptied = errors.New("there are zero bytes in place of a record, as after a power failure; what stood there is lost")
	// ErrBroken says that a line is no record.
	ErrBroken = errors.New("the line is no record: the file was changed or is damaged")
	// ErrLong says that a line is longer than LineMax.
	ErrLong = fmt.Errorf("the line is longer than %d MiB, which no record is: the file was changed or is damaged", LineMax>>20)
	// ErrGap says that records are missing before a line, or stand in another order.
	ErrGap = errors.New("records are missing before this one, or stand in another order: the file was changed")
)

// DamageError is what is wrong with a recording that can be read otherwise.
type DamageError struct {
	// Line is the number of the first damaged line, from 1; Err says what it is.
	Line int
	Err  error
	// More is how many further lines are damaged, Read how many records could be read.
	More, Read int
}

// Error says what is wrong, and what could be read.
func (e *DamageError) Error() string {
	more := ""
	switch {
	case e.More == 1:
		more = " (and at one more place)"
	case e.More > 1:
		more = fmt.Sprintf(" (and at %d more places)", e.More)
	}
	return fmt.Sprintf("line %d: %v%s; %d records are read", e.Line, e.Err, more, e.Read)
}

// Unwrap gives what is wrong with the first damaged line.
func (e *DamageError) Unwrap() error { return e.Err }

// report notes that something is wrong with a line.
func (f *File) report(line int, err error) {
	if f.damage == nil {
		f.damage = &DamageError{Line: line, Err: err}
		return
	}
	f.damage.More++
}

// broken says what is wrong with a line that is no record.
func broken(head []byte, torn bool) error {
	switch {
	case bytes.IndexByte(head, 0) >= 0:
		return ErrEmptied
	case torn:
		return ErrTorn
	}
	return ErrBroken
}

// foreign says why a file with this first line is not opened.
func foreign(first []byte) error {
	var version struct {
		Recording int `json:"winktermRecording"`
	}
	if json.Unmarshal(first, &version) == nil && version.Recording > Version {
		return ErrNewer
	}
	if bytes.HasPrefix(first, []byte(`{"winktermRecording":`)) && !bytes.HasSuffix(first, []byte("\n")) {
		return ErrNothing
	}
	return ErrForeign
}
