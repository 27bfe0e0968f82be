package flow

import (
	"slices"
	"time"

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

// State is all that the flow knows. It is a value: Step gives a new one.
type State struct {
	Page    Page
	Options Options

	// UserID, Mode and ExpiresAt are the link token's; the token itself never
	// comes here.
	UserID    string
	Mode      wire.Mode
	ExpiresAt time.Time
	Template  wire.Template

	Catalogue Catalogue
	// Provider is the one taken, Form its login, Option the way to log in.
	Provider wire.Provider
	Form     wire.LoginForm
	Option   string
	// Employer is what the survey page is about, kept while its record is tried.
	Employer Taken
	// Typed is what stands in the fields, of every form that was opened.
	Typed map[Slot]wire.Secret
	// Invalid says what is wrong with a field of the page, by field name.
	Invalid map[string]string

	// AccountID is the account that the page is about; Accounts are all that are
	// known of this user, oldest first.
	AccountID string
	Accounts  []wire.Account
	// Challenge is what the provider asks for, with the zero value for nothing.
	Challenge wire.Challenge
	// Answered is the id of the challenge that was answered last, AnsweredLeft how
	// many attempts were left then: a host may ask again under the same id.
	Answered     string
	AnsweredLeft int
	// Tasks are the account's, as far as they were read.
	Tasks []wire.Task
	// Revoke is how far revoking the page's account or archive has come.
	Revoke RevokeStage
	// Revoking are the ids of what the user revoked and whose status has not
	// followed yet.
	Revoking []string
	// Told are the callbacks that fired for an account or archive; none fires twice.
	Told map[Tale]bool

	// FileTypes are the document types, FileType the one taken; Files are what was
	// picked, by document type, so that going back loses nothing.
	FileTypes []wire.FileType
	FileType  wire.FileType
	Files     map[string][]File
	// Upload is how far sending them is.
	Upload Progress
	// ArchiveID is the archive that the page is about; Archives are all that are
	// known of this user, oldest first.
	ArchiveID string
	Archives  []wire.Archive

	// Browser is the widget in the browser.
	Browser Browser

	// Shown counts what was put before the user: pages, and new questions on one.
	Shown int
	// Notice is a line that the page shows, empty for none.
	Notice Notice
	// Trouble is what the Problem page is about.
	Trouble Trouble
	// Reason is how the session was closed.
	Reason wire.CloseReason

	// Trail are the pages to go back to, the last one first to come.
	Trail []Page
	// Attempt counts the calls; Calls are those under way, by line.
	Attempt int
	Calls   [lines]Call
	// Renewed is the last attempt that was made before the present token was; what
	// fails of those for want of a token is repeated with this one.
	Renewed int
	// Lapsed says that onTokenExpired fired for the present token.
	Lapsed bool
	// Misses counts the polls that failed in a row.
	Misses int
}

// Taken is a provider with its login form.
type Taken struct {
	Provider wire.Provider
	Form     wire.LoginForm
}

// Tale is a callback that fired for the account or archive of the id.
type Tale struct {
	ID   string
	Name wire.CallbackName
}

// Slot is one field of one form.
type Slot struct{ Form, Field string }

// Catalogue is what the flow knows of the provider list; the providers
// themselves go from the driver to whoever shows or searches them.
type Catalogue struct {
	Query    string
	Type     wire.ProviderType
	Loaded   int
	Complete bool
	// Cursor is where loading goes on after a failure.
	Cursor  string
	Failure Failure
}

// RevokeStage is how far revoking has come.
type RevokeStage uint8

// The stages: nothing asked, confirmation wanted, sent and waiting for the status.
const (
	RevokeIdle RevokeStage = iota
	RevokeAsked
	RevokeSent
)

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

// Trouble is a failure with what is needed to go on from it.
type Trouble struct {
	Failure Failure
	// Struck is the page that it happened on, Line and What the call to repeat.
	Struck Page
	Line   Line
	What   Request
}

// New gives the state before anything happened; Begin sets it going.
func New(o Options) State { return State{Page: Start, Options: o} }

// Account gives the account of that id as last seen.
func (s State) Account(id string) (wire.Account, bool) {
	for _, a := range s.Accounts {
		if a.ID == id {
			return a, true
		}
	}
	return wire.Account{}, false
}

// Current gives the account that the page is about, zero when there is none.
func (s State) Current() wire.Account {
	a, _ := s.Account(s.AccountID)
	return a
}

// LinkedTo gives the user's live account at a provider: one that is connected.
func (s State) LinkedTo(providerID string) (wire.Account, bool) {
	for _, a := range s.Accounts {
		if a.ProviderID == providerID && a.ConnectionStatus == wire.StatusConnected {
			return a, true
		}
	}
	return wire.Account{}, false
}

// CanGoBack says whether Back leads anywhere.
func (s State) CanGoBack() bool {
	if s.returns() {
		return true
	}
	at := s.Page
	if at == Problem {
		at = s.Trouble.Struck
	}
	return at != Start && at != Closed && len(s.Trail) > 0
}

// returns says that Back leads from the Problem page to the page that it struck.
// A page that watches an account is left instead: what broke its watching would
// strike again at once.
func (s State) returns() bool {
	if s.Page != Problem {
		return false
	}
	switch s.Trouble.Struck {
	case Start, Connecting, ArchiveStatus, Problem, Closed:
		return false
	case MFA, ConnectSuccess, AccountRevoke, ArchiveSuccess, RevokeArchive, Browsing:
		return s.Trouble.Line == Front
	case Consent, ProviderList, LoginOptions, Login, EmployerSurvey, ConnectError, FileTypeList, FileType:
	}
	return true
}

// Behind says whether going back can lead to a page.
func (s State) Behind(p Page) bool { return slices.Contains(s.Trail, p) }

// Busy says that the page waits for an answer that the user asked for.
func (s State) Busy() bool { return s.Calls[Front].under() }

// Polling says that an account or archive is being watched.
func (s State) Polling() bool { return s.Calls[Poll].under() }

// Production says that the session is not a sandbox's.
func (s State) Production() bool { return s.Mode == wire.ModeProduction }
