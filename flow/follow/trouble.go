package follow

import (
	"errors"
	"fmt"
	"time"
)

// trouble is how the host is doing.
type trouble struct {
	// era counts the failures that held everybody back. A look that began in an
	// earlier era tells nothing about now.
	era int
	// row counts the failures since the host answered last.
	row int
	// told says that a Halted was told of, and no Resumed since.
	told bool
	// last is the last failure.
	last error
}

// worthTelling is the shortest pause that is told of when the client was asked to
// wait: what is over sooner is nothing to look at.
const worthTelling = time.Second

// failed holds everybody back after a look that failed, and ends the follower
// where asking again is of no use.
func (f *Follower) failed(r result) error {
	v := f.Judge(r.err)
	switch v.Kind {
	case Refused:
		return r.err
	case Wrong:
		if r.named {
			return r.err
		}
	case Passing:
	}
	now := f.Limiter.Now()
	f.plan.fail(r.of, now)
	f.trouble.last = r.err
	wait := v.Wait
	if r.era == f.trouble.era {
		wait = max(wait, f.Pace.Back.After(f.trouble.row))
		f.trouble.row++
	}
	if wait == 0 || !now.Add(wait).After(f.Limiter.SuspendedUntil()) {
		return nil // of the same trouble as a failure before
	}
	f.Limiter.Suspend(wait)
	f.trouble.era++
	f.halted(r.err)
	return nil
}

// halted tells that nobody is asked for now, unless that is over already.
func (f *Follower) halted(err error) {
	until := f.Limiter.SuspendedUntil()
	left := until.Sub(f.Limiter.Now())
	if left <= 0 || errors.Is(err, errAsked) && left < worthTelling {
		return
	}
	f.trouble.told = true
	f.Tell(Halted{Err: err, Until: until})
}

// recovered tells that the host answers again.
func (f *Follower) recovered(r result) {
	if r.era != f.trouble.era {
		return
	}
	f.trouble.row = 0
	if f.trouble.told {
		f.trouble.told = false
		f.Tell(Resumed{})
	}
}

// late is how the follower ends when its time is up.
func (f *Follower) late() error {
	e := &LateError{After: f.Timeout, Answered: f.answered.Load()}
	switch {
	case f.trouble.row > 0:
		e.Cause = f.trouble.last
	case !e.Answered:
		e.Cause = errSilent
	}
	if f.Until.Awaits() {
		e.Awaited = f.Until.String()
	}
	if e.Awaited == "" && e.Answered {
		return nil
	}
	return e
}

// stopped is how it ends when its context does.
func (f *Follower) stopped() error {
	if f.Until.Awaits() {
		return fmt.Errorf("%w before %s was seen", ErrStopped, f.Until)
	}
	return nil
}
