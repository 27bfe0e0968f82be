package ui

import (
	"context"
	"io"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/search"
	"winkterm/flow/userdata"
	"winkterm/ui/files/query"
	"winkterm/ui/terminal"
	"winkterm/ui/theme"
)

// Session is the walk that the app shows; *session.Session is one.
type Session interface {
	// Watch gives the state, and a channel that is closed when there is a newer one.
	Watch() (flow.State, <-chan struct{})
	// Do gives the flow an intent without waiting for a call. The error says why it
	// does not fit.
	Do(flow.Intent) error
	// Catalogue is the provider list as far as it has been read.
	Catalogue() *search.Index
	// Done is closed when the session is.
	Done() <-chan struct{}
}

// Faults lets things go wrong at a sandbox; *driver.Faults is one. Each call may
// take its time, and its error says for the user what is the matter.
type Faults interface {
	// List gives what is on offer and what is armed.
	List() (wire.SandboxFaults, error)
	// Set arms a fault or triggers it at once, and says in one line what came of it.
	Set(wire.Fault) (done string, err error)
	// Disarm takes back what is armed under an id; what is gone already is fine.
	Disarm(id string) error
}

// Config is what the app works with.
type Config struct {
	Session Session
	Journal *journal.Journal
	// Now is the session's clock.
	Now func() time.Time
	// Host names the host in the header, Term is the TERM variable.
	Host, Term string
	// Theme is Standard unless it is named.
	Theme theme.Name
	// Production draws the header in alarm colours before any answer has come.
	Production bool
	People     []assets.Person
	// Data has the user data that were read; nil where there are none.
	Data *userdata.Store
	// Faults is nil where the host is no sandbox, and NoFaults says why then.
	Faults   Faults
	NoFaults string
	// Forward and QR are those of screen.Env.
	Forward func(address string) string
	QR      func(address string) []string
	// Open opens an address in the user's browser, which may take its time; nil where
	// none is to be opened.
	Open func(address string) error
	// Copy puts a text into a clipboard and says where it is now, "" where that is not
	// known; it may take its time. Where it is nil, the terminal is asked alone.
	Copy func(text string) (where string)
	// Leak looks for a known secret in a text that is to be copied, and names its
	// placeholder. Where it is nil, nothing is looked for.
	Leak func(text string) (what string, found bool)
	// Mask masks what can be masked in a text that is to be copied, before Leak looks for
	// the rest; nil where nothing is.
	Mask func(text string) string
	// Save writes the session down for a ticket. It says where that is and what it says;
	// a text with an error could not be kept but may be copied. It may take its time.
	// Where it is nil, nothing is offered.
	Save func() (path, text string, err error)
	// Begun says that the session was set going by somebody else.
	Begun bool
	// Disk answers what a page asks about the disk; the user's own where it is nil.
	Disk func(query.Question) query.Result
	// Notices are said in the footer as they come, each once; nil where there are none.
	Notices <-chan string
	In      io.Reader
	Out     io.Writer
}

// Run shows the app until the user leaves it or ctx ends. The terminal is
// restored in every case.
func Run(ctx context.Context, c Config) error {
	return terminal.Run(ctx, New(c), c.In, c.Out)
}
