package recording

import (
	"errors"
	"math"
	"os"

	"golang.org/x/sys/windows"
)

// beyond is a byte that no file has: a lock on one that it has would keep others from
// reading that.
func beyond() *windows.Overlapped { return &windows.Overlapped{OffsetHigh: math.MaxInt32} }

// lock marks a file as being written until it is closed, also by the end of the process.
func lock(f *os.File) error {
	return windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, beyond())
}

// unlock takes the mark away.
func unlock(f *os.File) { _ = windows.UnlockFileEx(windows.Handle(f.Fd()), 0, 1, 0, beyond()) }

// held says whether a file is marked as being written, by this process or another one. It
// fails where the file system knows no locks.
func held(f *os.File) (bool, error) {
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, beyond())
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return true, nil
	}
	if err == nil {
		unlock(f)
	}
	return false, err
}
