//go:build unix

package browser

import "syscall"

// detached starts a program in a session of its own, so that it has no terminal to
// read from and gets no signal of the terminal's.
func detached() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }
