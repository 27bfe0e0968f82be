package wire

import "time"

// EventName is the widget's name of a screen, sent with onUIEvent.
type EventName string

// The screen events of the widget.
const (
	ConsentPageOpened        EventName = "ConsentPageOpened"
	ProviderListPageOpened   EventName = "ProviderListPageOpened"
	LoginOptionsPageOpened   EventName = "LoginOptionsPageOpened"
	LoginPageOpened          EventName = "LoginPageOpened"
	MfaPageOpened            EventName = "MfaPageOpened"
	ConnectSuccessPageOpened EventName = "ConnectSuccessPageOpened"
	AccountRevokePageOpened  EventName = "AccountRevokePageOpened"
	EmployerSurveyPageOpened EventName = "EmployerSurveyPageOpened"
	FileTypeListPageOpened   EventName = "FileTypeListPageOpened"
	FileTypePageOpened       EventName = "FileTypePageOpened"
	ArchiveSuccessPageOpened EventName = "ArchiveSuccessPageOpened"
	RevokeArchivePageOpened  EventName = "RevokeArchivePageOpened"
)

// CallbackName is the name under which the widget's host registers a callback.
type CallbackName string

// The callbacks of the widget.
const (
	OnAccountCreated   CallbackName = "onAccountCreated"
	OnAccountConnected CallbackName = "onAccountConnected"
	OnAccountError     CallbackName = "onAccountError"
	OnAccountRemoved   CallbackName = "onAccountRemoved"
	OnUploadsCreated   CallbackName = "onUploadsCreated"
	OnUploadsRemoved   CallbackName = "onUploadsRemoved"
	OnTokenExpired     CallbackName = "onTokenExpired"
	OnClose            CallbackName = "onClose"
	OnUIEvent          CallbackName = "onUIEvent"
)

// AccountCallback is the data of the four account callbacks; ErrorCode is set
// for onAccountError alone.
type AccountCallback struct {
	AccountID  string           `json:"accountId"`
	UserID     string           `json:"userId"`
	ProviderID string           `json:"providerId"`
	ErrorCode  AccountErrorCode `json:"errorCode,omitempty"`
}

// UploadsCallback is the data of the two upload callbacks. The documentation does
// not say what an upload is made of; here it is the archive's id.
type UploadsCallback struct {
	Uploads []string `json:"uploads"`
	UserID  string   `json:"userId"`
}

// CloseReason says which way the widget was left.
type CloseReason string

// The reasons of onClose: the X, DONE on the success page, Exit on an error page.
const (
	CloseX     CloseReason = "close"
	CloseExit  CloseReason = "exit"
	CloseError CloseReason = "error"
)

// CloseCallback is the data of onClose.
type CloseCallback struct {
	Reason CloseReason `json:"reason"`
}

// UIEvent is the data of onUIEvent. Account is there on the pages that belong to
// a provider or an account, Archive on those of a file type or an archive.
type UIEvent struct {
	EventName EventName       `json:"eventName"`
	EventTime time.Time       `json:"eventTime"`
	Mode      Mode            `json:"mode"`
	UserID    string          `json:"userId"`
	Account   *UIEventAccount `json:"account,omitempty"`
	Archive   *UIEventArchive `json:"archive,omitempty"`
}

// UIEventAccount names the provider of a page, and the account once there is one.
type UIEventAccount struct {
	ProviderID string `json:"providerId"`
	AccountID  string `json:"accountId,omitempty"`
}

// UIEventArchive names the file type of a page, and the archive once there is one.
type UIEventArchive struct {
	FileType  string `json:"fileType"`
	ArchiveID string `json:"archiveId,omitempty"`
}
