package replay

import (
	"context"
	"io"
	"time"

	"winkterm/flow/recording"
	"winkterm/ui/terminal"
	"winkterm/ui/theme"
)

// Config is what the screen works with.
type Config struct {
	File *recording.File
	// Name names the file in the title of the window.
	Name string
	// At is the index of the record that shows first.
	At int
	// Follow shows what comes to a file that is being written.
	Follow bool
	// Now is the clock that playing goes by.
	Now   func() time.Time
	Term  string
	Theme theme.Name
	// Copy puts a text into a clipboard and says where it is now, "" where that is not
	// known; where it is nil, the terminal is asked alone.
	Copy func(text string) (where string)
	// Leak looks for a known secret in a text that is to be copied, see ui.Clipboard.
	Leak func(text string) (what string, found bool)
	// Save writes the session down for somebody else and gives the path and the text, which
	// is copied; Branch is told the index of the record to go on from, before the screen
	// ends, which it does not where an error says why one cannot go on from there. Their
	// keys are there only where they are not nil.
	Save   func() (path, text string, err error)
	Branch func(index int) error
	In     io.Reader
	Out    io.Writer
}

// Run shows the screen until the user leaves it or ctx ends. The terminal is restored in
// every case.
func Run(ctx context.Context, c Config) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	return terminal.Run(ctx, New(ctx, c), c.In, c.Out)
}
