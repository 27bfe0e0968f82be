package cli

import "syscall"

// endWithParent has a process be ended when this one is killed.
func endWithParent(attr *syscall.SysProcAttr) { attr.Pdeathsig = syscall.SIGTERM }
