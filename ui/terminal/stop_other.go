//go:build !unix

package terminal

import (
	"errors"
	"os"
)

// suspends says whether the system has jobs.
const suspends = false

var stopSignal, continueSignal os.Signal = os.Interrupt, os.Interrupt

func ignored() bool { return true }

func stop() error { return errors.ErrUnsupported }
