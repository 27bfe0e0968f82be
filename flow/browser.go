package flow

import (
	"encoding/json"
	"slices"

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
	// Expired says that the widget told that its token has expired.
	Expired bool
	// AccountID and ArchiveID are those that the widget told of last.
	AccountID, ArchiveID string
}

// Live says that there is a page, or that a browser is waited for.
func (b Browser) Live() bool { return b.Page == PageWaiting || b.Page == PageOpen }

// CanOpenBrowser says whether the widget can be opened: for a known user, and in
// production only where that is allowed.
func (s State) CanOpenBrowser() bool {
	return s.Session.UserID != "" && s.Page != Start && s.Page != Closed && (!s.Session.Production() || s.Options.Production)
}

// noBrowser says why the widget cannot be opened.
func (s State) noBrowser() string {
	if s.Session.Production() {
		return "production is not allowed in this session"
	}
	return "there is no user yet to open the widget for"
}

// toBrowser shows the Browser page. The widget is opened unless it is there
// already, for just the provider where its login belongs to it.
func (t *turn) toBrowser() {
	if !t.CanOpenBrowser() {
		t.refuse(t.noBrowser())
		return
	}
	only := t.Browser.OnlyProvider
	if t.Page == Login && !t.Options.Native {
		only = t.Linking.Provider.ID
	}
	fresh := !t.Browser.Live() || only != t.Browser.OnlyProvider
	switch {
	case t.Page == Browsing:
	case t.OnBackStack(Browsing):
		t.BackStack = slices.Clone(t.BackStack[:slices.Index(t.BackStack, Browsing)])
		t.reenter(Browsing)
	default:
		t.drop(SlotUser)
		t.drop(SlotPoll)
		if from := t.origin(); from != Start {
			t.BackStack = append(slices.Clone(t.BackStack), from)
		}
		t.enter(Browsing)
	}
	if fresh {
		t.launch(only)
		return
	}
	t.resume()
}

// dropBrowser ends the page of the widget with the session that it belongs to.
func (t *turn) dropBrowser() {
	if t.Browser.Page != PageNone || t.Browser.URL != "" {
		t.emit(CloseWidget{})
	}
	t.Browser = Browser{}
}

// launch opens the widget anew.
func (t *turn) launch(only string) {
	t.Browser = Browser{OnlyProvider: only, CallbackCount: t.Browser.CallbackCount}
	options := t.Options.Widget
	if only != "" {
		consented := false
		options.Providers, options.EnableConsentPage = []string{only}, &consented
	}
	t.call(SlotUser, LaunchWidget{UserID: t.Session.UserID, Options: options})
}

// stepBrowsing opens again, gives the widget a fresh token, or looks at what it
// has linked and uploaded.
func stepBrowsing(t *turn, i Intent) {
	switch i := i.(type) {
	case Retried:
		t.launch(t.Browser.OnlyProvider)
	case TokenWanted:
		if t.Browser.Page != PageOpen {
			t.refuse("no browser shows the widget")
			return
		}
		t.Browser.Expired = false
		t.call(SlotUser, RenewWidget{})
	case Refreshed:
		t.watchUser()
	case AccountWanted:
		if _, ok := t.Linking.Account(t.Browser.AccountID); !ok {
			t.refuse("the widget has linked no account yet")
			return
		}
		t.leaveBehind()
		t.openAccount(t.Browser.AccountID)
	case ArchiveWanted:
		t.leaveBehind()
		t.openKnownArchive(i.ID)
	default:
		t.notOffered(i)
	}
}

// leaveBehind takes the pages about other accounts and archives off the trail:
// they would show the one that is opened from here.
func (t *turn) leaveBehind() {
	t.BackStack = slices.DeleteFunc(slices.Clone(t.BackStack), func(p Page) bool {
		switch p {
		case Connecting, MFA, ConnectSuccess, ConnectError, AccountRevoke, ArchiveStatus, ArchiveSuccess, RevokeArchive:
			return true
		case Start, Consent, ProviderList, LoginOptions, Login, EmployerSurvey, FileTypeList, FileType, Browsing, Problem, Closed:
		}
		return false
	})
}

// widgetPage hears what became of the page in the browser.
func (t *turn) widgetPage(e WidgetPage) {
	b := &t.Browser
	switch e.State {
	case PageOpen: // a fresh page shows the widget from its beginning
		b.Screen, b.Reason, b.Expired, b.Text = wire.UIEvent{}, "", false, ""
	case PageBroken, PageWaiting:
		b.Text = e.Text
	case PageGone, PageNone:
	}
	if b.Page != e.State {
		t.note("browser", "%s", e.State.says(e.Text))
	}
	b.Page = e.State
}

// says is a state of the page in a sentence.
func (p PageState) says(text string) string {
	switch p {
	case PageWaiting:
		if text != "" {
			return "the page for the widget is served, but no browser was opened: " + text
		}
		return "the page for the widget is served, a browser is waited for"
	case PageOpen:
		return "a browser shows the page"
	case PageGone:
		return "the browser has left the page"
	case PageBroken:
		return "the widget does not run: " + text
	case PageNone:
	}
	return "there is no page for the widget any more"
}

// widgetTold records a callback of the widget and follows what it is about.
func (t *turn) widgetTold(e WidgetCallback) {
	t.Browser.CallbackCount++
	t.emit(RecordWidgetCallback(e))
	b := &t.Browser
	switch e.Name {
	case wire.OnUIEvent:
		var shows wire.UIEvent
		if json.Unmarshal(e.Data, &shows) == nil {
			b.Screen = shows
		}
		return
	case wire.OnTokenExpired:
		b.Expired = true
		return
	case wire.OnClose:
		var closed wire.CloseCallback
		_ = json.Unmarshal(e.Data, &closed)
		b.Reason = closed.Reason
	case wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountError, wire.OnAccountRemoved:
		var about wire.AccountCallback
		_ = json.Unmarshal(e.Data, &about)
		b.AccountID = about.AccountID
		t.heard(CallbackKey{ID: about.AccountID, Name: e.Name})
	case wire.OnUploadsCreated, wire.OnUploadsRemoved:
		for _, id := range uploads(e.Data) {
			b.ArchiveID = id
			t.heard(CallbackKey{ID: id, Name: e.Name})
		}
	}
	if t.Page == Browsing || !t.Calls.Slots[SlotPoll].underWay() {
		t.watchUser()
	}
}

// heard keeps the wizard from firing what the widget has told already.
func (t *turn) heard(tale CallbackKey) {
	t.Session.Fired = with(t.Session.Fired, tale, true)
}

// uploads reads the ids of the two upload callbacks. What stands in uploads is
// not documented: ids, or objects with one.
func uploads(data json.RawMessage) []string {
	var told struct {
		Uploads []json.RawMessage `json:"uploads"`
	}
	_ = json.Unmarshal(data, &told)
	var ids []string
	for _, raw := range told.Uploads {
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

// watchUser looks at all that the user has linked and uploaded.
func (t *turn) watchUser() {
	if t.Page != Closed && t.Page != Start && t.Page != Problem {
		t.poll(Subject{Kind: SubjectUser, UserID: t.Session.UserID, Uploads: t.Options.CanUpload()})
	}
}

// userSeen takes what the user has, and looks on while something is to come.
func (t *turn) userSeen(p Poll, r UserSeen) {
	t.Calls.PollFailures = 0
	open := false
	for _, a := range r.Accounts {
		t.observe(a)
		now, _ := t.Linking.Account(a.ID)
		open = open || rank(now.ConnectionStatus) == 0
	}
	for _, a := range r.Archives {
		t.observeArchive(a)
		now, _ := t.Documents.Archive(a.ID)
		open = open || archiveRank(now.State.Status) == 0
	}
	if open {
		t.pollAgain(p)
	}
}
