//go:build !linux

package store

import (
	"os"
	"runtime"
	"testing"
)

// asUser runs something for which files are closed as they are to a user.
func asUser(t *testing.T, run func()) {
	t.Helper()
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("left out: on this system no folder can be closed to this user")
	}
	run()
}
