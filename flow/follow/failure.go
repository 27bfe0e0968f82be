package follow

import "errors"

// failures is how the host is doing.
type failures struct {
	// era counts the failures that held everybody back. A poll that began in an
	// earlier era says nothing about now.
	era int
	// row counts the failures that held everybody back since the host answered last,
	// answers how often it answered.
	row, answers int
	// only is what failed since then, where it is one alone.
	only *job
	// halted says that a Halted was reported, and no Resumed since.
	halted bool
	// last is the last failure.
	last error
}

// failed plans another poll after one that failed: alone while all else is answered,
// else with a pause for everybody. It ends the follower where asking again is of no
// use.
func (f *Follower) failed(r result) error {
	v := f.Classify(r.err)
	if v.Kind == Refused || v.Kind == Wrong && r.named {
		return r.err
	}
	j, now := r.of, f.Limiter.Now()
	if j.failed == 0 {
		j.answers = f.failures.answers
	}
	f.plan.fail(j, now)
	f.failures.last = r.err
	others := f.failures.answers > j.answers // somebody else was answered since
	switch {
	case f.plan.find(j.id) != j || j.listed: // it was given up meanwhile
		return nil
	case errors.Is(r.err, errLong) && j.id == lists:
		f.unlist(longPause)
		return nil
	case v.Wait == 0 && len(f.plan.jobs) > 1 && (others || f.failures.row == 0 && (f.failures.only == nil || f.failures.only == j)):
		f.failures.only = j
		f.alone(j, r.err, others)
		return nil
	}
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
	f.failures.halted = true
	f.Report(Halted{Err: r.err, Until: f.Limiter.SuspendedUntil()})
	return nil
}

// alone reports once that the calls about a user fail while others are answered. A
// list of everybody that fails is read user by user instead.
func (f *Follower) alone(j *job, err error, others bool) {
	switch {
	case !others || j.reported:
	case j.id == lists:
		f.unlist(listPause)
	default:
		j.reported = true
		f.Report(Failing{UserID: j.id, Err: err})
	}
}

// answer reports that calls about a user are answered again.
func (f *Follower) answer(j *job) {
	if j.reported {
		j.reported = false
		f.Report(Failing{UserID: j.id})
	}
}

// recovered reports that the host answers again, or that it does about a user.
func (f *Follower) recovered(r result) {
	f.answer(r.of)
	if r.era != f.failures.era {
		return
	}
	f.failures.row, f.failures.only = 0, nil
	f.failures.answers++
	if f.failures.halted {
		f.failures.halted = false
		f.Report(Resumed{})
	}
}
