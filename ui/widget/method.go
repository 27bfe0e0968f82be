package widget

import (
	"sync/atomic"

	"github.com/charmbracelet/x/ansi"
)

// clustered says how the terminal counts cells: false by character, as nearly all
// do, true by what a reader takes for one letter. It is a fact of the one terminal
// that there is, and Bubble Tea's renderer goes by the same.
var clustered atomic.Bool

// SetClustered tells how the terminal counts, once it has said so. Lines that were
// drawn before have the other width.
func SetClustered(on bool) { clustered.Store(on) }

func method() ansi.Method {
	if clustered.Load() {
		return ansi.GraphemeWidth
	}
	return ansi.WcWidth
}
