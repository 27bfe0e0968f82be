package suite

import "winkterm/flow/scenario/play"

// Ordered gives an observer that hands on how scenarios ended in the order in which they
// were to be played, whatever ended first. An outcome of one that passed comes without
// its records and events, which are not kept while it waits. What began is not handed on.
func Ordered(to func(Event)) (observe func(Event)) {
	next, waiting := 0, map[int]Event{}
	return func(e Event) {
		if e.Outcome == nil {
			return
		}
		if o := *e.Outcome; o.Verdict == play.Passed {
			o.Records, o.Events = nil, nil
			e.Outcome = &o
		}
		for waiting[e.Number] = e; ; next++ {
			e, ok := waiting[next]
			if !ok {
				return
			}
			delete(waiting, next)
			to(e)
		}
	}
}
