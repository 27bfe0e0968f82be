package flow

import "winkterm/api/wire"

// Page is where the user is. The pages are named after the widget's own.
type Page uint8

// The pages, in the order in which a user meets them.
const (
	Start Page = iota
	Consent
	ProviderList
	LoginOptions
	Login
	EmployerSurvey
	Connecting
	MFA
	ConnectSuccess
	ConnectError
	AccountRevoke
	FileTypeList
	FileType
	ArchiveStatus
	ArchiveSuccess
	RevokeArchive
	Browsing
	Problem
	Closed
)

// place is what the flow knows of a page.
type place struct {
	name string
	// event is the widget's name of the page, empty where the widget has none.
	event wire.EventName
	// step answers what the user does on the page.
	step func(*turn, Intent)
	// leads are the pages that can follow; Browser, Problem and Closed can always,
	// and so can every page behind on the trail.
	leads []Page
	// kept says that going back leads here again.
	kept bool
}

// places is the flow as a table; the diagram in the README is drawn from it.
func places() [Closed + 1]place {
	return [...]place{
		Start: {
			name: "Start", step: stepStart,
			leads: []Page{Consent, Login, LoginOptions, EmployerSurvey},
		},
		Consent: {
			name: "Consent", event: wire.ConsentPageOpened, step: stepConsent, kept: true,
			leads: []Page{ProviderList, Login, LoginOptions, EmployerSurvey},
		},
		ProviderList: {
			name: "ProviderList", event: wire.ProviderListPageOpened, step: stepProviderList, kept: true,
			leads: []Page{Login, LoginOptions, EmployerSurvey, AccountRevoke, FileTypeList},
		},
		LoginOptions: {
			name: "LoginOptions", event: wire.LoginOptionsPageOpened, step: stepLoginOptions, kept: true,
			leads: []Page{Login},
		},
		Login: {
			name: "Login", event: wire.LoginPageOpened, step: stepLogin, kept: true,
			leads: []Page{Connecting},
		},
		EmployerSurvey: {
			name: "EmployerSurvey", event: wire.EmployerSurveyPageOpened, step: stepEmployerSurvey, kept: true,
			leads: []Page{Login, LoginOptions, ProviderList, FileTypeList},
		},
		Connecting: {
			name: "Connecting", step: stepConnecting,
			leads: []Page{MFA, ConnectSuccess, ConnectError, AccountRevoke},
		},
		MFA: {
			name: "MFA", event: wire.MfaPageOpened, step: stepMFA,
			leads: []Page{MFA, Connecting, ConnectSuccess, ConnectError, AccountRevoke},
		},
		ConnectSuccess: {
			name: "ConnectSuccess", event: wire.ConnectSuccessPageOpened, step: stepConnectSuccess, kept: true,
			leads: []Page{ProviderList, AccountRevoke},
		},
		ConnectError: {
			name: "ConnectError", step: stepConnectError,
			leads: []Page{Login, ProviderList, FileTypeList},
		},
		AccountRevoke: {
			name: "AccountRevoke", event: wire.AccountRevokePageOpened, step: stepAccountRevoke,
			leads: []Page{ProviderList},
		},
		FileTypeList: {
			name: "FileTypeList", event: wire.FileTypeListPageOpened, step: stepFileTypeList, kept: true,
			leads: []Page{FileType, RevokeArchive},
		},
		FileType: {
			name: "FileType", event: wire.FileTypePageOpened, step: stepFileType, kept: true,
			leads: []Page{ArchiveStatus},
		},
		ArchiveStatus: {
			name: "ArchiveStatus", step: stepArchiveStatus,
			leads: []Page{ArchiveSuccess, RevokeArchive, FileType, FileTypeList},
		},
		ArchiveSuccess: {
			name: "ArchiveSuccess", event: wire.ArchiveSuccessPageOpened, step: stepArchiveSuccess, kept: true,
			leads: []Page{FileTypeList, RevokeArchive},
		},
		RevokeArchive: {
			name: "RevokeArchive", event: wire.RevokeArchivePageOpened, step: stepRevokeArchive,
			leads: []Page{FileTypeList},
		},
		Browsing: {
			name: "Browser", step: stepBrowsing, kept: true,
			leads: []Page{AccountRevoke, RevokeArchive},
		},
		Problem: {name: "Problem", step: stepProblem, leads: []Page{Start}},
		Closed:  {name: "Closed", step: stepClosed, leads: []Page{Start}},
	}
}

// Pages lists every page.
func Pages() []Page {
	all := make([]Page, 0, Closed+1)
	for p := Start; p <= Closed; p++ {
		all = append(all, p)
	}
	return all
}

// String is the page's name as the documentation has it.
func (p Page) String() string { return places()[p].name }

// WidgetEvent is the eventName that the widget sends when the page shows, empty
// where it sends none.
func (p Page) WidgetEvent() wire.EventName { return places()[p].event }

// Next are the pages that can follow p, besides Browser, Problem, Closed and going back.
func (p Page) Next() []Page { return places()[p].leads }
