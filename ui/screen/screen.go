package screen

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/assets"
	"winkterm/flow"
	"winkterm/flow/search"
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

// Screen is one page. It belongs to one showing of the page.
type Screen interface {
	// Update answers a key press, a paste, Arrived, or what a Query found (Answer).
	Update(tea.Msg, flow.State) Out
	// View draws the page, width columns wide. height is what will be seen at
	// once; a view may be longer and is then scrolled to its focus.
	View(s flow.State, width, height int) View
	// Help lists the keys that do something now, the most useful ones first.
	Help(flow.State) []key.Binding
}

// Arrived is the first message of a page: it shows now, and may ask.
type Arrived struct{}

// Out is what a screen wants done; the zero value is nothing.
type Out struct {
	Intents []flow.Intent
	// Copy goes to the clipboard; What names it for the user.
	Copy, What string
	// Queries ask about the disk.
	Queries []query.Query
	// Quit leaves the program.
	Quit bool
}

func want(i ...flow.Intent) Out { return Out{Intents: i} }

// screens make the screen of each page.
var screens = [...]func(flow.State, card) Screen{
	flow.Start:          func(_ flow.State, c card) Screen { return &start{card: c, since: c.Now()} },
	flow.Consent:        func(_ flow.State, c card) Screen { return menuPage{&consent{c}} },
	flow.ProviderList:   func(s flow.State, c card) Screen { return newProviders(s, c.Env) },
	flow.LoginOptions:   func(_ flow.State, c card) Screen { return menuPage{&loginOptions{c}} },
	flow.Login:          func(s flow.State, c card) Screen { return newLogin(s, c.Env) },
	flow.EmployerSurvey: func(_ flow.State, c card) Screen { return menuPage{&employerSurvey{c}} },
	flow.Connecting:     func(_ flow.State, c card) Screen { return &connecting{card: c, since: c.Now()} },
	flow.MFA:            func(s flow.State, c card) Screen { return newMFA(s, c.Env) },
	flow.ConnectSuccess: func(_ flow.State, c card) Screen { return menuPage{&connectSuccess{c}} },
	flow.ConnectError:   func(_ flow.State, c card) Screen { return menuPage{&connectError{c}} },
	flow.AccountRevoke:  func(_ flow.State, c card) Screen { return newAccountRevoke(c.Env) },
	flow.FileTypeList:   func(_ flow.State, c card) Screen { return menuPage{&fileTypes{c}} },
	flow.FileType:       func(s flow.State, c card) Screen { return newPicker(s, c.Env) },
	flow.ArchiveStatus:  func(_ flow.State, c card) Screen { return menuPage{&archiveStatus{card: c, since: c.Now()}} },
	flow.ArchiveSuccess: func(_ flow.State, c card) Screen { return &archiveSuccess{card: c} },
	flow.RevokeArchive:  func(_ flow.State, c card) Screen { return newArchiveRevoke(c.Env) },
	flow.Browsing:       func(_ flow.State, c card) Screen { return &browsing{card: c} },
	flow.Problem:        func(_ flow.State, c card) Screen { return menuPage{&problem{c}} },
	flow.Closed:         func(_ flow.State, c card) Screen { return &closed{c} },
}

// For gives the screen of the state's page.
func For(s flow.State, env *Env) Screen { return screens[s.Page](s, card{Env: env}) }
