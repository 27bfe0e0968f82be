package dwell

import (
	"encoding/json"
	"strings"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/scenario/play"
)

// Add reads the times off the records of an outcome.
func (t *Table) Add(o play.Outcome) {
	clock := Real
	if o.Header.Sandbox != nil {
		clock = Simulated
	}
	at := providers(o)
	began := map[string]time.Time{}
	for _, r := range o.Records {
		switch d := r.Data.(type) {
		case journal.Status:
			if begins(d) {
				began[d.ID] = r.At
			}
			what := ends[d.Subject+" "+d.To]
			if start, ok := began[d.ID]; ok && what != "" {
				t.note(id{what, at[d.ID], clock}, r.At.Sub(start))
				delete(began, d.ID)
			}
		case journal.HTTP:
			operation, named := operationOf(d)
			provider := at[named]
			if collection, _, _ := strings.Cut(strings.TrimPrefix(d.Path, "/"), "/"); collection == "providers" {
				provider = named
			}
			if operation == "POST /accounts" {
				provider = chosen(d)
			}
			t.note(id{operation, provider, clock}, d.Took)
		case journal.Screen, journal.Callback, journal.Note, journal.State, journal.Launch, journal.Intent, journal.Webhook, journal.Items, journal.Unknown:
		}
	}
}

// begins says that a login or an analysis begins; back from the second step it goes on.
func begins(d journal.Status) bool {
	return d.To == "STARTED" || d.To == "PENDING" && d.From != "AWAITING_MFA"
}

// ends are the statuses up to which it is measured.
var ends = map[string]string{"account CONNECTED": Connected, "archive ANALYZED": Analyzed}

// providers are those at which the accounts of an outcome are.
func providers(o play.Outcome) map[string]string {
	facts, at := recording.FactsOf(o.Header, o.Records...), map[string]string{}
	for _, s := range facts.Changed() {
		at[s.ID] = s.ProviderID
	}
	return at
}

// operationOf is a call's method and path with {id}, and what stood there. In every path
// of both APIs that is the second part, if there is one.
func operationOf(d journal.HTTP) (operation, named string) {
	parts := strings.Split(d.Path, "/")
	if len(parts) > 2 && parts[2] != "" && parts[2] != "classify" {
		named, parts[2] = parts[2], "{id}"
	}
	return d.Method + " " + strings.Join(parts, "/"), named
}

// chosen is the provider in the body of a login.
func chosen(d journal.HTTP) string {
	var body struct{ ProviderID string }
	_ = json.Unmarshal([]byte(d.Request.Body), &body) // what was cut has none
	return body.ProviderID
}
