package follow

import (
	"slices"
	"time"
)

// everyone is the id under which the list of users has its turns.
const everyone = ""

// visit is whose turn comes when.
type visit struct {
	id  string
	due time.Time
	// busy says that a look is under way.
	busy bool
	// open says that something is on its way to another status.
	open bool
	// alike counts the looks that found nothing new, failed those that failed, both
	// since one that did not.
	alike, failed int
}

// plan says whom to look at next. Those with something open and the others take
// turns, so that neither waits for ever behind the other; within each, whoever is
// due for longest comes first.
type plan struct {
	pace   Pace
	visits []*visit
	// turn is whose turn it is when both have somebody due: those with something
	// open, or the others.
	turn bool
}

// add plans a first look at once. Who is there already stays as planned.
func (p *plan) add(id string, now time.Time) {
	if p.find(id) == nil {
		p.visits = append(p.visits, &visit{id: id, due: now, open: id == everyone})
	}
}

func (p *plan) find(id string) *visit {
	for _, v := range p.visits {
		if v.id == id {
			return v
		}
	}
	return nil
}

func (p *plan) remove(id string) {
	p.visits = slices.DeleteFunc(p.visits, func(v *visit) bool { return v.id == id })
}

// next marks whoever is to be looked at now as busy, nil when nobody is due.
func (p *plan) next(now time.Time) *visit {
	v := p.longest(now, p.turn)
	if v == nil {
		v = p.longest(now, !p.turn)
	}
	if v == nil {
		return nil
	}
	p.turn = !v.open
	v.busy = true
	return v
}

// longest is who is due for longest, of those with something open or the others.
func (p *plan) longest(now time.Time, open bool) *visit {
	var first *visit
	for _, v := range p.visits {
		if v.busy || v.open != open || v.due.After(now) {
			continue
		}
		if first == nil || v.due.Before(first.due) {
			first = v
		}
	}
	return first
}

// wake is when somebody is due who is not busy; false when nobody ever is.
func (p *plan) wake() (at time.Time, ok bool) {
	for _, v := range p.visits {
		if !v.busy && (!ok || v.due.Before(at)) {
			at, ok = v.due, true
		}
	}
	return at, ok
}

// fail plans the look after one that has failed: soon, and ever later when that
// fails too.
func (p *plan) fail(v *visit, now time.Time) {
	v.busy, v.due = false, now.Add(p.pace.Back.After(v.failed))
	v.failed++
}

// done plans the look after one that has ended.
func (p *plan) done(v *visit, now time.Time, open, news bool) {
	v.busy, v.failed = false, 0
	if v.id == everyone {
		v.due = now.Add(p.pace.Users)
		return
	}
	if news || open != v.open {
		v.alike = 0
	}
	pause := p.pace.Quiet
	if open {
		pause = p.pace.Open
	}
	v.open, v.due = open, now.Add(pause.After(v.alike))
	v.alike++
}
