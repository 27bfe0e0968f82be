package ui

import "time"

// debounce is how long the keys must rest after a page has come unasked.
const debounce = 300 * time.Millisecond

// guard swallows what was typed for the page before: when a page comes by
// itself, the keys of somebody who is still typing must not reach it. It is over
// once they have rested.
type guard struct{ until time.Time }

func (g *guard) arm(now time.Time) { g.until = now.Add(debounce) }

// swallows says whether a key that is meant for a page was typed for the page
// before.
func (g *guard) swallows(now time.Time) bool {
	if !now.Before(g.until) {
		return false
	}
	g.arm(now)
	return true
}
