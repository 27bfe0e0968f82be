package play

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"winkterm/flow/journal"
	"winkterm/flow/scenario/spec"
)

func (r checker) callback(c spec.Callback) (wanted, got string, ok bool) {
	n, near := 0, []string{}
	for _, rec := range r.records() {
		if !names(rec, c.Name) {
			continue
		}
		d, _ := rec.Data.(journal.Callback)
		if holds([]byte(d.Args), c.Data) {
			n++
		} else {
			near = append(near, string(d.Args))
		}
	}
	wanted = "the callback " + c.Name + with(c.Data) + times(c.Count)
	switch {
	case n == 0 && len(near) > 0:
		got = "it with " + strings.Join(near, ", ")
	case n == 0:
		got = "these callbacks: " + cmp.Or(strings.Join(r.callbackNames(), ", "), "none")
	default:
		got = fmt.Sprintf("it %d times", n)
	}
	return wanted, got, counted(n, c.Count)
}

// callbackNames are those that came, an onUIEvent with its page.
func (r checker) callbackNames() (all []string) {
	for _, rec := range r.records() {
		if d, ok := rec.Data.(journal.Callback); ok {
			all = append(all, strings.TrimSpace(d.Name+" "+pageOf(d)))
		}
	}
	return all
}

func (r checker) callbacks(c spec.Callbacks) (wanted, got string, ok bool) {
	came := r.callbackNames()
	same := func(came, want string) bool { return came == want || strings.HasPrefix(came, want+" ") }
	wanted = "the callbacks " + strings.Join(c.Names, ", ") + " in this order"
	if c.Exact {
		wanted += " and no other"
		if !slices.ContainsFunc(c.Names, func(n string) bool { return strings.HasPrefix(n, "onUIEvent") }) {
			came = slices.DeleteFunc(came, func(n string) bool { return strings.HasPrefix(n, "onUIEvent") })
		}
	}
	return wanted, cmp.Or(strings.Join(came, ", "), "none"), inOrder(came, c.Names, c.Exact, same)
}

// inOrder says that all that is wanted came in that order, exactly if nothing else did.
func inOrder(came, want []string, exact bool, same func(came, want string) bool) bool {
	if exact && len(came) != len(want) {
		return false
	}
	next := 0
	for _, one := range came {
		if next < len(want) && same(one, want[next]) {
			next++
		}
	}
	return next == len(want)
}
