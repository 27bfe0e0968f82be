//go:build !windows

package recording

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lock marks a file as being written until it is closed, also by the end of the process.
func lock(f *os.File) error { return unix.Flock(int(f.Fd()), unix.LOCK_EX) }

// unlock takes the mark away.
func unlock(f *os.File) { _ = unix.Flock(int(f.Fd()), unix.LOCK_UN) }

// held says whether a file is marked as being written, by this process or another one. It
// fails where the file system knows no locks.
func held(f *os.File) (bool, error) {
	err := unix.Flock(int(f.Fd()), unix.LOCK_SH|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return true, nil
	}
	if err == nil {
		unlock(f)
	}
	return false, err
}
