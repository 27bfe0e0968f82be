package spec

import (
	"slices"
	"strings"
	"sync"

	"winkterm/api/sandbox"
	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
	"winkterm/assets"
	"winkterm/flow"
)

// vocabulary are the words that may stand somewhere.
type vocabulary struct {
	// what is the name of such a word.
	what  string
	words []string
	// fold says that capitals do not count, open that a scenario may have more words.
	fold, open bool
	// also says of any other word that it is one too; nil of none.
	also func(word string) bool
}

// find gives the word as it is written, if there is such a one.
func (v vocabulary) find(word string) (string, bool) {
	same := func(w string) bool { return w == word || v.fold && strings.EqualFold(w, word) }
	if i := slices.IndexFunc(v.words, same); i >= 0 {
		return v.words[i], true
	}
	return word, v.also != nil && v.also(word)
}

func texts[T ~string](words ...T) []string {
	return named(words, func(w T) string { return string(w) })
}

func named[T, N any](all []T, name func(T) N) (names []N) {
	for _, one := range all {
		names = append(names, name(one))
	}
	return names
}

// StatusesOf are those that a subject can have.
func StatusesOf(of Subject) []string {
	switch of {
	case OfAccount:
		return texts(wire.StatusPending, wire.StatusAwaitingMFA, wire.StatusConnected, wire.StatusError, wire.StatusDisconnected)
	case OfArchive:
		return texts(wire.ArchiveStarted, wire.ArchiveAnalyzed, wire.ArchiveUnsupported, wire.ArchiveError, wire.ArchiveRevoked)
	case OfMonitor:
		return texts(wire.MonitorActive, wire.MonitorUserActionRequired, wire.MonitorUnsupported, wire.MonitorCustomerDisabled)
	case OfTask:
		return texts(wire.TaskStarted, wire.TaskFinished)
	}
	return nil
}

var (
	subjects  = []Subject{OfAccount, OfArchive, OfMonitor, OfTask}
	callbacks = []wire.CallbackName{
		wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountError, wire.OnAccountRemoved,
		wire.OnUploadsCreated, wire.OnUploadsRemoved, wire.OnTokenExpired, wire.OnClose, wire.OnUIEvent,
	}
	archiveCodes = []wire.ArchiveErrorCode{wire.ErrMissingMandatoryField, wire.ErrInvalidFieldFormat, wire.ErrArchiveSystemError}
	dataKinds    = []string{
		"identities", "employments", "incomes", "documents", "contributions", "transactions", "liabilities", "eincomes", "ratings", "insights", "links",
	}
)

// operations are those of the sandbox, to which a fault may be narrowed.
var operations = sync.OnceValue(sandbox.Operations)

// calls are the operations as the records of a session have them, without the base path.
var calls = sync.OnceValue(func() (all []string) {
	for _, op := range operations() {
		method, at, _ := strings.Cut(op, " ")
		for _, base := range []string{"/link/v1", "/v1"} {
			if short, ok := strings.CutPrefix(at, base+"/"); ok {
				all = append(all, method+" /"+short)
				break
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
})

// knownCall says that there is such a call: any part may be * or a name in braces, and an
// id may stand where a call has one.
func knownCall(call string) bool {
	asked := strings.Split(call, "/")
	return slices.ContainsFunc(calls(), func(known string) bool {
		parts := strings.Split(known, "/")
		for i, part := range parts {
			if len(asked) != len(parts) || part != asked[i] && !strings.HasPrefix(part, "{") && !strings.ContainsAny(asked[i], "*?[{") {
				return false
			}
		}
		return true
	})
}

// vocabularies are the words by the tag that names them. Those of a scenario's own people
// and providers are not among them.
var vocabularies = sync.OnceValue(func() map[string]vocabulary {
	var all, events []string
	for _, s := range subjects {
		all = append(all, StatusesOf(s)...)
	}
	for _, p := range flow.Pages() {
		if e := p.WidgetEvent(); e != "" {
			events = append(events, string(wire.OnUIEvent)+" "+string(e))
		}
	}
	slices.Sort(all)
	webhooks := slices.DeleteFunc(wire.WebhookEventTypes(), func(t wire.WebhookEventType) bool { return t == wire.EventAll })
	codes := slices.Concat([]string{""}, texts(wire.AccountErrorCodes()...), texts(archiveCodes...))
	slices.Sort(codes)
	return map[string]vocabulary{
		"page":         {what: "page", words: named(flow.Pages(), flow.Page.String)},
		"subject":      {what: "subject", words: texts(subjects...)},
		"status":       {what: "status", words: slices.Compact(all)},
		"callback":     {what: "callback", words: texts(callbacks...)},
		"event":        {what: "callback", words: append(texts(callbacks...), events...)},
		"errorCode":    {what: "error code", words: slices.Compact(codes)},
		"webhook":      {what: "webhook event", words: texts(webhooks...)},
		"kind":         {what: "kind of data", words: dataKinds},
		"providerType": {what: "type of provider", words: append(texts(wire.ProviderTypes()...), "")},
		"fileType":     {what: "document type", fold: true, words: named(assets.FileTypes(), func(t assets.FileType) string { return t.Type })},
		"sample":       {what: "sample", words: named(assets.Payslips(), func(p assets.Payslip) string { return p.Name })},
		"provider":     {what: "provider", open: true, words: named(assets.Providers(), func(p assets.Provider) string { return p.ID })},
		"person":       {what: "person", fold: true, open: true, words: named(assets.People(), func(p assets.Person) string { return p.Name })},
		"fault":        {what: "fault", words: named(fault.Kinds(), func(k wire.FaultKind) string { return string(k.Name) }), also: isFault},
	}
})

// isFault says that the sandbox has a fault of a name: of those of the clock, the table
// lists a few.
func isFault(name string) bool {
	_, known := fault.Find(wire.FaultName(name))
	return known
}
