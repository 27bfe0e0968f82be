//go:build !unix

package browser

import "syscall"

func detached() *syscall.SysProcAttr { return nil }
