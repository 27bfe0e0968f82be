package replay

import (
	"strings"

	"charm.land/bubbles/v2/key"

	"winkterm/flow/replay"
	"winkterm/ui/keymap"
	"winkterm/ui/theme"
)

// keys are those of the screen; in the lanes the inspector's take their place.
type keys struct {
	next, previous, nextPage, previousPage, first, last key.Binding
	play, faster, slower                                key.Binding
	search, nextHit, previousHit, give                  key.Binding
	mark, toMark                                        key.Binding
	lanes, copyRecord, copyID, save, branch             key.Binding
	help, quit                                          key.Binding
	jumps                                               []jump
}

// jump goes to the next record of a kind, or to the one before.
type jump struct {
	mark           replay.Mark
	name           string
	next, previous key.Binding
}

func bind(shown, does string, names ...string) key.Binding {
	return key.NewBinding(key.WithKeys(names...), key.WithHelp(shown, does))
}

func newKeys(c Config) keys {
	k := keys{
		next: bind("→", "next record", "right", "down", "l"), previous: bind("←", "record before", "left", "up", "h"),
		nextPage: bind("pgdn", "next page", "pgdown"), previousPage: bind("pgup", "page before", "pgup"),
		first: bind("home", "first", "home", "g"), last: bind("end", "last", "end", "G"),
		play: bind("space", "play, pause", "space"), faster: bind("+", "faster", "+", "="), slower: bind("-", "slower", "-"),
		search: bind("/", "search", "/"), nextHit: bind("n", "next hit", "n"), previousHit: bind("N", "hit before", "N"),
		give: bind("esc", "stop, give up", "esc"),
		mark: bind("m", "set a mark", "m"), toMark: bind("'", "set mark", "'"),
		lanes: bind("tab", "lanes", "tab", "enter"), copyRecord: bind("y", "copy record", "y", "ctrl+y"), copyID: bind("i", "copy id", "i"),
		save: bind("ctrl+s", "ticket", "ctrl+s"), branch: bind("b", "branch here", "b"),
		help: bind("?", "help", "?", "f1", "ctrl+g"), quit: bind("q", "quit", "q", "ctrl+c"),
	}
	if theme.PlainTerm(c.Term) { // as keymap.For has it
		k.next.SetHelp("right", k.next.Help().Desc)
		k.previous.SetHelp("left", k.previous.Help().Desc)
	}
	k.save.SetEnabled(c.Save != nil)
	k.branch.SetEnabled(c.Branch != nil)
	for _, j := range []struct {
		mark         replay.Mark
		name, letter string
		upper        string
	}{
		{replay.Failure, "error", "e", "E"}, {replay.Callback, "callback", "c", "C"}, {replay.Status, "status", "s", "S"}, {replay.Call, "failed call", "f", "F"},
	} {
		k.jumps = append(k.jumps, jump{j.mark, j.name, bind(j.letter, "next "+j.name, j.letter), bind(j.upper, j.name+" before", j.upper)})
	}
	return k
}

// short are the keys of the help line, the most useful first.
func (k keys) short() []key.Binding {
	return []key.Binding{k.next, k.previous, k.nextPage, k.play, k.jumps[0].next, k.search, k.lanes, k.branch, k.save, k.quit}
}

// groups are the full help, with the keys of the lanes.
func (k keys) groups(lanes []key.Binding) []keymap.Group {
	moves := []key.Binding{k.next, k.previous, k.nextPage, k.previousPage, k.first, k.last}
	var jumps []key.Binding
	for _, j := range k.jumps {
		both := append(j.next.Keys(), j.previous.Keys()...)
		jumps = append(jumps, bind(strings.Join(both, " "), j.name, both...))
	}
	return []keymap.Group{
		{Title: "Moments", Bindings: moves},
		{Title: "To the next, before", Bindings: append(jumps, k.mark, k.toMark)},
		{Title: "Playing", Bindings: []key.Binding{k.play, k.faster, k.slower, k.give}},
		{Title: "Search", Bindings: []key.Binding{k.search, k.nextHit, k.previousHit}},
		{Title: "Lanes", Bindings: lanes},
		{Title: "Everywhere", Bindings: []key.Binding{k.lanes, k.copyRecord, k.copyID, k.branch, k.save, k.help, k.quit}},
	}
}
