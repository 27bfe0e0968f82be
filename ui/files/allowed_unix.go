//go:build unix

package files

import "syscall"

// What access(2) is asked.
const (
	mayRead  = 4
	mayEnter = 1
)

// allowed asks the system whether this process may read a file, or list and
// enter a folder, without opening it.
func allowed(path string, dir bool) error {
	mode := uint32(mayRead)
	if dir {
		mode |= mayEnter
	}
	return syscall.Access(path, mode)
}
