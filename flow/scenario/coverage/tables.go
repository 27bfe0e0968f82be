package coverage

import (
	"slices"

	"winkterm/api/sandbox"
	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
)

// The kinds, by the names that a requirement has.
const (
	Pages        = "pages"
	Edges        = "edges"
	Callbacks    = "callbacks"
	Statuses     = "statuses"
	Codes        = "codes"
	ArchiveCodes = "archiveCodes"
	HTTP         = "http"
	Webhooks     = "webhooks"
	Faults       = "faults"
)

// noAnswer is the item of calls that got none.
const noAnswer = "no answer"

// table is a kind with the names of its items.
type table struct {
	name, title string
	items       func() []string
}

// tables are all kinds, in the order in which they are shown.
var tables = []table{
	{Pages, "Pages of the flow", pages},
	{Edges, "Edges of the flow", edges},
	{Callbacks, "Callbacks", terms("callback", "")},
	{Statuses, "Statuses", statuses},
	{Codes, "Account error codes", codes},
	{ArchiveCodes, "Archive error codes", archiveCodes},
	{HTTP, "HTTP errors", httpErrors},
	{Webhooks, "Webhook events", webhooks},
	{Faults, "Faults of the sandbox", faults},
}

// Kinds are the names of the kinds.
func Kinds() (names []string) {
	for _, t := range tables {
		names = append(names, t.name)
	}
	return names
}

func pages() (names []string) {
	for _, p := range flow.Pages() {
		names = append(names, p.String())
	}
	return names
}

func edges() (names []string) {
	for _, from := range flow.Pages() {
		for _, to := range from.Next() {
			names = append(names, edge(from.String(), to.String()))
		}
	}
	return names
}

func edge(from, to string) string { return from + " → " + to }

// terms are those of a kind that the program explains, with what stands before each.
func terms(kind assets.TermKind, before string) func() []string {
	return func() (names []string) {
		for _, t := range assets.Terms() {
			if t.Kind == kind {
				names = append(names, before+t.Code)
			}
		}
		return names
	}
}

// statuses are those of accounts, archives and monitors. That an archive is UNSUPPORTED
// is explained among its codes.
func statuses() []string {
	archive := append(terms("archive status", "archive ")(), "archive "+string(wire.ArchiveUnsupported))
	return slices.Concat(terms("account status", "account ")(), archive, terms("monitor status", "monitor ")())
}

func codes() (names []string) {
	for _, code := range wire.AccountErrorCodes() {
		names = append(names, string(code))
	}
	return names
}

// archiveCodes are those that the sandbox can be told to end an archive with: of the
// explained ones all but the misspelt.
func archiveCodes() (names []string) {
	for _, k := range fault.Kinds() {
		if group, code := fault.Split(k.Name); group == fault.GroupArchive && !slices.Contains(statuses(), "archive "+code) {
			names = append(names, code)
		}
	}
	return names
}

// httpErrors are the codes of envelopes, and that no answer came: by class, for by
// operation nobody could reach them all.
func httpErrors() (names []string) {
	for _, e := range assets.Explanations() {
		if e.Kind == assets.ExplainsEnvelope {
			names = append(names, e.Code)
		}
	}
	return append(names, noAnswer)
}

// webhooks are the types of events that something in a sandbox causes.
func webhooks() (names []string) {
	never := sandbox.EventsNotCaused()
	for _, t := range wire.WebhookEventTypes() {
		if _, not := never[t]; !not {
			names = append(names, string(t))
		}
	}
	return names
}

func faults() (names []string) {
	for _, k := range fault.Kinds() {
		names = append(names, string(k.Name))
	}
	return names
}
