package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
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
	switch a.state.Page {
	case flow.Start, flow.Connecting:
		consider(time.Second)
	case flow.FileType:
		if a.state.Calls.Sending() {
			consider(time.Second)
		}
	case flow.ArchiveStatus:
		if a.state.Documents.Analysing() {
			consider(time.Second)
		}
	case flow.MFA:
		consider(format.NextCountdown(a.state.Linking.Challenge.ExpiresAt.Sub(now)))
	case flow.Consent, flow.ProviderList, flow.LoginOptions, flow.Login, flow.EmployerSurvey,
		flow.FileTypeList, flow.ArchiveSuccess, flow.RevokeArchive,
		flow.ConnectSuccess, flow.ConnectError, flow.AccountRevoke, flow.Browsing, flow.Problem, flow.Closed:
	}
	if a.toast.text != "" {
		consider(max(a.toast.until.Sub(now), time.Millisecond))
	}
	return soonest
}
