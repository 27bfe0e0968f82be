package follow

import (
	"slices"
	"time"
)

// everyone is the id under which the list of users is polled.
const everyone = ""

// job is the polling of one user, or of the list of users.
type job struct {
	id  string
	due time.Time
	// busy says that a poll is under way.
	busy bool
	// open says that something is on its way to another status.
	open bool
	// alike counts the polls that found nothing new, failed those that failed, both
	// since one that did not.
	alike, failed int
	// answers is how often the host had answered before the first of them failed,
	// reported says that a Failing was reported.
	answers  int
	reported bool
	// last is the last poll of the user, once polled is set; fresh is a user who
	// came while others were followed already.
	last          Snapshot
	polled, fresh bool
	// created is when the user was made; listed says that the lists of everybody show
	// the user, who is not polled alone then.
	created time.Time
	listed  bool
}

// plan says whom to poll next. Those with something open and the others take
// turns, so that neither waits for ever behind the other; within each, whoever is
// due for longest comes first.
type plan struct {
	pace Pace
	jobs []*job
	// openFirst says which of the two comes first when both have somebody due.
	openFirst bool
}

// add plans a job. One that is there already stays as planned.
func (p *plan) add(j job) {
	if p.find(j.id) == nil {
		p.jobs = append(p.jobs, &j)
	}
}

func (p *plan) find(id string) *job {
	if i := slices.IndexFunc(p.jobs, func(j *job) bool { return j.id == id }); i >= 0 {
		return p.jobs[i]
	}
	return nil
}

// keep forgets all users but these, and the lists of everybody unless they are kept.
func (p *plan) keep(ids []string, listed bool) {
	kept := append([]string{everyone}, ids...)
	if listed {
		kept = append(kept, lists)
	}
	p.jobs = slices.DeleteFunc(p.jobs, func(j *job) bool { return !slices.Contains(kept, j.id) })
}

// next marks whoever is to be polled now as busy, nil when nobody is due.
func (p *plan) next(now time.Time) *job {
	isDue := func(j *job) bool { return !j.due.After(now) }
	j := p.first(func(j *job) bool { return isDue(j) && j.open == p.openFirst })
	if j == nil {
		j = p.first(isDue)
	}
	if j != nil {
		p.openFirst = !j.open
		j.busy = true
	}
	return j
}

// first is who is due first of those who fit and are not busy, nil if nobody does.
func (p *plan) first(fits func(*job) bool) *job {
	var first *job
	for _, j := range p.jobs {
		if !j.busy && !j.listed && fits(j) && (first == nil || j.due.Before(first.due)) {
			first = j
		}
	}
	return first
}

// wake is when somebody is due who is not busy; false when nobody ever is.
func (p *plan) wake() (time.Time, bool) {
	if j := p.first(func(*job) bool { return true }); j != nil {
		return j.due, true
	}
	return time.Time{}, false
}

// fail plans the poll after one that has failed: soon, and ever later when that
// fails too.
func (p *plan) fail(j *job, now time.Time) {
	j.busy, j.due = false, now.Add(p.pace.Back.After(j.failed))
	j.failed++
}

// done plans the poll after one that has ended.
func (p *plan) done(j *job, now time.Time, open, news bool) {
	j.busy, j.failed = false, 0
	if j.id == everyone {
		j.due = now.Add(p.pace.Users)
		return
	}
	if news || open != j.open {
		j.alike = 0
	}
	pause := p.pace.Quiet
	if open {
		pause = p.pace.Open
	}
	j.open, j.due = open, now.Add(pause.After(j.alike))
	j.alike++
}
