package compare

import (
	"slices"

	"winkterm/api/wire"
)

// The screen events and callbacks that the rules are about, by the names of their
// keys; and where a widget stands that is not open.
const (
	closed    = "Closed"
	consent   = string(wire.ConsentPageOpened)
	list      = string(wire.ProviderListPageOpened)
	options   = string(wire.LoginOptionsPageOpened)
	login     = string(wire.LoginPageOpened)
	survey    = string(wire.EmployerSurveyPageOpened)
	created   = string(wire.OnAccountCreated)
	code      = string(wire.MfaPageOpened)
	connected = string(wire.OnAccountConnected)
	success   = string(wire.ConnectSuccessPageOpened)
	failed    = string(wire.OnAccountError)
	account   = string(wire.AccountRevokePageOpened)
	removed   = string(wire.OnAccountRemoved)
	types     = string(wire.FileTypeListPageOpened)
	files     = string(wire.FileTypePageOpened)
	uploaded  = string(wire.OnUploadsCreated)
	analyzed  = string(wire.ArchiveSuccessPageOpened)
	archive   = string(wire.RevokeArchivePageOpened)
	withdrawn = string(wire.OnUploadsRemoved)
	expired   = string(wire.OnTokenExpired)
	closing   = string(wire.OnClose)
)

// rule is what is known of a screen event or callback.
type rule struct {
	track *track
	// ids is how much a screen event names: the provider or file type, and then the
	// account or archive.
	ids int
	// kept says that going back leads there.
	kept bool
	// status is the one of the account or archive that it stands for.
	status string
	// before is what comes before it as a rule, or what else can.
	before string
	or     []string
}

// track is the way of an account or of an archive: its callbacks and pages, its good
// status and its last one, and the fields of its screen events.
type track struct {
	list, form, created, success, page, removed, good, gone, kindField, idField string
}

var (
	accounts = &track{
		list, login, created, success, account, removed,
		string(wire.StatusConnected), string(wire.StatusDisconnected), pageProvider, pageAccount,
	}
	archives = &track{
		types, files, uploaded, analyzed, archive, withdrawn,
		string(wire.ArchiveAnalyzed), string(wire.ArchiveRevoked), pageFileType, pageArchive,
	}
)

// rules say what can come after what. Closing, an expired token and the consent of
// a widget that is loaded anew can come anywhere; going back leads to what is kept.
var rules = map[string]rule{
	consent:   {kept: true, before: closed},
	list:      {kept: true, before: consent, or: []string{failed}},
	options:   {kept: true, before: list, or: []string{closed, consent, survey, account}},
	login:     {track: accounts, ids: 1, kept: true, before: list, or: []string{closed, consent, survey, options, account}},
	survey:    {kept: true, before: list, or: []string{closed, consent, account}},
	created:   {track: accounts, status: string(wire.StatusPending), before: login},
	code:      {track: accounts, ids: 1, status: string(wire.StatusAwaitingMFA), before: created, or: []string{code}},
	connected: {track: accounts, status: string(wire.StatusConnected), before: created, or: []string{code}},
	success:   {track: accounts, ids: 2, kept: true, before: connected},
	failed:    {track: accounts, status: string(wire.StatusError), before: created, or: []string{code}},
	account:   {track: accounts, ids: 2, before: list, or: []string{success, created, code}},
	removed:   {track: accounts, before: account, or: []string{success}},
	types:     {kept: true, before: list, or: []string{survey, failed, uploaded}},
	files:     {track: archives, ids: 1, kept: true, before: types},
	uploaded:  {track: archives, status: string(wire.ArchiveStarted), before: files},
	analyzed:  {track: archives, ids: 2, kept: true, status: string(wire.ArchiveAnalyzed), before: uploaded},
	archive:   {track: archives, ids: 2, before: types, or: []string{analyzed, uploaded}},
	withdrawn: {track: archives, before: archive, or: []string{analyzed}},
	expired:   {},
	closing:   {},
}

// ends are what the final statuses bring.
var ends = map[string]string{
	string(wire.StatusConnected): success, string(wire.StatusError): failed, string(wire.StatusDisconnected): account,
	string(wire.ArchiveAnalyzed): analyzed, string(wire.ArchiveRevoked): archive,
}

// open says that the way from one to another is there for a step.
func (w *widget) open(from, to string, s step) bool {
	r, it := rules[to], s.item
	if r.track != nil && (it == nil || it.track != r.track) || r.before != from && !slices.Contains(r.or, from) {
		return false
	}
	switch to {
	case consent:
		return w.entry != closed
	case list:
		return from == consent && w.entry == list || slices.Contains(w.back, list)
	case options, survey, login:
		return w.enters(from, s)
	case types:
		return w.options.EnableUpload
	case created, uploaded:
		return it.status == ""
	case failed:
		return !holds(it.seen, accounts.good)
	case removed, withdrawn:
		return it.status != r.track.gone && (from == r.track.page || it.revocable)
	case account:
		return from == success || from == list && (it.status == accounts.good || it.status == string(wire.StatusError)) || holds(it.seen, accounts.gone)
	case archive:
		return from != uploaded || holds(it.seen, archives.gone)
	}
	return true
}

// enters says that a provider can be taken: one that is not linked from the list,
// else the only one.
func (w *widget) enters(from string, s step) bool {
	switch {
	case from == survey || from == options || from == account:
		return true
	case from != w.entry || s.item == nil:
		return from == w.entry
	case from == list:
		return w.linkedAt(s.item.kind) == nil
	}
	return s.item.kind == w.options.Providers[0]
}

// linkedAt is the account that is linked at a provider, nil for none.
func (w *widget) linkedAt(provider string) *item {
	if it := w.linked[provider]; it != nil && it.status == accounts.good {
		return it
	}
	return nil
}

// holds says that a status was seen.
func holds(seen []Seen, status string) bool {
	return slices.ContainsFunc(seen, func(s Seen) bool { return s.Status == status })
}
