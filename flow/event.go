package flow

import (
	"time"

	"winkterm/api/wire"
)

// Event is something that happened: an Intent of the user, an Answer of a call,
// TokenExpired, or HostReset.
//
//sumtype:decl
type Event interface{ event() }

// Intent is something that the user wants.
type Intent interface {
	Event
	intent()
}

// want makes a type an Intent.
type want struct{}

func (want) event()  {}
func (want) intent() {}

type (
	// Begin starts a new session.
	Begin struct{ want }
	// OwnerWanted goes on with the user whose account or archive was found.
	OwnerWanted struct{ want }
	// ConsentGiven accepts the consent page.
	ConsentGiven struct{ want }
	// ConsentDeclined declines it, which closes.
	ConsentDeclined struct{ want }
	// Searched is a change of the search field.
	Searched struct {
		want
		Query string
	}
	// TypeFiltered picks a provider type, "" for all.
	TypeFiltered struct {
		want
		Type wire.ProviderType
	}
	// ProviderChosen picks a provider of the list.
	ProviderChosen struct {
		want
		Provider wire.Provider
	}
	// OptionChosen picks a way to log in by its id.
	OptionChosen struct {
		want
		ID string
	}
	// Typed is a change of fields of the page's form, by field name. The MFA page's
	// fields are CodeField, ChoiceField, or the questions' ids.
	Typed struct {
		want
		Values map[string]wire.Secret
	}
	// Submitted sends the page's form.
	Submitted struct{ want }
	// ResendWanted asks for another code.
	ResendWanted struct{ want }
	// RecordChosen takes the social security record that the survey offers.
	RecordChosen struct{ want }
	// AnotherWanted goes on to connect another account.
	AnotherWanted struct{ want }
	// AccountWanted opens the page of an account: on Accounts that of the id, elsewhere
	// the one just connected.
	AccountWanted struct {
		want
		ID string `json:",omitempty"`
	}
	// AccountsWanted shows all that the user has linked and uploaded.
	AccountsWanted struct{ want }
	// DataWanted shows the data of the account or archive that the page is about.
	DataWanted struct{ want }
	// LoginWanted logs in again where the page's account, which failed, is.
	LoginWanted struct{ want }
	// UploadWanted goes to the document types.
	UploadWanted struct{ want }
	// EmployerMissing is "Can't find your employer?": it goes to the document types, or
	// closes where the options offer no upload.
	EmployerMissing struct{ want }
	// FileTypeChosen picks a document type.
	FileTypeChosen struct {
		want
		Type wire.FileType
	}
	// FileAdded adds a file that was checked; Submitted sends what was added.
	FileAdded struct {
		want
		File File
	}
	// FileRemoved takes one out by its index, from 0.
	FileRemoved struct {
		want
		Index int
	}
	// UploadStopped gives up sending.
	UploadStopped struct{ want }
	// ArchiveWanted opens the page on which the archive can be revoked.
	ArchiveWanted struct {
		want
		ID string
	}
	// RevokeWanted asks to revoke the page's account; a confirmation follows.
	RevokeWanted struct{ want }
	// RevokeConfirmed goes through with it. In production Typed must be the
	// account's id.
	RevokeConfirmed struct {
		want
		Typed string
	}
	// SyncStopWanted disables the account's continuous data sync.
	SyncStopWanted struct{ want }
	// Refreshed asks again for what the page shows.
	Refreshed struct{ want }
	// Retried repeats what failed.
	Retried struct{ want }
	// Back goes one page back, or takes back a question that the page asks.
	Back struct{ want }
	// BrowserWanted shows the Browser page, and opens the widget unless it is open.
	BrowserWanted struct{ want }
	// TokenWanted gives the widget in the browser a fresh token.
	TokenWanted struct{ want }
	// InviteWanted sends an invite in place of linking here, or shows the one that was sent.
	InviteWanted struct{ want }
	// TemplateChosen picks an invite template.
	TemplateChosen struct {
		want
		ID string
	}
	// TemplateWanted makes an invite template where a sandbox has none.
	TemplateWanted struct{ want }
	// Done leaves by the button: DONE on the success page, Exit on an error page.
	Done struct{ want }
	// Close leaves by the X.
	Close struct{ want }
)

// The names of the MFA page's fields.
const (
	CodeField   = "code"
	ChoiceField = "choice"
)

// Answer is a reply to the Ask of the same attempt. A provider list comes in
// several, and an upload reports how far it is before it answers.
type Answer struct {
	Attempt int
	Reply   Reply `json:"-"`
}

// TokenExpired says that the link token's time is up.
type TokenExpired struct{ ExpiresAt time.Time }

// HostReset says that the host was started over, as a sandbox can be: it knows
// neither the user nor the token nor the session any more.
type HostReset struct{}

func (Answer) event()       {}
func (TokenExpired) event() {}
func (HostReset) event()    {}

// Reply is what an API answered.
//
//sumtype:decl
type Reply interface{ reply() }

type (
	// TokenReady says that there is a user with a link token (CreateUser, FetchToken).
	// Consent is what the host asks users to agree to, nil where it did not say.
	TokenReady struct {
		UserID    string
		Mode      wire.Mode
		ExpiresAt time.Time
		Consent   *wire.ConsentText
	}
	// OwnerFound is an account or archive with its user.
	OwnerFound struct{ Found Found }
	// SessionOpened says that the token is spent and the Link session open.
	SessionOpened struct {
		UserID    string
		Mode      wire.Mode
		ExpiresAt time.Time
		Template  wire.Template
	}
	// ProviderLoaded is one provider.
	ProviderLoaded struct{ Provider wire.Provider }
	// ProvidersArrived is a page of the list, or of a search. Cursor is where the
	// next page starts; Last says that there is none.
	ProvidersArrived struct {
		Providers []wire.Provider
		Cursor    string
		Last      bool
	}
	// LoginLoaded is a provider's login form.
	LoginLoaded struct{ Form wire.LoginForm }
	// AccountCreated says that the credentials were taken.
	AccountCreated struct{ Account wire.LinkAccount }
	// AccountSeen is the account as it stands now.
	AccountSeen struct{ Account wire.LinkAccount }
	// SyncSeen is the account with its tasks.
	SyncSeen struct {
		Account wire.Account
		Tasks   []wire.Task
	}
	// AnswerAccepted says that the provider took the code, choice or answers, or sent
	// another code.
	AnswerAccepted struct{ Account wire.LinkAccount }
	// Agreed says that the host will do what was asked: revoke, stop the data sync, or
	// take a fresh token into the widget.
	Agreed struct{}
	// FileTypesLoaded are the document types that may be uploaded.
	FileTypesLoaded struct{ FileTypes []wire.FileType }
	// UploadProgress is how far an upload is. It comes several times before the
	// answer of the upload itself.
	UploadProgress struct{ Progress Progress }
	// ArchiveCreated says that the host took the files.
	ArchiveCreated struct{ Archive wire.Archive }
	// ArchiveSeen is the archive as it stands now.
	ArchiveSeen struct{ Archive wire.Archive }
	// WidgetLaunched says that the page for the widget is served.
	WidgetLaunched struct{ URL string }
	// UserSeen is what a user has linked and uploaded, as it stands now.
	UserSeen struct {
		Accounts []wire.Account
		Archives []wire.Archive
	}
	// InviteTemplatesLoaded are the host's invite templates, or the one that was made.
	InviteTemplatesLoaded struct{ Templates []InviteTemplate }
	// InviteSent says that the host took the invite.
	InviteSent struct{ Invite wire.Invite }
	// InviteSeen is the invite as it stands now, with its log and its user's accounts.
	InviteSeen struct {
		Invite   wire.Invite
		Log      []wire.InviteLog
		Accounts []wire.Account
	}
	// DataArrived is what has been read so far of an account's or archive's data, all of it
	// where Last is set: how much of which kind. It comes several times.
	DataArrived struct {
		Tasks  []wire.Task
		Counts []DataCount
		Last   bool
	}
	// Failed says that the call did not succeed.
	Failed struct{ Failure Failure }
)

func (TokenReady) reply()            {}
func (OwnerFound) reply()            {}
func (SessionOpened) reply()         {}
func (ProviderLoaded) reply()        {}
func (ProvidersArrived) reply()      {}
func (LoginLoaded) reply()           {}
func (AccountCreated) reply()        {}
func (AccountSeen) reply()           {}
func (SyncSeen) reply()              {}
func (AnswerAccepted) reply()        {}
func (Agreed) reply()                {}
func (FileTypesLoaded) reply()       {}
func (UploadProgress) reply()        {}
func (ArchiveCreated) reply()        {}
func (ArchiveSeen) reply()           {}
func (WidgetLaunched) reply()        {}
func (UserSeen) reply()              {}
func (InviteTemplatesLoaded) reply() {}
func (InviteSent) reply()            {}
func (InviteSeen) reply()            {}
func (DataArrived) reply()           {}
func (Failed) reply()                {}
