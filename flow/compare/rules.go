package compare

import (
	"cmp"

	"winkterm/api/wire"
)

// The screen events and callbacks that the rules are about, and where a widget
// stands that is not open.
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

// track is the way of an account or of an archive: its pages and callbacks, its last
// status, and the fields of its screen events.
type track struct {
	list, form, created, success, page, removed, gone, kindField, idField string
}

var (
	accounts = &track{list, login, created, success, account, removed, string(wire.StatusDisconnected), pageProvider, pageAccount}
	archives = &track{types, files, uploaded, analyzed, archive, withdrawn, string(wire.ArchiveRevoked), pageFileType, pageArchive}
)

// rule is what is known of a screen event or callback.
type rule struct {
	// of is what it is about, nil for neither. A screen event names so many ids: the
	// provider or file type, and then the account or archive. A callback comes once.
	of  *track
	ids int
	// status is the one of the account or archive that it stands for.
	status string
	// after is what comes before it, about the same.
	after string
}

func (r rule) once() bool { return r.of != nil && r.ids == 0 }

// rules say what has to come before what. Closing, an expired token and the consent
// of a widget that is loaded anew can come anywhere.
var rules = map[string]rule{
	consent:   {},
	list:      {after: consent},
	options:   {after: list},
	survey:    {after: list},
	login:     {of: accounts, ids: 1, after: list},
	created:   {of: accounts, status: string(wire.StatusPending), after: login},
	code:      {of: accounts, ids: 1, status: string(wire.StatusAwaitingMFA), after: created},
	connected: {of: accounts, status: string(wire.StatusConnected), after: created},
	success:   {of: accounts, ids: 2, after: connected},
	failed:    {of: accounts, status: string(wire.StatusError), after: created},
	account:   {of: accounts, ids: 2, after: list},
	removed:   {of: accounts, after: account},
	types:     {after: list},
	files:     {of: archives, ids: 1, after: types},
	uploaded:  {of: archives, status: string(wire.ArchiveStarted), after: files},
	analyzed:  {of: archives, ids: 2, status: string(wire.ArchiveAnalyzed), after: uploaded},
	archive:   {of: archives, ids: 2, after: types},
	withdrawn: {of: archives, after: archive},
	expired:   {},
	closing:   {},
}

// brings is what a status brings about while the widget waits for it.
var brings = map[string]string{
	string(wire.StatusAwaitingMFA): code, string(wire.StatusConnected): success, string(wire.StatusError): failed,
	string(wire.StatusDisconnected): account, string(wire.ArchiveAnalyzed): analyzed, string(wire.ArchiveRevoked): archive,
}

// before is what has to come before a step, closed where nothing has to.
func (w *widget) before(to step) step {
	r := rules[to.name]
	b := step{name: cmp.Or(r.after, closed)}
	switch {
	case r.of != nil && to.name == r.of.page && (to.item.status == "" || w.steps[step{r.of.success, to.item}]):
		b.name = r.of.success
	case b.name == list && w.entry != list:
		b.name = w.entry
	}
	if rules[b.name].of != nil {
		b.item = to.item
	}
	return b
}

// can says whether a widget with these options, and in this state, ever sends it.
func (w *widget) can(to step) bool {
	switch it := to.item; to.name {
	case consent:
		return w.entry != closed
	case list:
		return w.entry == list
	case types:
		return w.options.EnableUpload
	case login:
		return w.at.name != w.entry || w.entry == list && w.linkedAt(it.kind) == nil || w.entry != list && it.kind == w.options.Providers[0]
	case account, archive:
		return w.at.item == it || !w.steps[step{rules[to.name].of.removed, it}]
	case connected, failed:
		return it.status != string(wire.StatusConnected) && it.status != string(wire.StatusError)
	}
	return true
}
