package inspector

import (
	"winkterm/flow/journal"
	"winkterm/ui/format"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

type statusView struct {
	plain
	d journal.Status
}

func (v statusView) row(th theme.Theme, _ string) string {
	text := th.StatusText(widget.Clean(v.d.To))
	if v.d.Subject != "account" {
		text = widget.Clean(v.d.Subject) + " " + text
	}
	if v.d.ErrorCode != "" {
		text = joinText(text, th.Error.Render(widget.Clean(v.d.ErrorCode)))
	}
	if v.d.From != "" {
		text += th.Muted.Render("  +" + format.Duration(v.d.Since))
	}
	return text
}

func (v statusView) facts() []widget.Pair {
	since := ""
	if v.d.From != "" {
		since = format.Duration(v.d.Since)
	}
	return facts("subject", v.d.Subject, "id", v.d.ID, "from", v.d.From, "to", v.d.To, "after", since, "errorCode", v.d.ErrorCode)
}

func (v statusView) words() string { return joinText(v.d.Subject, v.d.ID, v.d.From, v.d.ErrorCode) }

func (v statusView) id() Action { return action(v.d.ID, v.d.Subject+" id") }
