package files

import (
	"io/fs"
	"os"
	"syscall"
)

// disk is what is asked of the system, so that a test can refuse it.
type disk struct {
	stat    func(path string) (fs.FileInfo, error)
	open    func(path string) (fs.File, error)
	allowed func(path string, dir bool) error
}

func system() disk { return disk{stat: os.Stat, open: open, allowed: allowed} }

// open opens for reading and never waits: a pipe that nobody writes to would
// hold an ordinary open for ever.
func open(path string) (fs.File, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// regular opens a file, and nothing that is none. Between stat and open another
// program may have put something else there, so what was opened counts.
func (d disk) regular(path string) (fs.File, fs.FileInfo, error) {
	info, err := d.stat(path)
	if err != nil {
		return nil, nil, because(path, err)
	}
	if err := isFile(path, info); err != nil {
		return nil, nil, err
	}
	f, err := d.open(path)
	if err != nil {
		return nil, nil, because(path, err)
	}
	info, err = f.Stat()
	if err != nil {
		_ = f.Close() // nothing was written
		return nil, nil, because(path, err)
	}
	if err := isFile(path, info); err != nil {
		_ = f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

func isFile(path string, info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return problem(path, "it is a folder", "open it and choose a file in it")
	case !info.Mode().IsRegular():
		return problem(path, "it is a pipe, a socket or a device, not a file", "choose a file")
	}
	return nil
}
