package flow

import (
	"fmt"
	"time"
)

// FailureKind is what a failed call means for the flow.
type FailureKind uint8

// The kinds.
const (
	// Lasting: repeating will not help unless something is changed.
	Lasting FailureKind = iota
	// Passing: the same call may succeed later.
	Passing
	// Rejected: the host understood and said no to what was entered or chosen.
	Rejected
	// Gone: what was asked for is not there.
	Gone
	// Expired: the link token is no longer good.
	Expired
)

// Failure is a call that did not succeed, in words for a person.
type Failure struct {
	Kind FailureKind
	// Call is what was asked for, such as "POST /accounts".
	Call string
	// Title says what happened, Advice what it means and what to do.
	Title, Advice string
	// Status is the HTTP status, 0 when no answer came; Code and RequestID are the
	// envelope's. Message is too, or the cause where that says more.
	Status                   int
	Code, Message, RequestID string
	// RetryAfter is how long the host wants to be left alone, 0 when it did not say.
	RetryAfter time.Duration
}

// Failed says whether there is a failure at all.
func (f Failure) Failed() bool { return f.Title != "" }

// Summary is the failure in one line, for a notice or a note.
func (f Failure) Summary() string {
	text := f.Title
	if f.Message != "" {
		text = fmt.Sprintf("%s: %s", text, f.Message)
	}
	if f.RequestID != "" {
		text = fmt.Sprintf("%s (requestId %s)", text, f.RequestID)
	}
	return text
}
