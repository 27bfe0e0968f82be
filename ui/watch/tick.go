package watch

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// tickMsg says that something on the screen is out of date.
type tickMsg struct{ id int }

// tick is the one timer of the screen. There is one only while something is on its
// way to another status, for nothing else shows how long ago it was.
type tick struct {
	id   int
	due  time.Time
	live bool
}

func (t *tick) over(msg tickMsg) {
	if msg.id == t.id {
		t.live = false
	}
}

// nextTick sets the timer to when the screen next changes by itself.
func (m *Model) nextTick() tea.Cmd {
	now := m.Now()
	wait := m.staleIn(now)
	due := now.Add(wait)
	if wait <= 0 || m.tick.live && !due.Before(m.tick.due) {
		return nil
	}
	m.tick = tick{id: m.tick.id + 1, due: due, live: true}
	n := m.tick.id
	return tea.Tick(wait, func(time.Time) tea.Msg { return tickMsg{n} })
}

// staleIn is how long what the screen shows stays true, 0 for ever.
func (m *Model) staleIn(now time.Time) time.Duration {
	var soonest time.Duration
	for _, r := range m.rows {
		if r.kind == userRow || r.kind == noteRow || !r.item.Open() {
			continue
		}
		if d := nextAge(now.Sub(m.book.sinceOf(r.item))); soonest == 0 || d < soonest {
			soonest = d
		}
	}
	return soonest
}
