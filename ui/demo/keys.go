package demo

import (
	"charm.land/bubbles/v2/key"

	"winkterm/flow/scenario/play"
)

// keys are those of who presents. restart works in the wizard as well, where letters are
// typed.
type keys struct {
	pause, goOn, next, restartLetter, restart, over, quit key.Binding
}

func newKeys() keys {
	return keys{
		pause: bind("space", "pause", "space"), goOn: bind("space", "go on", "space"),
		next: bind("n", "next step", "n", "right", "enter"), restartLetter: bind("r", "start over", "r"),
		restart: bind("f6", "start over", "f6"), over: bind("t", "take over", "t", "tab"),
		quit: bind("q", "end", "q", "esc", "ctrl+c"),
	}
}

func bind(shown, does string, names ...string) key.Binding {
	return key.NewBinding(key.WithKeys(names...), key.WithHelp(shown, does))
}

// because says in a line why a play stopped.
func because(f *play.Failure) string {
	if f.Wanted == "" {
		return f.Got
	}
	return "expected " + f.Wanted + ", got " + f.Got
}
