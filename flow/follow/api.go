package follow

import (
	"context"
	"time"

	"winkterm/api/wire"
)

// API is what a follower calls: GET calls alone, one page each, the newest first. An
// empty cursor is the first page, and an empty NextCursor says that it was the last.
// An empty userID stands for everybody.
type API interface {
	// User fails where there is no such user.
	User(ctx context.Context, id string) (wire.User, error)
	// Users gives at most size users on a page.
	Users(ctx context.Context, size int, cursor string) (wire.Page[wire.User], error)
	Accounts(ctx context.Context, userID, cursor string) (wire.Page[wire.Account], error)
	Archives(ctx context.Context, userID, cursor string) (wire.Page[wire.Archive], error)
	Tasks(ctx context.Context, userID, cursor string) (wire.Page[wire.Task], error)
}

// Failure is what an error of the API means to a follower.
type Failure struct {
	Kind FailureKind
	// Wait is how long the host wants to be left alone, 0 where it does not say.
	Wait time.Duration
}

// FailureKind tells failures apart.
type FailureKind int

// The kinds of failure.
const (
	// Passing: the host or the network fails. It is asked again later.
	Passing FailureKind = iota
	// Wrong: the call does not suit the host, or there is no such thing. It ends
	// the follower where it is about a user who was named; elsewhere it passes.
	Wrong
	// Refused: the key is not taken. It ends the follower.
	Refused
)
