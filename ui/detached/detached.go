// Package detached makes the commands of programs that run beside the wizard, such as a
// browser and the system's clipboard.
//
// It must not know what is run, or run anything.
package detached

import (
	"context"
	"os/exec"
)

// Command is exec.CommandContext for a program in a session of its own: it has no
// terminal to read from, gets no signal of the terminal's, and what it leaves running
// outlives this process.
func Command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.SysProcAttr = ownSession()
	return cmd
}
