package screen

import (
	"strings"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
	"winkterm/ui/widget"
)

// accountFacts writes what is known of an account.
func (w *writer) accountFacts(a wire.Account) {
	w.drawn("Status", w.theme.StatusText(widget.Clean(string(a.ConnectionStatus))))
	if code := a.ErrorCode(); code != "" {
		w.fact("Error code", string(code))
	}
	w.fact("Account", a.ID)
	w.fact("Provider", a.ProviderID)
}

// created writes since when something exists, if that is known.
func (w *writer) created(at time.Time) {
	if !at.IsZero() {
		w.fact("Created", at.UTC().Format("2006-01-02 15:04:05")+" UTC")
	}
}

// syncFacts writes how far the data have come.
func (w *writer) syncFacts(s flow.State) {
	a := s.Linking.Current()
	if a.ConnectionStatus != wire.StatusConnected {
		return
	}
	w.fact("Data sync", monitor(a.MonitorStatus))
	for _, task := range s.Linking.Tasks {
		w.fact("Task", taskLine(task))
	}
	if len(s.Linking.Tasks) == 0 {
		w.fact("Task", w.theme.Symbols.Wait+" none yet")
	}
}

// explained writes what an error code means.
func (w *writer) explained(e assets.Explanation) {
	w.fact("What happened", e.WhatHappened)
	w.fact("The user sees", e.EndUserSees)
	w.fact("Who acts", e.WhoActs)
	w.fact("Trying again", e.RetryText)
}

func taskLine(t wire.Task) string {
	line := string(t.Type) + " " + string(t.Status)
	if len(t.Datapoints) == 0 {
		return line
	}
	points := make([]string, len(t.Datapoints))
	for i, d := range t.Datapoints {
		points[i] = strings.ToLower(string(d))
	}
	return line + ": " + strings.Join(points, ", ")
}

// monitor says what a monitor status means.
func monitor(m wire.MonitorStatus) string {
	switch m {
	case wire.MonitorActive:
		return "ACTIVE, every month"
	case wire.MonitorUserActionRequired:
		return "USER_ACTION_REQUIRED, the user must log in again"
	case wire.MonitorUnsupported:
		return "UNSUPPORTED by this provider"
	case wire.MonitorCustomerDisabled:
		return "CUSTOMER_DISABLED, switched off by the tenant"
	}
	return string(m)
}
