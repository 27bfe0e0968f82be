package cli

import (
	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/windows"
)

// silent has a terminal show nothing of what is typed.
func silent(s *term.State) { s.Mode &^= windows.ENABLE_ECHO_INPUT }
