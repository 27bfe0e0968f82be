package screen

import (
	"winkterm/api/wire"
	"winkterm/flow"
)

// Typing says that letters are typed into a field of the page, so that none of
// them can be a key.
func Typing(s flow.State) bool {
	switch s.Page {
	case flow.ProviderList:
		return searchable(s)
	case flow.Login:
		return s.Options.Native
	case flow.MFA:
		return s.Linking.Challenge.Kind != wire.MFAChoice
	case flow.FileType:
		return !sending(s)
	case flow.AccountRevoke, flow.RevokeArchive:
		return s.Revocation.Stage == flow.RevokeAsked && s.Session.Production()
	case flow.Start, flow.Consent, flow.LoginOptions, flow.EmployerSurvey, flow.Connecting,
		flow.ConnectSuccess, flow.ConnectError, flow.FileTypeList, flow.ArchiveStatus, flow.ArchiveSuccess, flow.Browsing, flow.Problem, flow.Closed:
	}
	return false
}
