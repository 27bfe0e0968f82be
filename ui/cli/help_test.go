package cli

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
)

// TestHelpFitsAWindow has the help of every command within its columns.
func TestHelpFitsAWindow(t *testing.T) {
	t.Parallel()
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		args := append(strings.Fields(cmd.CommandPath())[1:], "--help")
		code, out, errText := run(t, nil, args...)
		if code != ExitOK || errText != "" || !strings.Contains(out, "Usage:") {
			t.Errorf("%q: exit %d, %s", args, code, errText)
		}
		for line := range strings.Lines(out) {
			if width := ansi.StringWidth(strings.TrimSuffix(line, "\n")); width > helpColumns {
				t.Errorf("%q has %d columns: %s", args, width, line)
			}
		}
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
	}
	walk(newRoot(Streams{Env: environment(nil)}))
}

// TestNoCommandIsThereTwice looks at the commands of each command.
func TestNoCommandIsThereTwice(t *testing.T) {
	t.Parallel()
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		names := map[string]bool{}
		for _, sub := range cmd.Commands() {
			if names[sub.Name()] {
				t.Errorf("%s has %s twice", cmd.CommandPath(), sub.Name())
			}
			names[sub.Name()] = true
			walk(sub)
		}
	}
	walk(newRoot(Streams{Env: environment(nil)}))
}
