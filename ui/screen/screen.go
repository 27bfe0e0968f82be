package screen

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/assets"
	"winkterm/flow"
	"winkterm/ui/keymap"
	"winkterm/ui/search"
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

// Out is what a screen wants done; the zero value is nothing.
type Out struct {
	Intents []flow.Intent
	// Copy goes to the clipboard; What names it for the user.
	Copy, What string
	// Queries ask about the disk.
	Queries []Query
	// Quit leaves the program.
	Quit bool
}

func want(i ...flow.Intent) Out { return Out{Intents: i} }

// For gives the screen of the state's page.
func For(s flow.State, env *Env) Screen {
	switch s.Page {
	case flow.Start:
		return &start{card: card{Env: env}, since: env.Now()}
	case flow.Consent:
		return &consent{card{Env: env}}
	case flow.ProviderList:
		return newProviders(s, env)
	case flow.LoginOptions:
		return &loginOptions{card{Env: env}}
	case flow.Login:
		return newLogin(s, env)
	case flow.EmployerSurvey:
		return &employerSurvey{card{Env: env}}
	case flow.Connecting:
		return &connecting{card: card{Env: env}, since: env.Now()}
	case flow.MFA:
		return newMFA(s, env)
	case flow.ConnectSuccess:
		return &connectSuccess{card{Env: env}}
	case flow.ConnectError:
		return &connectError{card{Env: env}}
	case flow.AccountRevoke:
		return newAccountRevoke(env)
	case flow.FileTypeList:
		return &fileTypes{card{Env: env}}
	case flow.FileType:
		return newPicker(s, env)
	case flow.ArchiveStatus:
		return &archiveStatus{card: card{Env: env}, since: env.Now()}
	case flow.ArchiveSuccess:
		return &archiveSuccess{card: card{Env: env}}
	case flow.RevokeArchive:
		return newArchiveRevoke(env)
	case flow.Browsing:
		return &browsing{card: card{Env: env}}
	case flow.Problem:
		return &problem{card{Env: env}}
	case flow.Closed:
		return &closed{card{Env: env}}
	}
	return &closed{card{Env: env}}
}
