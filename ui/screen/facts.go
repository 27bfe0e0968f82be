package screen

import (
	"cmp"
	"strings"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/ui/widget"
)

// accountFacts writes what is known of an account.
func (w *writer) accountFacts(a wire.Account) {
	w.drawn("Status", w.Theme.StatusText(widget.Clean(string(a.ConnectionStatus))))
	w.fact("Error code", string(a.ErrorCode()))
	w.fact("Account", a.ID)
	w.fact("Provider", a.ProviderID)
}

const timeFormat = "2006-01-02 15:04:05"

// created writes since when something exists, if that is known.
func (w *writer) created(at time.Time) {
	if !at.IsZero() {
		w.fact("Created", at.UTC().Format(timeFormat)+" UTC")
	}
}

// syncFacts writes how far the data have come.
func (w *writer) syncFacts() {
	a := w.state.Linking.Current()
	if a.ConnectionStatus != wire.StatusConnected {
		return
	}
	w.fact("Data sync", cmp.Or(monitors[a.MonitorStatus], string(a.MonitorStatus)))
	for _, task := range w.state.Linking.Tasks {
		w.fact("Task", taskLine(task))
	}
	if len(w.state.Linking.Tasks) == 0 {
		w.fact("Task", w.Theme.Symbols.Wait+" none yet")
	}
}

// failure writes an error code and what it is.
func (w *writer) failure(code string, e assets.Explanation) {
	w.verdict(code)
	w.text(cmp.Or(e.Title, "the host gave a code that is not known here"))
}

// explained writes what an error code means, if it is known.
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
	return line + ": " + lower(t.Datapoints)
}

// lower names kinds of data within a text.
func lower(data []wire.Datapoint) string {
	names := make([]string, len(data))
	for i, d := range data {
		names[i] = strings.ToLower(string(d))
	}
	return strings.Join(names, ", ")
}

// monitors say what a monitor status means.
var monitors = map[wire.MonitorStatus]string{
	wire.MonitorActive:             "ACTIVE, every month",
	wire.MonitorUserActionRequired: "USER_ACTION_REQUIRED, the user must log in again",
	wire.MonitorUnsupported:        "UNSUPPORTED by this provider",
	wire.MonitorCustomerDisabled:   "CUSTOMER_DISABLED, switched off by the tenant",
}
