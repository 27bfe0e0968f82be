//go:build unix

package clipboard

import "syscall"

// detached starts a program in a session of its own: it has no terminal, and what it
// leaves behind outlives this one.
func detached() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }
