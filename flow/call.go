package flow

// Line is a line of work. A line has one call at most, so there is never a
// second poll, and a new search takes the place of the one before.
type Line uint8

// The lines.
const (
	// Front is what the user asked for and waits for.
	Front Line = iota
	// Poll watches the account or the archive of the page.
	Poll
	// Load reads the provider list in the background.
	Load
	// Search asks the host for a name that the list has not brought yet.
	Search
	// Refresh gets a new link token.
	Refresh
	lines
)

// Call is one request under way. Its Attempt comes back with the answer.
type Call struct {
	Attempt int
	What    Request
	// Held says that the call waits for a new token, Redone that it was already
	// repeated because of one.
	Held, Redone bool
}

func (c Call) under() bool { return c.Attempt != 0 }

// call starts a request on a line, in place of what was under way there.
func (t *turn) call(l Line, r Request) { t.start(l, Call{What: r}) }

func (t *turn) start(l Line, c Call) {
	t.drop(l)
	t.Attempt++
	c.Attempt = t.Attempt
	c.Held = l != Refresh && t.Calls[Refresh].under()
	t.Calls[l] = c
	if !c.Held {
		t.emit(Ask{Attempt: c.Attempt, What: c.What})
	}
}

// drop gives up what is under way on a line; its answer will find nobody.
func (t *turn) drop(l Line) {
	if c := t.Calls[l]; c.under() && !c.Held {
		t.emit(Forget{Attempt: c.Attempt})
	}
	t.clear(l)
}

// clear takes a line's call off it. How far an upload came goes with it.
func (t *turn) clear(l Line) {
	t.Calls[l] = Call{}
	if l == Front {
		t.Upload = Progress{}
	}
}

// lineOf finds the line that waits for an attempt.
func (t *turn) lineOf(attempt int) (Line, bool) {
	for l, c := range t.Calls {
		if c.under() && c.Attempt == attempt {
			return Line(l), true
		}
	}
	return 0, false
}
