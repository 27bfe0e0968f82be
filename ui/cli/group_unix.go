//go:build unix

package cli

import (
	"os"
	"os/exec"
	"syscall"
	"time"
)

// setGroup gives a command a process group of its own, so that nothing of it is left
// behind; one at a terminal stays in this one, to which the terminal sends its signals.
func setGroup(cmd *exec.Cmd, apart bool) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: apart}
	endWithParent(cmd.SysProcAttr)
}

// signalGroup signals a command and what it has started, at a terminal the command alone.
func signalGroup(cmd *exec.Cmd, apart bool, sig os.Signal) {
	number, _ := sig.(syscall.Signal)
	if pid := cmd.Process.Pid; apart {
		_ = syscall.Kill(-pid, number)
	} else {
		_ = syscall.Kill(pid, number)
	}
}

// clearGroup ends what a command has left behind, in a second.
func clearGroup(s Streams, cmd *exec.Cmd, apart bool) {
	const times = 20
	for range times {
		if !apart || syscall.Kill(-cmd.Process.Pid, 0) != nil {
			return
		}
		<-s.later(time.Second / times)
	}
	_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
}
