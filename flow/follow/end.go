package follow

import (
	"errors"
	"fmt"
	"time"
)

// ErrStopped says that the follower was ended from outside before what it awaited
// was seen.
var ErrStopped = errors.New("stopped")

// errTimeUp is the cause of a context that ends because of Config.Timeout.
var errTimeUp = errors.New("the time is up")

// errSilent is why the host never answered when no call has failed by then.
var errSilent = errors.New("the first call was still under way")

// RuledOutError says that something ended in a way that rules out what was
// awaited. Look at the transition for why.
type RuledOutError struct {
	Awaited    string
	Transition Transition
}

// Error says what ended how.
func (e *RuledOutError) Error() string {
	t, code := e.Transition, ""
	if e.Transition.ErrorCode != "" {
		code = " (" + t.ErrorCode + ")"
	}
	return fmt.Sprintf("%s was awaited, and the %s %s of user %s ended in %s%s", e.Awaited, t.Subject, t.ID, t.UserID, t.To, code)
}

// LateError says that the time was up before what was awaited was seen.
type LateError struct {
	Awaited string
	After   time.Duration
	// Cause is why there was no look at the end, nil when there was. Answered
	// says that the host has answered any call before.
	Cause    error
	Answered bool
}

// Error says what was not seen, and why where that is known.
func (e *LateError) Error() string {
	text := fmt.Sprintf("the time is up after %s", e.After)
	if e.Awaited != "" {
		text += " and there was no " + e.Awaited
	}
	switch {
	case e.Cause == nil:
	case e.Answered:
		text += "; at the end calls failed: " + e.Cause.Error()
	default:
		text += "; the host never answered: " + e.Cause.Error()
	}
	return text
}

// Unwrap gives the cause where it is all there is to say: the host never answered.
func (e *LateError) Unwrap() error {
	if e.Answered {
		return nil
	}
	return e.Cause
}

// ended is the error of a follower whose context has ended, and why.
func (f *Follower) ended(cause error) error {
	answered := f.answered.Load()
	switch {
	case errors.Is(cause, errTimeUp) && (f.Until.Awaits() || !answered):
		e := &LateError{Awaited: f.Until.String(), After: f.Timeout, Answered: answered}
		if f.failures.row > 0 || f.failures.only != nil {
			e.Cause = f.failures.last
		} else if !answered {
			e.Cause = errSilent
		}
		return e
	case !errors.Is(cause, errTimeUp) && f.Until.Awaits():
		return fmt.Errorf("%w before %s was seen", ErrStopped, f.Until)
	}
	return nil
}
