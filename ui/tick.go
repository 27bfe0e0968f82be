package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/ui/format"
)

// nextTick sets the timer to when the screen next changes by itself.
func (a *App) nextTick() tea.Cmd {
	now := a.Now()
	return a.tick.Set(now, a.staleIn(now))
}

// staleIn is how long what the screen shows stays true, 0 for ever.
func (a *App) staleIn(now time.Time) time.Duration {
	var soonest time.Duration
	consider := func(d time.Duration) {
		if d > 0 && (soonest == 0 || d < soonest) {
			soonest = d
		}
	}
	if !a.state.Session.ExpiresAt.IsZero() {
		consider(format.NextCountdown(a.state.Session.ExpiresAt.Sub(now)))
	}
	consider(a.page.drawn.StaleIn)
	if a.guard.held != "" {
		consider(a.guard.until.Sub(now))
	}
	if a.toast.text != "" {
		consider(max(a.toast.until.Sub(now), time.Millisecond))
	}
	return soonest
}
