package fault

import "winkterm/api/wire"

// Waiting says whether anything is armed for moments of that kind. It is cheap, and
// spares finding out what a Moment wants to know.
func (s *Set) Waiting(at At) bool { return s.waiting.Load()&(1<<at) != 0 }

// Take gives the faults that trigger at this moment, in the order of arming, and
// counts them: at most one, but for a request, see the package comment. As they
// trigger, Triggered includes this time and Delay is the very wait.
func (s *Set) Take(m Moment) []wire.Fault {
	if s.waiting.Load()&(1<<m.At) == 0 { // as Waiting, so short that Take is inlined
		return nil
	}
	return s.take(m)
}

func (s *Set) take(m Moment) []wire.Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	var triggered []wire.Fault
	var filled slot
	spent := false
	for _, a := range s.armed {
		if !a.fits(m) {
			continue
		}
		a.seen++
		if filled&a.slot == 0 && a.triggers(s.seed) {
			filled |= a.slot
			triggered = append(triggered, a.trigger(s.seed))
		}
		spent = spent || a.spent()
	}
	if spent {
		s.remove((*armed).spent)
	}
	return triggered
}

// First is Take for every moment but a request: there one fault triggers at most.
func (s *Set) First(m Moment) (wire.Fault, bool) {
	if triggered := s.Take(m); len(triggered) > 0 {
		return triggered[0], true
	}
	return wire.Fault{}, false
}
