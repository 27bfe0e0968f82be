package follow

import "time"

// Event is something that a follower tells of. Nothing is told of a look that
// found nothing new.
//
//sumtype:decl
type Event interface{ event() }

// Listed says whom the follower follows from now on, in order: as they were named,
// or the newest first. Came are those that are new to it.
type Listed struct{ UserIDs, Came []string }

// Looked is a look at a user that brought transitions, or the first one.
type Looked struct {
	Snapshot    Snapshot
	Transitions []Transition
}

// Halted says that nobody is asked until a moment, and why.
type Halted struct {
	Err   error
	Until time.Time
}

// Resumed says that the host answers again.
type Resumed struct{}

func (Listed) event()  {}
func (Looked) event()  {}
func (Halted) event()  {}
func (Resumed) event() {}
