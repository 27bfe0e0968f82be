package recording

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// ErrExists says that the file is there already: name another one.
var ErrExists = errors.New("the file exists, and a recording never overwrites one: name another file")

// Create begins a recording in a new file, which only the user can read, and marks it as
// being written until Writer.Close or the end of the process. It fails with ErrExists
// where there is such a file.
func Create(path string, h Header) (*Writer, error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // the user names it
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("%s: %w", path, ErrExists)
	}
	if err != nil {
		return nil, err
	}
	_ = lock(file) // a file system without locks records all the same
	w, err := NewWriter(file, h)
	if err != nil {
		return nil, errors.Join(err, file.Close(), os.Remove(path))
	}
	w.path, w.file = path, file
	return w, nil
}

// Create begins a recording in the folder under the moment at which the session started.
func (d Folder) Create(h Header) (*Writer, error) { return d.CreateAt(h.Started, h) }

// CreateAt begins a recording in the folder, which it makes where there is none. The name
// is a moment, or a little later where another process has that one. By it the newest
// recording is known, so it is to be a real one, whatever the session's own clock says.
func (d Folder) CreateAt(at time.Time, h Header) (*Writer, error) {
	if err := os.MkdirAll(string(d), 0o700); err != nil {
		return nil, err
	}
	for ; ; at = at.Add(time.Millisecond) {
		w, err := Create(filepath.Join(string(d), fileName(at)), h)
		if !errors.Is(err, ErrExists) {
			return w, err
		}
	}
}
