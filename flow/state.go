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
	// AccountID or ArchiveID is what the first page of a known user is about instead of
	// consent: an earlier session had it open. Where UserID is empty the host is asked
	// whose it is, and the user whether to go on (Owner).
	AccountID, ArchiveID string
}

// anew are the options of another session, which begins with its first page.
func (o Options) anew() Options {
	o.AccountID, o.ArchiveID = "", ""
	return o
}

// onlyProvider is the one provider that the options leave, or "".
func (o Options) onlyProvider() string {
	if len(o.Widget.Providers) == 1 {
		return o.Widget.Providers[0]
	}
	return ""
}

// OnlyProvider gives the one provider that the options leave, once it is known.
func (s State) OnlyProvider() (wire.Provider, bool) {
	p := s.Linking.Provider
	return p, p.ID != "" && p.ID == s.Options.onlyProvider()
}

// CanUpload says whether documents may be uploaded in this session.
func (o Options) CanUpload() bool { return o.Widget.EnableUpload }

// Searchable says whether the provider list has a search field.
func (o Options) Searchable() bool {
	return o.Widget.EnableSearchBar == nil || *o.Widget.EnableSearchBar
}

// State is all that the flow knows. It is a value: Step gives a new one. Each part
// is a struct with methods of its own.
type State struct {
	Options Options
	// Page is where the user is. Unasked says that it, or a new question on it, came by
	// itself: the user did not wait for it, and may still be typing for what was before.
	Page    Page
	Unasked bool
	// ViewCount counts what was put before the user: pages, and new questions on one.
	ViewCount int
	// BackStack are the pages to go back to, the next one last.
	BackStack []Page
	// Notice is a line that the page shows, empty for none.
	Notice Notice

	Session    Session
	Catalogue  Catalogue
	Linking    Linking
	Documents  Documents
	Revocation Revocation
	UserData   UserData
	Browser    Browser
	Invitation Invitation
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
func (s *State) origin() Page {
	if s.Page == Problem {
		return s.Calls.Failed.Origin
	}
	return s.Page
}

// returns says that Back leads from the Problem page to the page that it happened on.
func (s *State) returns() bool {
	at := s.origin()
	spec := pageTable[at]
	return s.Page == Problem && spec.returns && (spec.polls == "" || at == ProviderList || s.Calls.Failed.Slot == SlotUser)
}
