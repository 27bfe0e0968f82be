package inspector

import (
	"winkterm/flow/journal"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

type noteView struct {
	plain
	d journal.Note
}

func (v noteView) row(th theme.Theme, kind string) string {
	return joinText(kind, th.Muted.Render(widget.Clean(v.d.Text)))
}

func (v noteView) facts() []widget.Pair { return facts("text", v.d.Text) }

func (v noteView) words() string { return v.d.Text }

func (v noteView) text(string) Action { return action(v.d.Text, "note") }
