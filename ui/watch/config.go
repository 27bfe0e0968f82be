package watch

import (
	"context"
	"io"
	"time"

	"winkterm/flow/follow"
	"winkterm/ui/terminal"
	"winkterm/ui/theme"
)

// Config is what the screen works with.
type Config struct {
	// Events is what the follower reports. The screen ends when it is closed.
	Events <-chan follow.Event
	// Now is the clock; times are drawn in its zone.
	Now func() time.Time
	// Host names the host, Term is the TERM variable.
	Host, Term string
	Theme      theme.Name
	// Production draws the header in alarm colours.
	Production bool
	// Newest is how many of the newest users are followed, 0 where users are
	// named. Until names what is awaited, empty where nothing is.
	Newest int
	Until  string
	// Notices are said above the users as they come, until a key is pressed; nil where
	// there are none.
	Notices <-chan string
	In      io.Reader
	Out     io.Writer
}

// Run shows the screen until the user leaves it, the events end or ctx does. The
// terminal is restored in every case.
func Run(ctx context.Context, c Config) error {
	return terminal.Run(ctx, New(c), c.In, c.Out)
}
