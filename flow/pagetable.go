package flow

import "winkterm/api/wire"

// pageTable is the flow as a table, a row for a page; the diagram in docs/guide.md is
// drawn from it. It is filled in init because what the rows do reads it.
var pageTable [Data + 1]pageSpec

func init() {
	pageTable = [...]pageSpec{
		Start: {
			name:   "Start",
			next:   []Page{Owner, Consent, Login, LoginOptions, EmployerSurvey, Connecting, AccountRevoke, ArchiveStatus, ArchiveSuccess, RevokeArchive},
			offers: []offer{on(starting.begin)},
		},
		Consent: {
			name: "Consent", event: wire.ConsentPageOpened, next: []Page{ProviderList, Login, LoginOptions, EmployerSurvey, Accounts, Invite},
			offers: []offer{on(starting.consent), on(listing.open), on(inviting.open), leaves[ConsentDeclined](wire.CloseX)},
			kept:   true, returns: true,
		},
		ProviderList: {
			name: "ProviderList", event: wire.ProviderListPageOpened,
			next:   []Page{Login, LoginOptions, EmployerSurvey, AccountRevoke, FileTypeList, Accounts},
			offers: []offer{on(choosing.search), on(choosing.filter), on(choosing.reload), on(choosing.choose), on(choosing.employerMissing), on(uploading.open), on(listing.open), on(listing.openAccount)},
			kept:   true, returns: true, done: 1, polls: SubjectSync,
			typing: func(s *State) bool { return s.Options.Searchable() },
		},
		LoginOptions: {
			name: "LoginOptions", event: wire.LoginOptionsPageOpened, next: []Page{Login},
			offers: []offer{on(choosing.chooseOption)},
			kept:   true, returns: true, done: 2, about: AboutProvider,
		},
		Login: {
			name: "Login", event: wire.LoginPageOpened, next: []Page{Connecting},
			offers: []offer{on(linking.logIn)},
			kept:   true, returns: true, done: 2, about: AboutProvider,
			shows: showProvider, form: loginForm,
			typing: func(s *State) bool { return s.Options.Native },
		},
		EmployerSurvey: {
			name: "EmployerSurvey", event: wire.EmployerSurveyPageOpened, next: []Page{Login, LoginOptions, ProviderList, FileTypeList},
			offers: []offer{on(choosing.chooseRecord), on(uploading.open)},
			kept:   true, returns: true, done: 1, about: AboutProvider,
		},
		Connecting: {
			name: "Connecting", next: []Page{MFA, ConnectSuccess, ConnectError, AccountRevoke},
			offers: []offer{on(refresh)},
			done:   3, about: AboutAccount, polls: SubjectAccount,
			shows: showLogin,
		},
		MFA: {
			name: "MFA", event: wire.MfaPageOpened, next: []Page{MFA, Connecting, ConnectSuccess, ConnectError, AccountRevoke},
			offers:  []offer{on(linking.answer), on(linking.resend), on(refresh)},
			returns: true, done: 3, about: AboutAccount, polls: SubjectAccount,
			shows: showProvider, form: challengeForm,
			typing: func(s *State) bool { return s.Linking.Challenge.Kind != wire.MFAChoice },
		},
		ConnectSuccess: {
			name: "ConnectSuccess", event: wire.ConnectSuccessPageOpened, next: []Page{ProviderList, AccountRevoke, Accounts, Data},
			offers: []offer{on(linking.another), on(linking.openLinked), on(listing.open), on(reading.open), on(refresh), leaves[Done](wire.CloseExit)},
			kept:   true, returns: true, done: Stages, about: AboutAccount, polls: SubjectSync, shows: showAccount,
		},
		ConnectError: {
			name: "ConnectError", next: []Page{Login, ProviderList, FileTypeList},
			offers:  []offer{goesBack[Retried](), on(linking.another), on(uploading.open), leaves[Done](wire.CloseError)},
			returns: true, done: 2, about: AboutAccount, shows: showAccount,
		},
		AccountRevoke: {
			name: "AccountRevoke", event: wire.AccountRevokePageOpened, next: []Page{ProviderList, Login, LoginOptions, EmployerSurvey, Data},
			offers:  []offer{on(revoking.ask), on(revoking.confirm), on(reading.open), on(linking.logInAgain), on(linking.stopSync), on(refresh)},
			returns: true, done: 1, about: AboutAccount, polls: SubjectSync, shows: showAccount, typing: confirming,
		},
		FileTypeList: {
			name: "FileTypeList", event: wire.FileTypeListPageOpened, next: []Page{FileType, RevokeArchive},
			offers: []offer{on(uploading.chooseType), on(uploading.openArchive)},
			kept:   true, returns: true, path: PathDocuments, done: 1,
		},
		FileType: {
			name: "FileType", event: wire.FileTypePageOpened, next: []Page{ArchiveStatus},
			offers: []offer{on(uploading.add), on(uploading.remove), on(uploading.send), on(uploading.stop)},
			kept:   true, returns: true, path: PathDocuments, done: 2, shows: showType,
			typing: func(s *State) bool { return !s.Calls.Sending() },
		},
		ArchiveStatus: {
			name: "ArchiveStatus", next: []Page{ArchiveSuccess, RevokeArchive, FileType, FileTypeList},
			offers: []offer{on(refresh), on(uploading.again), on(uploading.another), on(uploading.giveUp)},
			path:   PathDocuments, done: 3, about: AboutArchive, polls: SubjectArchive, shows: showUpload,
		},
		ArchiveSuccess: {
			name: "ArchiveSuccess", event: wire.ArchiveSuccessPageOpened, next: []Page{FileTypeList, RevokeArchive, Data},
			offers: []offer{
				on(reading.open), goesBack[AnotherWanted](), opensArchive[RevokeWanted](), opensArchive[ArchiveWanted](),
				on(refresh), leaves[Done](wire.CloseExit),
			},
			kept: true, returns: true, path: PathDocuments, done: Stages, about: AboutArchive, polls: SubjectArchive, shows: showArchive,
		},
		RevokeArchive: {
			name: "RevokeArchive", event: wire.RevokeArchivePageOpened, next: []Page{FileTypeList, Data},
			offers:  []offer{on(revoking.ask), on(revoking.confirm), on(reading.open), on(refresh)},
			returns: true, path: PathDocuments, done: 1, about: AboutArchive, polls: SubjectArchive, shows: showArchive, typing: confirming,
		},
		Browsing: {
			name: "Browser", next: []Page{AccountRevoke, RevokeArchive},
			offers: []offer{on(browsing.reopen), on(browsing.renew), on(refresh), on(browsing.openAccount), on(browsing.openArchive)},
			kept:   true, returns: true, about: AboutBrowser, polls: SubjectUser,
		},
		Problem: {name: "Problem", next: []Page{Start}, about: AboutProblem, offers: []offer{on(retry), leaves[Done](wire.CloseError)}},
		Closed:  {name: "Closed", next: []Page{Start}, offers: []offer{on(starting.restart)}},
		Owner: {
			name: "Owner", next: []Page{Start}, shows: showOwner,
			offers: []offer{on(starting.openOwner), leaves[Done](wire.CloseX)},
		},
		Invite: {
			name: "Invite", next: []Page{Consent},
			offers: []offer{on(inviting.choose), on(inviting.makeTemplate), on(inviting.send), on(inviting.another), on(inviting.refresh)},
			kept:   true, returns: true, polls: SubjectInvite, form: inviteFields,
			typing: func(s *State) bool { return s.Invitation.Filling() },
		},
		Accounts: {
			name: "Accounts", next: []Page{AccountRevoke, RevokeArchive},
			offers: []offer{on(listing.openAccount), on(uploading.openArchive), on(refresh)},
			kept:   true, returns: true, polls: SubjectUser, done: 1,
		},
		Data: {
			name: "Data", next: []Page{ConnectSuccess, AccountRevoke, ArchiveSuccess, RevokeArchive},
			offers:  []offer{on(reading.refresh)},
			returns: true, about: AboutData, polls: SubjectSync, shows: showData,
		},
	}
}

// confirming says that an id is typed to confirm revoking.
func confirming(s *State) bool {
	return s.Revocation.Stage == RevokeAsked && s.Session.Production()
}

func showProvider(s *State, e *ShowPage) { e.ProviderID = s.Linking.Provider.ID }

// showLogin goes with an account that was just made: its provider is the one chosen.
func showLogin(s *State, e *ShowPage) {
	e.ProviderID, e.AccountID = s.Linking.Provider.ID, s.Linking.AccountID
}

func showAccount(s *State, e *ShowPage) {
	e.ProviderID, e.AccountID = s.Linking.Current().ProviderID, s.Linking.AccountID
}

func showData(s *State, e *ShowPage) {
	if s.UserData.Of.Kind == SubjectArchive {
		showArchive(s, e)
		return
	}
	showAccount(s, e)
}

func showType(s *State, e *ShowPage) { e.FileType = s.Documents.Type.Type }

// showUpload goes with an archive that was just made: its type is the one chosen.
func showUpload(s *State, e *ShowPage) {
	e.FileType, e.ArchiveID = s.Documents.Type.Type, s.Documents.ArchiveID
}

func showArchive(s *State, e *ShowPage) {
	e.FileType, e.ArchiveID = s.Documents.Current().Type, s.Documents.ArchiveID
}
