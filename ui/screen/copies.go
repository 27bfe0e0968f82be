package screen

import "winkterm/flow"

// Copies gives what ctrl+y copies on a page, and what it is: the id that the
// page is about.
func Copies(s flow.State) (text, what string) {
	switch s.Page.About() {
	case flow.AboutProvider:
		return s.Linking.Provider.ID, "provider id"
	case flow.AboutAccount:
		return s.Linking.AccountID, "account id"
	case flow.AboutArchive:
		return s.Documents.ArchiveID, "archive id"
	case flow.AboutBrowser:
		return s.Browser.URL, "address"
	case flow.AboutProblem:
		return s.Calls.Failed.Failure.RequestID, "requestId"
	case flow.AboutUser:
	}
	return s.Session.UserID, "user id"
}
