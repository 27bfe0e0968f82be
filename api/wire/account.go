package wire

import "time"

// ConnectionStatus is where an account stands.
type ConnectionStatus string

// The connection statuses of the specification.
const (
	StatusPending      ConnectionStatus = "PENDING"
	StatusAwaitingMFA  ConnectionStatus = "AWAITING_MFA"
	StatusConnected    ConnectionStatus = "CONNECTED"
	StatusError        ConnectionStatus = "ERROR"
	StatusDisconnected ConnectionStatus = "DISCONNECTED"
)

// MonitorStatus is the state of the continuous data sync.
type MonitorStatus string

// The monitor statuses of the specification.
const (
	MonitorActive             MonitorStatus = "ACTIVE"
	MonitorUserActionRequired MonitorStatus = "USER_ACTION_REQUIRED"
	MonitorUnsupported        MonitorStatus = "UNSUPPORTED"
	MonitorCustomerDisabled   MonitorStatus = "CUSTOMER_DISABLED"
)

// AccountErrorCode says why an account ended in ERROR.
type AccountErrorCode string

// The sixteen error codes of the specification.
const (
	ErrAccountDisabled      AccountErrorCode = "ACCOUNT_DISABLED"
	ErrAccountInaccessible  AccountErrorCode = "ACCOUNT_INACCESSIBLE"
	ErrAccountIncomplete    AccountErrorCode = "ACCOUNT_INCOMPLETE"
	ErrAccountLocked        AccountErrorCode = "ACCOUNT_LOCKED"
	ErrAuthRequired         AccountErrorCode = "AUTH_REQUIRED"
	ErrExpiredCredentials   AccountErrorCode = "EXPIRED_CREDENTIALS"
	ErrInvalidAccountType   AccountErrorCode = "INVALID_ACCOUNT_TYPE"
	ErrInvalidAuth          AccountErrorCode = "INVALID_AUTH"
	ErrInvalidCredentials   AccountErrorCode = "INVALID_CREDENTIALS"
	ErrInvalidMFA           AccountErrorCode = "INVALID_MFA"
	ErrMFATimeout           AccountErrorCode = "MFA_TIMEOUT"
	ErrServiceUnavailable   AccountErrorCode = "SERVICE_UNAVAILABLE"
	ErrSystemError          AccountErrorCode = "SYSTEM_ERROR"
	ErrTOSRequired          AccountErrorCode = "TOS_REQUIRED"
	ErrUnsupportedAuthType  AccountErrorCode = "UNSUPPORTED_AUTH_TYPE"
	ErrUnsupportedMFAMethod AccountErrorCode = "UNSUPPORTED_MFA_METHOD"
)

// AccountErrorCodes lists the codes in the specification's order.
func AccountErrorCodes() []AccountErrorCode {
	return []AccountErrorCode{
		ErrAccountDisabled, ErrAccountInaccessible, ErrAccountIncomplete, ErrAccountLocked,
		ErrAuthRequired, ErrExpiredCredentials, ErrInvalidAccountType, ErrInvalidAuth,
		ErrInvalidCredentials, ErrInvalidMFA, ErrMFATimeout, ErrServiceUnavailable,
		ErrSystemError, ErrTOSRequired, ErrUnsupportedAuthType, ErrUnsupportedMFAMethod,
	}
}

// Account is a user's account at one provider.
type Account struct {
	ID               string           `json:"id"`
	CreatedAt        time.Time        `json:"createdAt"`
	ProviderID       string           `json:"providerId"`
	UserID           string           `json:"userId"`
	ConnectionStatus ConnectionStatus `json:"connectionStatus"`
	MonitorStatus    MonitorStatus    `json:"monitorStatus"`
	Monitor          Monitor          `json:"monitor"`
	Connection       Connection       `json:"connection"`
}

// Connection is the status with its reason and time, a part of the schema Account.
type Connection struct {
	Status       ConnectionStatus  `json:"status"`
	ErrorCode    *AccountErrorCode `json:"errorCode"`
	ErrorMessage *string           `json:"errorMessage"`
	UpdatedAt    time.Time         `json:"updatedAt"`
}

// Monitor is the state of the data sync with its time, a part of the schema Account.
type Monitor struct {
	Status    MonitorStatus `json:"status"`
	UpdatedAt *time.Time    `json:"updatedAt,omitempty"`
}

// ErrorCode gives the reason of an ERROR, empty when there is none.
func (a Account) ErrorCode() AccountErrorCode {
	if a.Connection.ErrorCode == nil {
		return ""
	}
	return *a.Connection.ErrorCode
}

// ErrorMessage gives the text beside the error code, empty when there is none.
func (a Account) ErrorMessage() string {
	if a.Connection.ErrorMessage == nil {
		return ""
	}
	return *a.Connection.ErrorMessage
}

// ExportType is the format of an export.
type ExportType string

// The export formats of the specification.
const (
	ExportPDF ExportType = "PDF"
	ExportCSV ExportType = "CSV"
)

// ExportRequest is the body of POST /accounts/{id}/exports/generate, the schema
// AccountExportGenerateRequest.
type ExportRequest struct {
	ExportExtensionType ExportType `json:"exportExtensionType"`
}

// AccountExport is a file with an account's data, to be downloaded for as long
// as the data are kept. MD5 is the file's digest in hexadecimal.
type AccountExport struct {
	ID                  string     `json:"id"`
	CreatedAt           time.Time  `json:"createdAt"`
	AccountID           string     `json:"accountId"`
	ExportExtensionType ExportType `json:"exportExtensionType"`
	MD5                 string     `json:"md5"`
	DownloadURL         string     `json:"downloadUrl"`
}
