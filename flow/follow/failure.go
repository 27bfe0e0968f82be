package follow

import (
	"errors"
	"time"
)

// failures is how the host is doing.
type failures struct {
	// era counts the failures that held everybody back. A poll that began in an
	// earlier era says nothing about now.
	era int
	// row counts the failures since the host answered last.
	row int
	// halted says that a Halted was reported, and no Resumed since.
	halted bool
	// last is the last failure.
	last error
}

// haltMin is the shortest pause that is reported when the client was asked to
// wait: what is over sooner is nothing to look at.
const haltMin = time.Second

// failed suspends all requests after a poll that failed, and ends the follower
// where asking again is of no use.
func (f *Follower) failed(r result) error {
	v := f.Classify(r.err)
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
	f.failures.last = r.err
	wait := v.Wait
	if r.era == f.failures.era {
		wait = max(wait, f.Pace.Back.After(f.failures.row))
		f.failures.row++
	}
	if wait == 0 || !now.Add(wait).After(f.Limiter.SuspendedUntil()) {
		return nil // one failure with another before
	}
	f.Limiter.Suspend(wait)
	f.failures.era++
	f.halted(r.err)
	return nil
}

// halted reports that nobody is asked for now, unless that is over already.
func (f *Follower) halted(err error) {
	until := f.Limiter.SuspendedUntil()
	left := until.Sub(f.Limiter.Now())
	if left <= 0 || errors.Is(err, errAsked) && left < haltMin {
		return
	}
	f.failures.halted = true
	f.Report(Halted{Err: err, Until: until})
}

// recovered reports that the host answers again.
func (f *Follower) recovered(r result) {
	if r.era != f.failures.era {
		return
	}
	f.failures.row = 0
	if f.failures.halted {
		f.failures.halted = false
		f.Report(Resumed{})
	}
}
