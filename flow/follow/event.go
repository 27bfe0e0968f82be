package follow

import "time"

// Event is something that a follower reports. A poll that found nothing new is not
// reported.
//
//sumtype:decl
type Event interface{ event() }

// Listed says whom the follower follows from now on, in order: as they were named,
// or the newest first. Came are those that are new to it.
type Listed struct{ UserIDs, Came []string }

// Polled is a poll of a user that brought transitions, or the first one.
type Polled struct {
	Snapshot    Snapshot
	Transitions []Transition
}

// Failing says that the calls about a user fail while others are answered, and why;
// a nil Err that they are answered again. The user is asked about ever less meanwhile.
// An empty UserID stands for the list of users.
type Failing struct {
	UserID string
	Err    error
}

// Halted says that nobody is asked until a moment, and why.
type Halted struct {
	Err   error
	Until time.Time
}

// Resumed says that the host answers again.
type Resumed struct{}

func (Listed) event()  {}
func (Polled) event()  {}
func (Failing) event() {}
func (Halted) event()  {}
func (Resumed) event() {}
