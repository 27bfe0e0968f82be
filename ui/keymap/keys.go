package keymap

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/ui/theme"
)

// Keys is every binding of the wizard. Those on a bare letter serve pages that
// nothing is typed into; where there is a text field, the page looks at its
// field first, or uses the ctrl variant. New says what each is for.
type Keys struct {
	// Everywhere. Help works in a text field too, HelpLetter does not; Pane goes from
	// the wizard to the inspector and back.
	Enter, Back, Close, Help, HelpLetter, Pane, Copy, Save, Browser, Faults key.Binding
	// Forms. Fill types in the test person that fits.
	NextField, PrevField, Fill key.Binding
	// Lists and texts.
	Up, Down, PageUp, PageDown, Home key.Binding
	// The provider list.
	TypeFilter, Documents, Missing, Everything key.Binding
	// The file picker, where letters are typed.
	CompletePath, Hidden, Remove key.Binding
	// Pages about an account or a document. Resend works in the code's field too.
	Retry, Resend, Revoke, DisableMonitor, Quit, JSON, QRCode, ShowFull key.Binding
	// The palette of faults, where letters are searched for.
	TriggerNow, MoreOften, LessOften, Disarm key.Binding
	// The inspector.
	PrevLane, NextLane, Open, CopyLetter, CopyCurl, CopyBody, CopyID, MarkRange, CopyLane, Search, NextHit, PrevHit, Fold, Follow key.Binding
}

// For is New for a terminal by the value of its TERM variable. Where it draws no more
// than ASCII the arrows have their names, for v and ^ look like keys.
func For(term string) Keys {
	k := New()
	if theme.PlainTerm(term) {
		for _, b := range []*key.Binding{&k.Up, &k.Down, &k.MoreOften, &k.LessOften, &k.PrevLane, &k.NextLane} {
			b.SetHelp(b.Keys()[0], b.Help().Desc)
		}
	}
	return k
}

// New makes the bindings, all enabled.
func New() Keys {
	return Keys{
		Enter:      bind("enter", "continue", "enter"),
		Back:       bind("esc", "back", "esc"),
		Close:      bind("ctrl+c", "close", "ctrl+c"),
		Help:       bind("f1", "help", "f1", "ctrl+g"),
		HelpLetter: bind("?", "help", "?"),
		Pane:       bind("ctrl+n", "inspector", "ctrl+n", "f2"),
		Copy:       bind("ctrl+y", "copy", "ctrl+y"),
		Save:       bind("ctrl+s", "ticket", "ctrl+s"),
		Faults:     bind("ctrl+f", "faults", "ctrl+f"),
		Browser:    bind("ctrl+o", "browser", "ctrl+o"),

		NextField:      bind("tab", "next field", "tab"),
		PrevField:      bind("shift+tab", "field before", "shift+tab"),
		Fill:           bind("ctrl+t", "test person", "ctrl+t"),
		TypeFilter:     bind("ctrl+l", "type", "ctrl+l", "f3"),
		Documents:      bind("ctrl+d", "documents", "ctrl+d", "f4"),
		Missing:        bind("ctrl+x", "can't find it", "ctrl+x"),
		Everything:     bind("ctrl+p", "all accounts", "ctrl+p", "f5"),
		CompletePath:   bind("tab", "complete", "tab"),
		Hidden:         bind("ctrl+p", "hidden files", "ctrl+p", "f5"),
		Remove:         bind("ctrl+x", "remove", "ctrl+x"),
		Retry:          bind("r", "try again", "r"),
		Resend:         bind("ctrl+r", "new code", "ctrl+r"),
		Revoke:         bind("x", "revoke", "x"),
		DisableMonitor: bind("m", "stop syncing", "m"),
		JSON:           bind("j", "JSON", "j"),
		ShowFull:       bind("f", "show in full", "f"),
		QRCode:         bind("q", "QR code", "q"),
		Quit:           bind("q", "quit", "q"),

		Up:       bind("↑", "up", "up"),
		Down:     bind("↓", "down", "down"),
		PageUp:   bind("pgup", "page up", "pgup"),
		PageDown: bind("pgdn", "page down", "pgdown"),
		Home:     bind("home", "first", "home"),

		TriggerNow: bind("ctrl+n", "trigger now", "ctrl+n"),
		MoreOften:  bind("→", "more often", "right"),
		LessOften:  bind("←", "less often", "left"),
		Disarm:     bind("delete", "disarm", "delete"),

		PrevLane:   bind("←", "lane before", "left", "h"),
		NextLane:   bind("→", "next lane", "right", "l"),
		Open:       bind("enter", "open record", "enter"),
		CopyLetter: bind("y", "copy record", "y"),
		CopyCurl:   bind("c", "copy as curl", "c"),
		CopyBody:   bind("b", "copy body", "b"),
		CopyID:     bind("i", "copy id", "i"),
		MarkRange:  bind("v", "mark range", "v"),
		CopyLane:   bind("Y", "copy lane", "Y"),
		Search:     bind("/", "filter", "/"),
		NextHit:    bind("n", "next hit", "n"),
		PrevHit:    bind("N", "hit before", "N"),
		Fold:       bind("p", "fold polls", "p"),
		Follow:     bind("G", "newest", "end", "G"),
	}
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
