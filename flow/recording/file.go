package recording

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"winkterm/flow/journal"
)

// ErrForeign says that a file is no recording of winkterm's.
var ErrForeign = errors.New("no recording of winkterm's")

// File is a recording that is read. Make it with Open, or with Of of records that are in
// memory.
type File struct {
	header  Header
	records []journal.Record
	damage  error
}

// Of gives records as a recording.
func Of(h Header, records []journal.Record) *File { return &File{header: h, records: records} }

// Open reads a recording as far as it is whole; Damage says what is not. It fails when the
// file cannot be read, and with ErrForeign when it is no recording.
func Open(path string) (*File, error) {
	f, err := os.Open(path) //nolint:gosec // the user names it
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return read(f)
}

func read(from io.Reader) (*File, error) {
	r := bufio.NewReader(from)
	first, err := r.ReadBytes('\n')
	f := &File{}
	if err != nil || json.Unmarshal(first, &f.header) != nil || f.header.Recording < 1 {
		return nil, ErrForeign
	}
	for n := 2; ; n++ {
		line, err := r.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) == 0 {
			return f, nil
		}
		record, broken := journal.UnmarshalRecord(line)
		if broken != nil {
			f.damage = fmt.Errorf("line %d: %w", n, broken)
			return f, nil
		}
		f.records = append(f.records, record)
		if err != nil {
			return f, nil
		}
	}
}

// Header is the first line.
func (f *File) Header() Header { return f.header }

// Len is how many records there are.
func (f *File) Len() int { return len(f.records) }

// At gives a record by its index, from 0 to Len()-1, with the sequence number that it had.
func (f *File) At(i int) (journal.Record, error) { return f.records[i], nil }

// Damage says why not all of the file could be read, nil where all was.
func (f *File) Damage() error { return f.damage }

// Close gives back what an open file takes.
func (f *File) Close() error { return nil }
