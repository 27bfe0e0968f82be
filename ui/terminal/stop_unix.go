//go:build unix

package terminal

import (
	"fmt"
	"os"
	"strings"
	"syscall"
)

// suspends says whether the system has jobs.
const suspends = true

var stopSignal, continueSignal os.Signal = syscall.SIGTSTP, syscall.SIGCONT

// ignored says whether SIGTSTP was ignored at the start, where the system tells it. The
// runtime does not.
func ignored() bool {
	status, _ := os.ReadFile("/proc/self/status")
	_, mask, _ := strings.Cut(string(status), "\nSigIgn:")
	var signals uint64
	_, err := fmt.Sscanf(mask, "%x", &signals)
	return err == nil && signals>>(syscall.SIGTSTP-1)&1 == 1
}

// stop stops the process group, so that the shell sees it; one that nobody could
// continue goes on. SIGTSTP does not do, for the runtime goes on taking it once it was
// asked for.
func stop() error { return syscall.Kill(0, syscall.SIGTTIN) }
