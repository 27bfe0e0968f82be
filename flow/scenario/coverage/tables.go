package coverage

import (
	"fmt"
	"slices"

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
	{Codes, "Account error codes", codes(assets.ExplainsAccount)},
	{ArchiveCodes, "Archive error codes", codes(assets.ExplainsArchive)},
	{HTTP, "HTTP errors", func() []string { return append(codes(assets.ExplainsEnvelope)(), noAnswer) }},
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
	all := append(terms("account status", "account ")(), terms("archive status", "archive ")()...)
	return append(append(all, "archive "+string(wire.ArchiveUnsupported)), terms("monitor status", "monitor ")()...)
}

func codes(kind assets.ExplanationKind) func() []string {
	return func() (names []string) {
		for _, e := range assets.Explanations() {
			if e.Kind == kind && (kind != assets.ExplainsArchive || e.Code != string(wire.ArchiveUnsupported)) {
				names = append(names, e.Code)
			}
		}
		return names
	}
}

func webhooks() (names []string) {
	for _, t := range wire.WebhookEventTypes() {
		names = append(names, string(t))
	}
	return slices.DeleteFunc(names, func(name string) bool { return name == string(wire.EventAll) })
}

func faults() (names []string) {
	for _, k := range fault.Kinds() {
		names = append(names, fmt.Sprint(k.Name))
	}
	return names
}
