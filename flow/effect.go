package flow

import (
	"time"

	"winkterm/api/wire"
)

// Effect is something that is to be done.
//
//sumtype:decl
type Effect interface{ effect() }

type (
	// Ask makes a request; every Answer to it carries its attempt.
	Ask struct {
		Attempt int
		What    Request
	}
	// Forget cancels a request whose answer nobody waits for any more.
	Forget struct{ Attempt int }
	// Opened says that a page shows; the widget's onUIEvent goes with it where the
	// page has one. The ids and the file type are set where that event carries
	// them, and on the pages about an account or an archive that have no event.
	Opened struct {
		Page                  Page
		UserID                string
		Mode                  wire.Mode
		ProviderID, AccountID string
		FileType, ArchiveID   string
	}
	// Fired is a callback of the widget other than onUIEvent. Args is a
	// wire.AccountCallback, wire.UploadsCallback or wire.CloseCallback, nil for a callback without data.
	Fired struct {
		Name wire.CallbackName
		Args any
	}
	// ArchiveChanged is a new status of an archive. From is empty for the first one.
	ArchiveChanged struct {
		ArchiveID string
		From, To  wire.ArchiveStatus
		ErrorCode wire.ArchiveErrorCode
	}
	// Changed is a new status of an account. From is empty for the first one.
	Changed struct {
		AccountID string
		From, To  wire.ConnectionStatus
		ErrorCode wire.AccountErrorCode
	}
	// DropWidget ends the page that hosts the widget.
	DropWidget struct{}
	// Heard is a callback that the widget in the browser told.
	Heard WidgetTold
	// Noted is something worth knowing that shows nowhere else.
	Noted struct{ Topic, Text string }
)

func (Ask) effect()            {}
func (Forget) effect()         {}
func (Opened) effect()         {}
func (Fired) effect()          {}
func (Changed) effect()        {}
func (Noted) effect()          {}
func (ArchiveChanged) effect() {}
func (DropWidget) effect()     {}
func (Heard) effect()          {}

// Request is what can be asked of the APIs.
//
//sumtype:decl
type Request interface{ request() }

type (
	// CreateUser makes a user with a token (POST /users).
	CreateUser struct{}
	// FetchToken gets a known user a token (POST /tokens).
	FetchToken struct{ UserID string }
	// OpenSession spends the token (POST /sessions of the Link contract).
	OpenSession struct{ Options wire.WidgetOptions }
	// LoadAccounts reads a user's accounts.
	LoadAccounts struct{ UserID string }
	// LoadProvider reads one provider.
	LoadProvider struct{ ID string }
	// LoadProviders reads the list page by page, from a cursor on.
	LoadProviders struct {
		Options wire.WidgetOptions
		Cursor  string
	}
	// SearchProviders asks the host for a name.
	SearchProviders struct {
		Options wire.WidgetOptions
		Query   string
	}
	// LoadLogin reads a provider's login form.
	LoadLogin struct{ ProviderID string }
	// CreateAccount sends the credentials.
	CreateAccount struct {
		ProviderID, Option string
		Credentials        map[string]wire.Secret
	}
	// PollAccount looks at an account once, after a pause that grows with Round
	// (from 0, which is at once) and is at least Wait.
	PollAccount struct {
		AccountID string
		Round     int
		Wait      time.Duration
	}
	// PollSync looks at an account and its tasks, with the same pause.
	PollSync struct {
		AccountID, UserID string
		Round             int
		Wait              time.Duration
	}
	// SubmitMFA answers the account's challenge. Challenge and Left say which one,
	// and how many attempts were left: the next one may show before this answers.
	SubmitMFA struct {
		AccountID string
		Answer    wire.MFAAnswer
		Challenge string
		Left      int
	}
	// ResendCode asks the provider for another code.
	ResendCode struct{ AccountID string }
	// RevokeAccount revokes.
	RevokeAccount struct{ AccountID string }
	// LoadFileTypes reads the document types.
	LoadFileTypes struct{}
	// LoadArchives reads a user's archives.
	LoadArchives struct{ UserID string }
	// CreateArchive sends files. UploadProgress comes as they go.
	CreateArchive struct {
		UserID, FileType string
		Files            []File
	}
	// PollArchive looks at an archive once, with the same pause as PollAccount.
	PollArchive struct {
		ArchiveID string
		Round     int
		Wait      time.Duration
	}
	// DeleteArchive revokes an archive.
	DeleteArchive struct{ ArchiveID string }
	// LaunchWidget serves a page that hosts the widget and opens a browser at it, in
	// place of the one before. What becomes of it comes as WidgetPage and WidgetTold.
	LaunchWidget struct {
		UserID  string
		Options wire.WidgetOptions
	}
	// RenewWidget gives the widget in the browser a fresh token.
	RenewWidget struct{}
	// WatchUser looks at what a user has linked and uploaded, with the same pause as
	// PollAccount.
	WatchUser struct {
		UserID string
		// Uploads looks at archives as well.
		Uploads bool
		Round   int
		Wait    time.Duration
	}
	// DisableMonitor stops the continuous data sync.
	DisableMonitor struct{ AccountID string }
)

func (CreateUser) request()      {}
func (FetchToken) request()      {}
func (OpenSession) request()     {}
func (LoadAccounts) request()    {}
func (LoadProvider) request()    {}
func (LoadProviders) request()   {}
func (SearchProviders) request() {}
func (LoadLogin) request()       {}
func (CreateAccount) request()   {}
func (PollAccount) request()     {}
func (PollSync) request()        {}
func (SubmitMFA) request()       {}
func (ResendCode) request()      {}
func (RevokeAccount) request()   {}
func (LoadFileTypes) request()   {}
func (LoadArchives) request()    {}
func (CreateArchive) request()   {}
func (PollArchive) request()     {}
func (DeleteArchive) request()   {}
func (DisableMonitor) request()  {}
func (LaunchWidget) request()    {}
func (RenewWidget) request()     {}
func (WatchUser) request()       {}
