//go:build unix && !linux

package cli

import "syscall"

// endWithParent does nothing: the system cannot say that a parent was killed.
func endWithParent(*syscall.SysProcAttr) {}
