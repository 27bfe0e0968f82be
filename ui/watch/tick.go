package watch

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/ui/format"
)

// nextTick sets the timer to when the screen next changes by itself.
func (m *Model) nextTick() tea.Cmd {
	now := m.Now()
	return m.tick.Set(now, m.staleIn(now))
}

// staleIn is how long what the screen shows stays true, 0 for ever.
func (m *Model) staleIn(now time.Time) time.Duration {
	var soonest time.Duration
	for _, r := range m.rows {
		if r.kind == userRow || r.kind == noteRow || !r.item.Open() {
			continue
		}
		if d := format.NextAge(now.Sub(m.book.sinceOf(r.item))); soonest == 0 || d < soonest {
			soonest = d
		}
	}
	return soonest
}
