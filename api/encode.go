package api

import (
	"bufio"
	"encoding/base64"
	"errors"
	"io"
)

// chunk is how much of the body is in memory at a time, in bytes: that much of a
// file, and that much of its base64.
const chunk = 32 << 10

// writeTo writes the body as it is sent. Each file is open while its turn lasts;
// behind one that fails, nothing is written. The error is a *FileError or w's.
func (c *content) writeTo(w io.Writer) error {
	buffered := bufio.NewWriterSize(w, chunk)
	part := make([]byte, chunk)
	for i, f := range c.files {
		if _, err := buffered.WriteString(c.pieces[i]); err != nil {
			return err
		}
		problem, err := f.writeTo(buffered, part)
		if problem != 0 {
			return &FileError{Index: i, Name: f.Name, Problem: problem, cause: err}
		}
		if err != nil {
			return err
		}
	}
	if _, err := buffered.WriteString(c.pieces[len(c.files)]); err != nil {
		return err
	}
	return buffered.Flush()
}

// writeTo writes the file in base64. The problem is 0 when the file is as it was
// said to be, and the error then w's.
func (f UploadFile) writeTo(w io.Writer, part []byte) (FileProblem, error) {
	source, err := f.Open()
	if err != nil {
		return FileUnreadable, err
	}
	// What closing a file says that was only read changes nothing.
	defer func() { _ = source.Close() }()
	encoder := base64.NewEncoder(base64.StdEncoding, w)
	for left := f.Size; left > 0; {
		n := min(left, int64(len(part)))
		if _, err := io.ReadFull(source, part[:n]); err != nil {
			return unread(err)
		}
		if _, err := encoder.Write(part[:n]); err != nil {
			return 0, err
		}
		left -= n
	}
	if _, err := io.ReadFull(source, part[:1]); err == nil {
		return FileChanged, errors.New("it is longer than before")
	} else if !errors.Is(err, io.EOF) {
		return FileUnreadable, err
	}
	return 0, encoder.Close()
}

// unread says why a part of a file could not be had.
func unread(err error) (FileProblem, error) {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return FileChanged, errors.New("it is shorter than before")
	}
	return FileUnreadable, err
}
