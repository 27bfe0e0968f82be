package recording

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"

	"winkterm/flow/journal"
)

const (
	// LineMax is how many bytes a line has at most; a longer one is damage.
	LineMax = 8 << 20
	// chunk is how much of a file is in memory while it is read.
	chunk = 256 << 10
)

// begin reads the header and all records.
func (f *File) begin() error {
	f.live, _ = held(f.disk)
	in := bufio.NewReaderSize(io.NewSectionReader(f.disk, 0, math.MaxInt64), chunk)
	first, err := in.ReadSlice('\n')
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return err
	}
	if json.Unmarshal(first, &f.header) != nil || f.header.Recording < 1 {
		return foreign(first)
	}
	if f.header.Recording > Version {
		f.report(1, ErrNewer)
	}
	f.end, f.line = int64(len(first)), 1
	if err != nil {
		return nil //nolint:nilerr // there is nothing but a whole header
	}
	return f.scan(in)
}

// grow reads the records that have come since.
func (f *File) grow() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.live, _ = held(f.disk)
	if f.in == nil {
		f.in = bufio.NewReaderSize(nil, chunk)
	}
	f.in.Reset(io.NewSectionReader(f.disk, f.end, math.MaxInt64-f.end))
	return f.scan(f.in)
}

// scan reads lines to the end of the file. A last line that is not whole yet is left for
// later while the file is being written.
func (f *File) scan(in *bufio.Reader) error {
	for {
		if f.to > f.end && f.end >= f.from {
			f.leap(in)
		}
		line, err := in.ReadSlice('\n')
		length, head := len(line), line
		if errors.Is(err, bufio.ErrBufferFull) {
			head = bytes.Clone(line)
			length, err = skipLine(in, length)
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		torn := err != nil
		if length == 0 || torn && f.live {
			return nil
		}
		f.line++
		f.add(head, length, torn)
		f.end += int64(length)
		if torn {
			return nil
		}
	}
}

// leap goes on behind the part that is left out, where a line begins.
func (f *File) leap(in *bufio.Reader) {
	in.Reset(io.NewSectionReader(f.disk, f.to, math.MaxInt64-f.to))
	n, _ := skipLine(in, 0)
	f.end, f.to, f.leapt = f.to+int64(n), 0, true
}

// skipLine goes on to the end of a long line, and gives its length.
func skipLine(in *bufio.Reader, length int) (int, error) {
	for {
		more, err := in.ReadSlice('\n')
		length += len(more)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return length, err
		}
	}
}

// add takes a line into the index, of which head is the beginning, or all if it is short.
func (f *File) add(head []byte, length int, torn bool) {
	if len(bytes.TrimSpace(head)) == 0 {
		return
	}
	if length > LineMax {
		f.report(f.line, ErrLong)
		return
	}
	e, ok := f.entry(head, length, torn)
	if !ok {
		f.report(f.line, broken(head, torn))
		return
	}
	if !f.leapt && e.seq != f.next() {
		f.report(f.line, ErrGap)
	}
	f.leapt = false
	e.offset, e.length = f.end, uint32(length-trailing(head, length, torn)) //nolint:gosec // LineMax fits
	f.index = append(f.index, e)
}

// next is the sequence number that the next record should have.
func (f *File) next() int64 {
	if n := len(f.index); n > 0 {
		return f.index[n-1].seq + 1
	}
	return 1
}

// entry reads what the index keeps of a line: off its front, or where that is spelt in
// another way, long, or the last of a torn file, off all of it.
func (f *File) entry(head []byte, length int, torn bool) (entry, bool) {
	if !torn && length == len(head) {
		if front, ok := parseFront(head); ok {
			return entry{
				seq: front.seq, after: front.at.Sub(f.header.Started), failed: front.failed(),
				lane: f.names.id(front.lane), kind: f.names.id(front.kind),
			}, true
		}
	}
	if length > len(head) {
		var err error
		if head, err = f.read(f.end, length); err != nil {
			return entry{}, false
		}
	}
	r, err := journal.UnmarshalRecord(head)
	return f.entryOf(r), err == nil
}

// trailing is how many bytes end a line.
func trailing(head []byte, length int, torn bool) int {
	if torn {
		return 0
	}
	if length == len(head) && bytes.HasSuffix(head, []byte("\r\n")) {
		return 2
	}
	return 1
}
