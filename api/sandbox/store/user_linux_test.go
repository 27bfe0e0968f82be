package store

import (
	"os"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// nobody owns no file.
const nobody = 65534

// asUser runs something for which files are closed as they are to a user, also where the
// tests run as root, to whom every file is open.
func asUser(t *testing.T, run func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		run()
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // and the thread ends with the goroutine
		if err := unix.Setfsuid(nobody); err != nil {
			t.Error(err)
			return
		}
		run()
	}()
	<-done
}
