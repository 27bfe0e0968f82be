package keymap

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Keys is every binding of the wizard. Those on a bare letter serve pages that
// nothing is typed into; where there is a text field, the page looks at its
// field first, or uses the ctrl variant.
type Keys struct {
	// Everywhere.
	Enter key.Binding // go on with what is chosen or typed
	Back  key.Binding
	Close key.Binding // closes the widget, then the program
	Help  key.Binding // also in a text field
	// HelpLetter is "?" for pages without a text field.
	HelpLetter key.Binding
	Pane       key.Binding // from the wizard to the inspector and back
	Copy       key.Binding // also in a text field
	Browser    key.Binding // the real widget, in a browser
	Faults     key.Binding // opens and closes the palette of a sandbox's faults

	// Forms.
	NextField key.Binding
	PrevField key.Binding
	Fill      key.Binding // types in the test person that fits

	// Lists and texts.
	Up       key.Binding
	Down     key.Binding
	PageUp   key.Binding
	PageDown key.Binding
	Home     key.Binding

	// The provider list.
	TypeFilter key.Binding // next provider type
	Documents  key.Binding // upload instead; also in the search field

	// The file picker, where letters are typed.
	CompletePath key.Binding
	Hidden       key.Binding // files whose name begins with a dot
	Remove       key.Binding // a file that was chosen

	// Pages about an account.
	Retry          key.Binding
	Resend         key.Binding // the verification code; also in its field
	Revoke         key.Binding
	DisableMonitor key.Binding
	Quit           key.Binding // on the last page
	JSON           key.Binding // the values of a document
	QRCode         key.Binding // of the address that the widget is at

	// The palette of faults, where letters are searched for.
	TriggerNow key.Binding // in place of arming
	MoreOften  key.Binding
	LessOften  key.Binding
	Disarm     key.Binding

	// The inspector.
	PrevLane   key.Binding
	NextLane   key.Binding
	Open       key.Binding
	CopyLetter key.Binding
	CopyID     key.Binding
	Search     key.Binding
	NextHit    key.Binding // of the filter
	PrevHit    key.Binding
	Fold       key.Binding // repeated polls to one row
	Follow     key.Binding // the newest record
}

// New makes the bindings, all enabled.
func New() Keys {
	var k Keys
	k.everywhere()
	k.pages()
	k.lists()
	k.faults()
	k.inspector()
	return k
}

func (k *Keys) everywhere() {
	k.Enter = bind("enter", "continue", "enter")
	k.Back = bind("esc", "back", "esc")
	k.Close = bind("ctrl+c", "close", "ctrl+c")
	k.Help = bind("f1", "help", "f1", "ctrl+g")
	k.HelpLetter = bind("?", "help", "?")
	k.Pane = bind("ctrl+n", "inspector", "ctrl+n", "f2")
	k.Copy = bind("ctrl+y", "copy", "ctrl+y")
	k.Faults = bind("ctrl+f", "faults", "ctrl+f")
	k.Browser = bind("ctrl+o", "browser", "ctrl+o")
}

func (k *Keys) pages() {
	k.NextField = bind("tab", "next field", "tab")
	k.PrevField = bind("shift+tab", "field before", "shift+tab")
	k.Fill = bind("ctrl+t", "test person", "ctrl+t")
	k.TypeFilter = bind("ctrl+l", "type", "ctrl+l", "f3")
	k.Documents = bind("ctrl+d", "documents", "ctrl+d", "f4")
	k.CompletePath = bind("tab", "complete", "tab")
	k.Hidden = bind("ctrl+p", "hidden files", "ctrl+p", "f5")
	k.Remove = bind("ctrl+x", "remove", "ctrl+x")
	k.Retry = bind("r", "try again", "r")
	k.Resend = bind("ctrl+r", "new code", "ctrl+r")
	k.Revoke = bind("x", "revoke", "x")
	k.DisableMonitor = bind("m", "stop data sync", "m")
	k.JSON = bind("j", "JSON", "j")
	k.QRCode = bind("q", "QR code", "q")
	k.Quit = bind("q", "quit", "q")
}

func (k *Keys) lists() {
	k.Up = bind("↑", "up", "up")
	k.Down = bind("↓", "down", "down")
	k.PageUp = bind("pgup", "page up", "pgup")
	k.PageDown = bind("pgdn", "page down", "pgdown")
	k.Home = bind("home", "first", "home")
}

func (k *Keys) faults() {
	k.TriggerNow = bind("ctrl+n", "trigger now", "ctrl+n")
	k.MoreOften = bind("→", "more often", "right")
	k.LessOften = bind("←", "less often", "left")
	k.Disarm = bind("delete", "disarm", "delete")
}

func (k *Keys) inspector() {
	k.PrevLane = bind("←", "lane before", "left", "h")
	k.NextLane = bind("→", "next lane", "right", "l")
	k.Open = bind("enter", "open record", "enter")
	k.CopyLetter = bind("y", "copy record, curl", "y")
	k.CopyID = bind("i", "copy id", "i")
	k.Search = bind("/", "filter", "/")
	k.NextHit = bind("n", "next hit", "n")
	k.PrevHit = bind("N", "hit before", "N")
	k.Fold = bind("p", "fold polls", "p")
	k.Follow = bind("G", "newest", "end", "G")
}

func bind(shown, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
}

// Step gives how far a key goes through total lines of which page show, and whether it
// is one that goes.
func (k Keys) Step(msg tea.KeyPressMsg, total, page int) (by int, ok bool) {
	for _, way := range []struct {
		key key.Binding
		by  int
	}{{k.Up, -1}, {k.Down, 1}, {k.PageUp, -page}, {k.PageDown, page}, {k.Home, -total}, {k.Follow, total}} {
		if key.Matches(msg, way.key) {
			return way.by, true
		}
	}
	return 0, false
}

// Disable switches bindings of one copy of the keys off, for instance
// k.Disable(&k.Fill, &k.Resend).
func (k *Keys) Disable(bindings ...*key.Binding) {
	for _, b := range bindings {
		b.SetEnabled(false)
	}
}
