package inspector

import (
	"winkterm/flow/journal"
	"winkterm/ui/theme"
)

func showLaunch(d journal.Launch) view {
	options := optionsJSON(d)
	return view{
		row: func(th theme.Theme, kind string) rowText {
			return rowText{name: kind, prose: th.Muted.Render(optionsText(d))}
		},
		sections: []section{{title: "options", body: options}},
		body:     pretty(options, "widget options"),
	}
}
