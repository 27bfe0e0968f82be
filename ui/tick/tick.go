// Package tick is the one timer of a screen, which is drawn again when something
// on it is out of date, and sleeps while nothing depends on the time.
//
// It must not know what is shown: how long that stays true is for the screen to
// say.
package tick

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// Msg says that something on the screen is out of date.
type Msg struct{ id int }

// Timer is the timer. The zero value does not run.
type Timer struct {
	id   int
	due  time.Time
	live bool
}

// Set has a Msg come after a wait, unless one comes before that anyway. Nothing is
// set for a wait of 0, which stands for ever. An earlier, later Msg is let come:
// Over knows it by its number.
func (t *Timer) Set(now time.Time, wait time.Duration) tea.Cmd {
	due := now.Add(wait)
	if wait <= 0 || t.live && !due.Before(t.due) {
		return nil
	}
	*t = Timer{id: t.id + 1, due: due, live: true}
	id := t.id
	return tea.Tick(wait, func(time.Time) tea.Msg { return Msg{id} })
}

// Over takes a Msg that has come.
func (t *Timer) Over(m Msg) {
	if m.id == t.id {
		t.live = false
	}
}

// Pending gives the Msg that is on its way, if there is one.
func (t *Timer) Pending() (Msg, bool) { return Msg{t.id}, t.live }
