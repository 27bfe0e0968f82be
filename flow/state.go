package flow

import (
	"slices"

	"winkterm/api/wire"
)

// Options are how a session starts.
type Options struct {
	// UserID names a known user; empty makes a new one.
	UserID string
	// Native says that the host speaks the Link contract, so that logins happen
	// here. Otherwise they belong to the widget in a browser.
	Native bool
	// Production allows a production token; without it such a token ends the
	// session before anything is done with it.
	Production bool
	// Widget are the widget's options.
	Widget wire.WidgetOptions
}

// onlyProvider is the one provider that the options leave, or "".
func (o Options) onlyProvider() string {
	if len(o.Widget.Providers) == 1 {
		return o.Widget.Providers[0]
	}
	return ""
}

// CanUpload says whether documents may be uploaded in this session.
func (o Options) CanUpload() bool { return o.Widget.EnableUpload }

// State is all that the flow knows. It is a value: Step gives a new one. Each part
// is a struct with methods of its own.
type State struct {
	Options Options
	// Page is where the user is; BackStack are the pages to go back to, the next one
	// last.
	Page      Page
	BackStack []Page
	// ViewCount counts what was put before the user: pages, and new questions on one.
	ViewCount int
	// Unasked says that the last of them came by itself: the user did not wait for
	// it, and may still be typing for the one before.
	Unasked bool
	// Notice is a line that the page shows, empty for none.
	Notice Notice

	Session    Session
	Catalogue  Catalogue
	Linking    Linking
	Documents  Documents
	Revocation Revocation
	Browser    Browser
	Calls      Calls
}

// Notice is a line on the page that the user did not ask for.
type Notice struct {
	Level Level
	Text  string
}

// Level is how serious a notice is.
type Level uint8

// The levels.
const (
	Info Level = iota
	Warning
	Error
)

// New gives the state before anything happened; Begin sets it going.
func New(o Options) State { return State{Page: Start, Options: o} }

// CanGoBack says whether Back leads anywhere.
func (s State) CanGoBack() bool {
	at := s.origin()
	return s.returns() || at != Start && at != Closed && len(s.BackStack) > 0
}

// OnBackStack says whether going back can lead to a page.
func (s State) OnBackStack(p Page) bool { return slices.Contains(s.BackStack, p) }

// origin is the page, or the one that the problem happened on.
func (s State) origin() Page {
	if s.Page == Problem {
		return s.Calls.Failed.Origin
	}
	return s.Page
}

// returns says that Back leads from the Problem page to the page that it happened
// on. A page that polls is left instead: what broke its polling would break it again
// at once.
func (s State) returns() bool {
	if s.Page != Problem {
		return false
	}
	switch s.Calls.Failed.Origin {
	case Start, Connecting, ArchiveStatus, Problem, Closed:
		return false
	case MFA, ConnectSuccess, AccountRevoke, ArchiveSuccess, RevokeArchive, Browsing:
		return s.Calls.Failed.Slot == SlotUser
	case Consent, ProviderList, LoginOptions, Login, EmployerSurvey, ConnectError, FileTypeList, FileType:
	}
	return true
}
