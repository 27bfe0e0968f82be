//go:build unix

package cli

import (
	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"
)

// silent has a terminal show nothing of what is typed.
func silent(s *term.State) { s.Lflag &^= unix.ECHO }
