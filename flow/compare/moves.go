package compare

import (
	"winkterm/api/wire"
	"winkterm/flow"
)

// move is one way from a page to another in the flow.
type move struct {
	from, to flow.Page
	// leaves says that it goes away from what the page is about. All other moves
	// need a page that is about what the goal is about.
	leaves bool
	// open says whether the way is there for a goal; nil for always.
	open func(*position, goal) bool
	// goes performs what the user does there, and what the host answers.
	goes func(*position, goal)
}

// moves is the map of the flow: its pages, and what leads from one to the next.
// Going back is not in it, nor is leaving; see route and close.
func moves() []move {
	return []move{
		{flow.Start, flow.Consent, false, consents, begin},
		{flow.Start, flow.Login, false, goesTo(flow.Login, atOnceIn), beginWith(flow.Login)},
		{flow.Start, flow.LoginOptions, false, goesTo(flow.LoginOptions, atOnceIn), beginWith(flow.LoginOptions)},
		{flow.Start, flow.EmployerSurvey, false, goesTo(flow.EmployerSurvey, atOnceIn), beginWith(flow.EmployerSurvey)},
		{flow.Closed, flow.Consent, false, consents, begin},
		{flow.Closed, flow.Login, false, goesTo(flow.Login, atOnceIn), beginWith(flow.Login)},
		{flow.Closed, flow.LoginOptions, false, goesTo(flow.LoginOptions, atOnceIn), beginWith(flow.LoginOptions)},
		{flow.Closed, flow.EmployerSurvey, false, goesTo(flow.EmployerSurvey, atOnceIn), beginWith(flow.EmployerSurvey)},

		{flow.Consent, flow.ProviderList, false, listed, consent(flow.ProviderList)},
		{flow.Consent, flow.Login, false, goesTo(flow.Login, alone), consent(flow.Login)},
		{flow.Consent, flow.LoginOptions, false, goesTo(flow.LoginOptions, alone), consent(flow.LoginOptions)},
		{flow.Consent, flow.EmployerSurvey, false, goesTo(flow.EmployerSurvey, alone), consent(flow.EmployerSurvey)},

		{flow.ProviderList, flow.Login, false, goesTo(flow.Login, nil), take(flow.Login)},
		{flow.ProviderList, flow.LoginOptions, false, goesTo(flow.LoginOptions, nil), take(flow.LoginOptions)},
		{flow.ProviderList, flow.EmployerSurvey, false, goesTo(flow.EmployerSurvey, nil), take(flow.EmployerSurvey)},
		{flow.ProviderList, flow.AccountRevoke, false, hasLogin, take(flow.AccountRevoke)},
		{flow.ProviderList, flow.FileTypeList, false, uploads, documents},

		{flow.LoginOptions, flow.Login, false, hasLogin, says(flow.OptionChosen{ID: theOption})},
		{flow.EmployerSurvey, flow.Login, false, goesTo(flow.Login, onRecord), record(flow.Login)},
		{flow.EmployerSurvey, flow.LoginOptions, false, goesTo(flow.LoginOptions, onRecord), record(flow.LoginOptions)},
		{flow.EmployerSurvey, flow.FileTypeList, true, uploads, documents},

		{flow.Login, flow.Connecting, false, unsent, logIn},
		{flow.Connecting, flow.MFA, false, hasLogin, lives(wire.StatusAwaitingMFA)},
		{flow.MFA, flow.Connecting, false, hasLogin, lives(wire.StatusPending)},
		{flow.Connecting, flow.ConnectSuccess, false, hasLogin, lives(wire.StatusConnected)},
		{flow.MFA, flow.ConnectSuccess, false, hasLogin, lives(wire.StatusConnected)},
		{flow.Connecting, flow.ConnectError, false, hasLogin, lives(wire.StatusError)},
		{flow.MFA, flow.ConnectError, false, hasLogin, lives(wire.StatusError)},
		{flow.Connecting, flow.AccountRevoke, false, disconnected, lives(wire.StatusDisconnected)},
		{flow.MFA, flow.AccountRevoke, false, disconnected, lives(wire.StatusDisconnected)},
		{flow.ConnectSuccess, flow.AccountRevoke, false, hasLogin, says(flow.AccountWanted{})},
		{flow.ConnectError, flow.ProviderList, true, chosen, says(flow.AnotherWanted{})},
		{flow.ConnectError, flow.FileTypeList, true, uploads, documents},

		{flow.FileTypeList, flow.FileType, false, hasUpload, chooseType},
		{flow.FileTypeList, flow.RevokeArchive, false, uploaded, openArchive},
		{flow.FileType, flow.ArchiveStatus, false, unsentFiles, send},
		{flow.ArchiveStatus, flow.ArchiveSuccess, false, hasUpload, becomes(wire.ArchiveAnalyzed)},
		{flow.ArchiveStatus, flow.RevokeArchive, false, gone, becomes(wire.ArchiveRevoked)},
		{flow.ArchiveStatus, flow.FileTypeList, true, nil, giveUp},
		{flow.ArchiveSuccess, flow.RevokeArchive, false, hasUpload, openArchive},
	}
}

// movesFrom are the moves by the page that they begin on.
var movesFrom = byPage(moves())

func byPage(all []move) [flow.Closed + 1][]move {
	var by [flow.Closed + 1][]move
	for _, m := range all {
		by[m.from] = append(by[m.from], m)
	}
	return by
}
