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
		Request Request `json:"-"`
	}
	// Cancel gives up a request whose answer nobody waits for any more.
	Cancel struct{ Attempt int }
	// ShowPage shows a page; the widget's onUIEvent goes with it where the page has
	// one. The ids and the file type are set where that event carries them, and on
	// the pages about an account or an archive that have no event.
	ShowPage struct {
		Page                  Page
		UserID                string
		Mode                  wire.Mode
		ProviderID, AccountID string
		FileType, ArchiveID   string
	}
	// FireCallback fires a callback of the widget other than onUIEvent. Args is a
	// wire.AccountCallback, wire.UploadsCallback or wire.CloseCallback, nil for a
	// callback without data.
	FireCallback struct {
		Name wire.CallbackName
		Args any `json:"-"`
	}
	// RecordStatus records a new status of an account, an archive or an invite; Subject is
	// SubjectAccount, SubjectArchive or SubjectInvite. From is empty for the first one. From, To and
	// ErrorCode are the host's words, see wire.
	RecordStatus struct {
		Subject   SubjectKind
		ID        string
		From, To  string
		ErrorCode string
	}
	// RecordWidgetCallback records a callback that the widget in the browser fired.
	RecordWidgetCallback WidgetCallback
	// RecordNote records something worth knowing that shows nowhere else.
	RecordNote struct{ Topic, Text string }
	// CloseWidget ends the page that hosts the widget.
	CloseWidget struct{}
)

func (Ask) effect()                  {}
func (Cancel) effect()               {}
func (ShowPage) effect()             {}
func (FireCallback) effect()         {}
func (RecordStatus) effect()         {}
func (RecordWidgetCallback) effect() {}
func (RecordNote) effect()           {}
func (CloseWidget) effect()          {}

// UIEvent is the data of the widget's onUIEvent that goes with a page; it is not
// ok for a page that the widget does not announce.
func (e ShowPage) UIEvent(at time.Time) (data wire.UIEvent, ok bool) {
	data = wire.UIEvent{EventName: e.Page.WidgetEvent(), EventTime: at, Mode: e.Mode, UserID: e.UserID}
	if e.ProviderID != "" {
		data.Account = &wire.UIEventAccount{ProviderID: e.ProviderID, AccountID: e.AccountID}
	}
	if e.FileType != "" || e.ArchiveID != "" {
		data.Archive = &wire.UIEventArchive{FileType: e.FileType, ArchiveID: e.ArchiveID}
	}
	return data, data.EventName != ""
}

// Request is what can be asked of the APIs.
//
//sumtype:decl
type Request interface{ request() }

type (
	// CreateUser makes a user with a token (POST /users).
	CreateUser struct{}
	// FetchToken gets a known user a token (POST /tokens).
	FetchToken struct{ UserID string }
	// FindOwner asks whose an account or archive is (GET /accounts/{id}, /archives/{id}).
	FindOwner struct{ Of Subject }
	// OpenSession spends the token (POST /sessions of the Link contract).
	OpenSession struct{ Options wire.WidgetOptions }
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
	// Revoke revokes an account or an archive; Kind is SubjectAccount or SubjectArchive.
	Revoke struct {
		Kind SubjectKind
		ID   string
	}
	// LoadFileTypes reads the document types.
	LoadFileTypes struct{}
	// CreateArchive sends files. UploadProgress comes as they go.
	CreateArchive struct {
		UserID, FileType string
		Files            []File
	}
	// LaunchWidget serves a page that hosts the widget and opens a browser at it, in
	// place of the one before. What becomes of it comes as WidgetPage and WidgetCallback.
	LaunchWidget struct {
		UserID  string
		Options wire.WidgetOptions
	}
	// RenewWidget gives the widget in the browser a fresh token.
	RenewWidget struct{}
	// LoadInviteTemplates reads the invite templates.
	LoadInviteTemplates struct{}
	// CreateInviteTemplate makes the one that ships with the program.
	CreateInviteTemplate struct{}
	// SendInvite makes an invite, which sends a mail at Smile (POST /invites).
	SendInvite struct {
		FullName, Email            wire.Secret
		TemplateID, WinkTemplateID string
	}
	// LoadData reads the tasks of an account or archive and its user data: of the kinds
	// and datapoints that are named, and of those of its tasks. With CountOnly nothing of it
	// is kept, and an account is asked about at once. Kind is that of the Subject.
	LoadData struct {
		Kind             SubjectKind
		UserID, SourceID string
		Kinds            []string
		Datapoints       []wire.Datapoint
		CountOnly        bool
	}
	// DisableMonitor stops the continuous data sync.
	DisableMonitor struct{ AccountID string }
)

func (CreateUser) request()           {}
func (FetchToken) request()           {}
func (FindOwner) request()            {}
func (OpenSession) request()          {}
func (LoadProvider) request()         {}
func (LoadProviders) request()        {}
func (SearchProviders) request()      {}
func (LoadLogin) request()            {}
func (CreateAccount) request()        {}
func (Poll) request()                 {}
func (SubmitMFA) request()            {}
func (ResendCode) request()           {}
func (Revoke) request()               {}
func (LoadFileTypes) request()        {}
func (CreateArchive) request()        {}
func (LoadInviteTemplates) request()  {}
func (CreateInviteTemplate) request() {}
func (SendInvite) request()           {}
func (LoadData) request()             {}
func (DisableMonitor) request()       {}
func (LaunchWidget) request()         {}
func (RenewWidget) request()          {}
