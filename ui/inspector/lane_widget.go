package inspector

import (
	"winkterm/flow/journal"
	"winkterm/ui/theme"
)

type launchView struct {
	plain
	d journal.Launch
}

func (v launchView) row(th theme.Theme, kind string) string {
	return joinText(kind, th.Muted.Render(optionsText(v.d)))
}

func (v launchView) sections() []section {
	return []section{{title: "options", body: optionsJSON(v.d)}}
}

func (v launchView) words() string { return optionsText(v.d) }

func (v launchView) text(string) Action { return action(optionsJSON(v.d), "widget options") }
