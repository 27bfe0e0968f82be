package flow

import (
	"encoding/json"

	"winkterm/api/wire"
)

// Browser is what is known of the widget that runs in a browser.
type Browser struct {
	Page PageState
	// URL is the page's address, once it is served; Text says why it is broken, or
	// why no browser was opened.
	URL, Text string
	// OnlyProvider is the one that the widget was opened for, empty for all.
	OnlyProvider string
	// Screen is what the widget showed last, the zero value before the first.
	Screen wire.UIEvent
	// CallbackCount counts the callbacks so far, of all pages that were opened.
	CallbackCount int
	// Reason is how the user closed the widget, empty while it is open.
	Reason wire.CloseReason
	// Expired says that the widget's token has expired.
	Expired bool
	// AccountID and ArchiveID are those that a callback was about last.
	AccountID, ArchiveID string
}

// Live says that there is a page, or that a browser is waited for.
func (b Browser) Live() bool { return b.Page == PageWaiting || b.Page == PageOpen }

// setPage takes what became of the page.
func (b *Browser) setPage(e WidgetPage) {
	switch e.State {
	case PageOpen: // a fresh page shows the widget from its beginning
		b.Screen, b.Reason, b.Expired, b.Text = wire.UIEvent{}, "", false, ""
	case PageBroken, PageWaiting:
		b.Text = e.Text
	case PageGone, PageNone:
	}
	b.Page = e.State
}

// record takes a callback, and gives the accounts or archives that it is about.
func (b *Browser) record(e WidgetCallback) (ids []string) {
	b.CallbackCount++
	switch e.Name {
	case wire.OnUIEvent:
		var screen wire.UIEvent
		if json.Unmarshal(e.Data, &screen) == nil {
			b.Screen = screen
		}
	case wire.OnTokenExpired:
		b.Expired = true
	case wire.OnClose:
		var closed wire.CloseCallback
		_ = json.Unmarshal(e.Data, &closed)
		b.Reason = closed.Reason
	case wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountError, wire.OnAccountRemoved:
		var account wire.AccountCallback
		_ = json.Unmarshal(e.Data, &account)
		b.AccountID = account.AccountID
		return []string{account.AccountID}
	case wire.OnUploadsCreated, wire.OnUploadsRemoved:
		ids = uploads(e.Data)
		for _, id := range ids {
			b.ArchiveID = id
		}
	}
	return ids
}

// uploads reads the ids of the two upload callbacks. What stands in uploads is
// not documented: ids, or objects with one.
func uploads(data json.RawMessage) []string {
	var callback struct {
		Uploads []json.RawMessage `json:"uploads"`
	}
	_ = json.Unmarshal(data, &callback)
	var ids []string
	for _, raw := range callback.Uploads {
		var id string
		var object struct {
			ID string `json:"id"`
		}
		if json.Unmarshal(raw, &id) != nil && json.Unmarshal(raw, &object) == nil {
			id = object.ID
		}
		if id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// CanOpenBrowser says whether the widget can be opened: for a known user, and in
// production only where that is allowed.
func (s State) CanOpenBrowser() bool {
	return s.Session.UserID != "" && s.Page != Start && s.Page != Closed && (!s.Session.Production() || s.Options.Production)
}

// browsing is the widget in the browser, and the page about it.
type browsing part

// open shows the Browser page. The widget is opened unless it is there already, for
// just the provider where its login belongs to it.
func (b browsing) open() {
	b.require(!b.Session.Production() || b.Options.Production, "production is not allowed in this session")
	b.require(b.CanOpenBrowser(), "there is no user yet to open the widget for")
	only := b.Browser.OnlyProvider
	if b.Page == Login && !b.Options.Native {
		only = b.Linking.Provider.ID
	}
	fresh := !b.Browser.Live() || only != b.Browser.OnlyProvider
	b.toPage()
	if fresh {
		b.launch(only)
		return
	}
	b.resume()
}

// toPage shows the Browser page, the one on the back stack if it is there.
func (b browsing) toPage() {
	switch {
	case b.Page == Browsing:
	case b.OnBackStack(Browsing):
		b.backTo(Browsing)
		b.reenter(b.pop())
	default:
		b.drop(SlotUser, SlotPoll)
		if from := b.origin(); from != Start {
			b.push(from)
		}
		b.enter(Browsing)
	}
}

// launch opens the widget anew.
func (b browsing) launch(only string) {
	b.Browser = Browser{OnlyProvider: only, CallbackCount: b.Browser.CallbackCount}
	options := b.Options.Widget
	if only != "" {
		consented := false
		options.Providers, options.EnableConsentPage = []string{only}, &consented
	}
	b.call(SlotUser, LaunchWidget{UserID: b.Session.UserID, Options: options})
}

func (b browsing) reopen(Retried) { b.launch(b.Browser.OnlyProvider) }

// renew gives the widget a fresh token.
func (b browsing) renew(TokenWanted) {
	b.require(b.Browser.Page == PageOpen, "no browser shows the widget")
	b.Browser.Expired = false
	b.call(SlotUser, RenewWidget{})
}

// openAccount opens the account that the widget linked last.
func (b browsing) openAccount(AccountWanted) {
	_, known := b.Linking.Account(b.Browser.AccountID)
	b.require(known, "the widget has linked no account yet")
	b.leaveOthers()
	linking(b).open(b.Browser.AccountID)
}

func (b browsing) openArchive(i ArchiveWanted) {
	b.leaveOthers()
	uploading(b).openArchive(i)
}

// leaveOthers takes the pages about other accounts and archives off the back stack:
// they would show the one that is opened from here.
func (b browsing) leaveOthers() {
	b.without(func(p Page) bool { return p.About() == AboutAccount || p.About() == AboutArchive || p == Data })
}

// pageChanged takes what became of the page in the browser.
func (b browsing) pageChanged(e WidgetPage) {
	if b.Browser.Page != e.State {
		b.note("browser", "%s", e.summary())
	}
	b.Browser.setPage(e)
}

// callback records a callback of the widget and polls what it is about. What the widget
// has fired the wizard never fires again.
func (b browsing) callback(e WidgetCallback) {
	b.emit(RecordWidgetCallback(e))
	for _, id := range b.Browser.record(e) {
		b.Session.Fired = with(b.Session.Fired, callbackKey(e.Name, id), true)
	}
	if e.Name == wire.OnUIEvent || e.Name == wire.OnTokenExpired {
		return
	}
	free := b.Page == Browsing || !b.Calls.Polling()
	if free && b.Session.UserID != "" && b.Page != Closed && b.Page != Start && b.Page != Problem {
		b.poll(b.user())
	}
}

// polled takes what the user has, and polls on while something is to come.
func (b browsing) polled(poll Poll, seen UserSeen) {
	open := false
	for _, a := range seen.Accounts {
		linking(b).observe(a)
		now, _ := b.Linking.Account(a.ID)
		open = open || accountRank(string(now.ConnectionStatus)) == 0
	}
	for _, a := range seen.Archives {
		uploading(b).observe(a)
		now, _ := b.Documents.Archive(a.ID)
		open = open || archiveRank(string(now.State.Status)) == 0
	}
	if open && b.origin() != Start {
		b.pollAgain(poll)
	}
}
