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

// opened opens what wanted accepts. Between stat and open another program may have
// put something else there, so what was opened counts.
func (d disk) opened(path string, wanted func(string, fs.FileInfo) error) (fs.File, fs.FileInfo, error) {
	info, err := d.stat(path)
	if err != nil {
		return nil, nil, because(path, err)
	}
	if err := wanted(path, info); err != nil {
		return nil, nil, err
	}
	f, err := d.open(path)
	if err != nil {
		return nil, nil, because(path, err)
	}
	if info, err = f.Stat(); err != nil {
		err = because(path, err)
	} else {
		err = wanted(path, info)
	}
	if err != nil {
		_ = f.Close() // nothing was written
		return nil, nil, err
	}
	return f, info, nil
}

func isFile(path string, info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return refuse(path, "it is a folder", "open it and choose a file in it")
	case !info.Mode().IsRegular():
		return refuse(path, "it is a pipe, a socket or a device, not a file", "choose a file")
	}
	return nil
}

func isFolder(path string, info fs.FileInfo) error {
	if !info.IsDir() {
		return refuse(path, "it is not a folder", "choose it as a file, or type the path of a folder")
	}
	return nil
}
