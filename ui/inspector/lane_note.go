package inspector

import (
	"winkterm/flow/journal"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

func showNote(d journal.Note) view {
	return view{
		row: func(th theme.Theme, kind string) rowText {
			return rowText{name: kind, prose: th.Muted.Render(widget.Clean(d.Text))}
		},
		facts: facts("text", d.Text),
		body:  pretty(d.Text, "note"),
	}
}
