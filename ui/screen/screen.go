package screen

import (
	"cmp"
	"time"

	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/search"
	"winkterm/flow/userdata"
	"winkterm/ui/files/query"
	"winkterm/ui/keymap"
	"winkterm/ui/theme"
)

// Env is what the screens work with.
type Env struct {
	Theme theme.Theme
	Keys  keymap.Keys
	// Index has the providers that have arrived.
	Index *search.Index
	// Data has the user data that were read; nil where there are none, as in a recording.
	Data *userdata.Store
	// People are the sandbox's test people.
	People []assets.Person
	// Host is the host's name for the screen.
	Host string
	Now  func() time.Time
	// Forward gives the line to type elsewhere to reach an address of this machine by
	// SSH; QR draws an address, and is nil where no other machine can open it.
	Forward func(address string) string
	QR      func(address string) []string
	// Colours says that the terminal can show a picture.
	Colours bool
}

// Out is what a page wants done; the zero value is nothing.
type Out struct {
	Intents []flow.Intent
	// Copy goes to the clipboard; What names it for the user.
	Copy, What string
	// Whole has Copy copied as it is: an address that is made to be passed on.
	Whole bool
	// Open is an address to open in the user's browser.
	Open string
	// Queries ask about the disk.
	Queries []query.Query
	// Quit leaves the program.
	Quit bool
}

func want(i ...flow.Intent) Out { return Out{Intents: i} }

// Arrived is the first message of a page: it shows now, and may ask.
type Arrived struct{}

// pages say what writes each page of the flow.
var pages = [...]func(*Page, flow.State){
	flow.Start:          text(start),
	flow.Consent:        text(consent),
	flow.ProviderList:   func(p *Page, s flow.State) { newProviders(p, s) },
	flow.LoginOptions:   text(loginOptions),
	flow.Login:          text(login),
	flow.EmployerSurvey: text(employerSurvey),
	flow.Connecting:     text(connecting),
	flow.MFA:            text(mfa),
	flow.ConnectSuccess: text(connectSuccess),
	flow.ConnectError:   text(connectError),
	flow.AccountRevoke:  text(accountRevoke),
	flow.FileTypeList:   text(fileTypes),
	flow.FileType:       func(p *Page, _ flow.State) { newPicker(p) },
	flow.ArchiveStatus:  text(archiveStatus),
	flow.ArchiveSuccess: text(archiveSuccess),
	flow.RevokeArchive:  text(revokeArchive),
	flow.Browsing:       wide(browsing),
	flow.Problem:        text(problem),
	flow.Closed:         text(closed),
	flow.Owner:          text(owner),
	flow.Invite:         wide(invite),
	flow.Accounts:       text(accounts),
	flow.Data:           func(p *Page, _ flow.State) { newData(p) },
}

// wide is a page of text with lines that are better not broken, such as addresses.
func wide(write func(*writer)) func(*Page, flow.State) {
	return func(p *Page, _ flow.State) { p.write, p.wide = write, true }
}

// text is a page that keeps nothing of its own beside what every page has.
func text(write func(*writer)) func(*Page, flow.State) {
	return func(p *Page, _ flow.State) { p.write = write }
}

// For makes the state's page.
func For(s flow.State, env *Env) *Page {
	p := &Page{Env: env, since: env.Now(), form: newForm(s), height: 1}
	pages[s.Page](p, s)
	return p
}

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
	case flow.AboutData:
		return s.UserData.Of.ID, "id"
	case flow.AboutUser:
	}
	return cmp.Or(s.Session.UserID, s.Session.Found.UserID), "user id"
}
