package inspector

import (
	"winkterm/flow/journal"
	"winkterm/ui/format"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

func showStatus(d journal.Status) view {
	since := ""
	if d.From != "" {
		since = format.Duration(d.Since)
	}
	return view{
		row: func(th theme.Theme, _ string) rowText {
			text := rowText{verdict: joinText(th.StatusText(widget.Clean(d.To)), th.Error.Render(widget.Clean(d.ErrorCode)))}
			if d.Subject != "account" {
				text.name = widget.Clean(d.Subject)
			}
			if since != "" {
				text.took = th.Muted.Render("+" + since)
			}
			return text
		},
		facts: facts("subject", d.Subject, "id", d.ID, "from", d.From, "to", d.To, "after", since, "errorCode", d.ErrorCode),
		id:    copying(d.ID, d.Subject+" id"),
	}
}
