package recording

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sync"

	"winkterm/flow/journal"
)

// File is a recording that is read. Make it with Open, or with Of of records that are in
// memory. It is safe for concurrent use.
type File struct {
	header Header
	// records are those of a recording in memory, disk is the file of another one.
	records []journal.Record
	disk    *os.File

	mu     sync.RWMutex
	index  []entry
	names  names
	damage *DamageError
	// end is the offset behind the last whole line, line the number of that line.
	end  int64
	line int
	live bool
	// from and to are the part in the middle that is left out, in bytes; to is 0 where
	// nothing is. leapt says that the next record comes after it.
	from, to int64
	leapt    bool
	// in reads what comes while the file is followed.
	in *bufio.Reader
}

// Of gives records as a recording.
func Of(h Header, records []journal.Record) *File {
	f := &File{header: h, records: records}
	for _, r := range records {
		f.index = append(f.index, f.entryOf(r))
	}
	return f
}

// Open reads a recording as far as it is whole; Damage says what is not. It fails when the
// file cannot be read, with ErrNotPlain when it is a pipe, a device or a folder, and with
// ErrForeign when it is no recording. Close it.
func Open(path string) (*File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", path, ErrNotPlain)
	}
	disk, err := os.Open(path) //nolint:gosec // the user names it
	if err != nil {
		return nil, err
	}
	f := &File{disk: disk}
	if err := f.begin(); err != nil {
		_ = disk.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return f, nil
}

// Header is the first line.
func (f *File) Header() Header { return f.header }

// Len is how many records there are.
func (f *File) Len() int {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return len(f.index)
}

// Meta gives what is known of a record, by its index from 0 to Len()-1, without decoding
// it.
func (f *File) Meta(i int) Meta {
	f.mu.RLock()
	e := f.index[i]
	lane, laneKept := f.names.text(e.lane)
	kind, kindKept := f.names.text(e.kind)
	f.mu.RUnlock()
	m := Meta{Seq: int(e.seq), At: f.header.Started.Add(e.after), Lane: journal.Lane(lane), Kind: kind, Failed: e.failed}
	if !laneKept || !kindKept {
		r, _ := f.At(i)
		m.Lane, m.Kind = r.Lane, r.Kind
	}
	return m
}

// At gives a record by its index, from 0 to Len()-1, with the sequence number that it
// had. It fails when the file cannot be read any more, and with journal.ErrFormat when the
// record's data are damaged.
func (f *File) At(i int) (journal.Record, error) {
	if f.disk == nil {
		return f.records[i], nil
	}
	line, err := f.Line(i)
	if err != nil {
		return journal.Record{}, err
	}
	return journal.UnmarshalRecord(line)
}

// Line gives the JSON of a record as it stands in the file, without the end of the line.
// It fails when the file cannot be read any more.
func (f *File) Line(i int) ([]byte, error) {
	if f.disk == nil {
		return json.Marshal(f.records[i])
	}
	f.mu.RLock()
	e := f.index[i]
	f.mu.RUnlock()
	return f.read(e.offset, int(e.length))
}

// Damage is a *DamageError that says why not all of the file could be read, nil where all
// was.
func (f *File) Damage() error {
	f.mu.RLock()
	defer f.mu.RUnlock()
	if f.damage == nil {
		return nil
	}
	d := *f.damage
	d.Read = len(f.index)
	return &d
}

// Live says that the file was still being written when it was last read.
func (f *File) Live() bool {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.live
}

// Close gives back what an open file takes. Only Header, Len and Meta work afterwards.
func (f *File) Close() error {
	if f.disk == nil {
		return nil
	}
	return f.disk.Close()
}

func (f *File) read(offset int64, length int) ([]byte, error) {
	line := make([]byte, length)
	if _, err := f.disk.ReadAt(line, offset); err != nil {
		return nil, fmt.Errorf("the recording changed while it was read: %w", err)
	}
	return line, nil
}

// entryOf is the entry of a record that is decoded.
func (f *File) entryOf(r journal.Record) entry {
	return entry{
		seq: int64(r.Seq), after: r.At.Sub(f.header.Started), failed: failed(r),
		lane: f.names.id([]byte(r.Lane)), kind: f.names.id([]byte(r.Kind)),
	}
}
