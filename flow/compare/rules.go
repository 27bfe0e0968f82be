package compare

import (
	"cmp"
	"strings"

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

// The statuses that the rules are about.
const (
	isPending   = string(wire.StatusPending)
	isAsking    = string(wire.StatusAwaitingMFA)
	isConnected = string(wire.StatusConnected)
	isFailed    = string(wire.StatusError)
	isGone      = string(wire.StatusDisconnected)
	isAnalyzed  = string(wire.ArchiveAnalyzed)
	isRevoked   = string(wire.ArchiveRevoked)
)

// The fields that callbacks have, by their names, sorted.
const (
	anyPage      = "eventName eventTime mode userId"
	providerPage = "account.providerId " + anyPage
	accountPage  = "account.accountId " + providerPage
	typePage     = "archive.fileType " + anyPage
	archivePage  = "archive.archiveId " + typePage
	ofAccount    = "accountId providerId userId"
	ofUploads    = "uploads userId"
)

// track is the way of an account or of an archive: its pages and callbacks, and the
// status of one that is gone.
type track struct{ form, created, success, page, removed, gone string }

var (
	accounts = &track{login, created, success, account, removed, isGone}
	archives = &track{files, uploaded, analyzed, archive, withdrawn, isRevoked}
)

// rule is what is known of a screen event or callback.
type rule struct {
	// of is what it is about, nil for neither.
	of     *track
	fields string
	// after is what comes before it, about the same.
	after string
	// status is the one of the account or archive that it stands for.
	status string
}

// rules say what has to come before what. Closing, an expired token and the consent
// of a widget that is loaded anew can come anywhere.
var rules = map[string]rule{
	consent:   {nil, anyPage, "", ""},
	list:      {nil, anyPage, consent, ""},
	options:   {nil, anyPage, list, ""},
	survey:    {nil, anyPage, list, ""},
	types:     {nil, anyPage, list, ""},
	login:     {accounts, providerPage, list, ""},
	created:   {accounts, ofAccount, login, isPending},
	code:      {accounts, providerPage, created, isAsking},
	connected: {accounts, ofAccount, created, isConnected},
	success:   {accounts, accountPage, connected, ""},
	failed:    {accounts, "accountId errorCode providerId userId", created, isFailed},
	account:   {accounts, accountPage, list, ""},
	removed:   {accounts, ofAccount, account, isGone},
	files:     {archives, typePage, types, ""},
	uploaded:  {archives, ofUploads, files, string(wire.ArchiveStarted)},
	analyzed:  {archives, archivePage, uploaded, isAnalyzed},
	archive:   {archives, archivePage, types, ""},
	withdrawn: {archives, ofUploads, archive, isRevoked},
	expired:   {},
	closing:   {fields: "reason"},
}

// brings is what a status brings about while the widget waits for it.
var brings = map[string]string{isAsking: code, isConnected: success, isFailed: failed, isGone: account, isAnalyzed: analyzed, isRevoked: archive}

// isPage says that a name is a screen event's.
func isPage(name string) bool { return strings.HasSuffix(name, pageOpened) }

const pageOpened = "PageOpened"

// before is what has to come before a step, closed where nothing has to.
func (w *widget) before(to step) step {
	r, it := rules[to.name], to.item
	b := step{name: cmp.Or(r.after, closed)}
	switch {
	case it != nil && to.name == it.of.page && (it.status == "" || w.steps[step{it.of.success, it}]):
		b.name = it.of.success
	case b.name == list:
		b.name = w.entry
	}
	if rules[b.name].of != nil {
		b.item = it
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
		return w.at.item == it || !w.steps[step{it.of.removed, it}]
	case connected, failed:
		return it.status != isConnected && it.status != isFailed
	case expired:
		return w.at.name != closed
	case closing:
		return w.at.name != closed || !w.steps[to]
	}
	return true
}
