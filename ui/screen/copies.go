package screen

import "winkterm/flow"

// Copies gives what ctrl+y copies on a page, and what it is: the id that the
// page is about.
func Copies(s flow.State) (text, what string) {
	switch s.Page {
	case flow.Login, flow.LoginOptions, flow.EmployerSurvey:
		return s.Linking.Provider.ID, "provider id"
	case flow.Connecting, flow.MFA, flow.ConnectSuccess, flow.ConnectError, flow.AccountRevoke:
		return s.Linking.AccountID, "account id"
	case flow.ArchiveStatus, flow.ArchiveSuccess, flow.RevokeArchive:
		return s.Documents.ArchiveID, "archive id"
	case flow.Browsing:
		return s.Browser.URL, "address"
	case flow.Problem:
		return s.Calls.Failed.Failure.RequestID, "requestId"
	case flow.Start, flow.Consent, flow.ProviderList, flow.FileTypeList, flow.FileType, flow.Closed:
	}
	return s.Session.UserID, "user id"
}
