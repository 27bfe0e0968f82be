package play

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/scenario/spec"
)

func (r checker) statuses(c spec.Statuses) (wanted, got string, ok bool) {
	wanted = "the statuses " + strings.Join(c.Are, ", ")
	if c.In != "" {
		wanted = fmt.Sprintf("the %s's statuses %s", c.In, strings.Join(c.Are, ", "))
	}
	if c.Within > 0 {
		wanted += " within " + c.Within.String()
	}
	var paths []string
	for _, past := range r.paths(c.In) {
		if passes(past, c) {
			return wanted, "", true
		}
		paths = append(paths, describe(past))
	}
	return wanted, cmp.Or(strings.Join(paths, "; "), "none"), false
}

// passes says that a subject went through the statuses, in time.
func passes(past []moment, c spec.Statuses) bool {
	if c.Exact && len(past) != len(c.Are) {
		return false
	}
	for first := range past {
		at, next := first, 0
		for i := first; i < len(past) && next < len(c.Are); i++ {
			if past[i].status == c.Are[next] {
				at, next = i, next+1
			}
		}
		if next == len(c.Are) && past[first].status == c.Are[0] &&
			(c.Within == 0 || past[at].at.Sub(past[first].at) <= c.Within.Std()) {
			return true
		}
	}
	return false
}

func describe(past []moment) string {
	words := make([]string, len(past))
	for i, m := range past {
		words[i] = m.status
		if i > 0 {
			words[i] += " after " + m.at.Sub(past[i-1].at).Round(time.Millisecond).String()
		}
	}
	return strings.Join(words, ", ")
}

// paths are the statuses that each subject of a kind went through, of all kinds without
// one.
func (r checker) paths(of spec.Subject) (all [][]moment) {
	known := map[string]int{}
	for _, rec := range r.records() {
		d, ok := rec.Data.(journal.Status)
		if !ok || of != "" && d.Subject != string(of) {
			continue
		}
		i, old := known[d.ID]
		if !old {
			i = len(all)
			known[d.ID], all = i, append(all, nil)
		}
		if n := len(all[i]); n == 0 || all[i][n-1].status != d.To {
			all[i] = append(all[i], moment{rec.At, d.To})
		}
	}
	for _, other := range subjects {
		if past := r.seen[other]; len(past) > 0 && (of == "" || of == other) {
			all = append(all, past)
		}
	}
	return all
}
