package cli

import (
	"os"
	"os/exec"
)

// setGroup does nothing: a command is in the console of this process.
func setGroup(*exec.Cmd, bool) {}

// signalGroup ends a command: the system has no signals to send.
func signalGroup(cmd *exec.Cmd, _ bool, _ os.Signal) { _ = cmd.Process.Kill() }

// clearGroup does nothing: there is no group.
func clearGroup(Streams, *exec.Cmd, bool) {}
