package inspector

import (
	"strings"

	"winkterm/flow/journal"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

func showWebhook(d journal.Webhook) view {
	marks := strings.Join(d.Marks, ", ")
	return view{
		row: func(th theme.Theme, kind string) rowText {
			return rowText{name: kind, verdict: th.Warning.Render(widget.Clean(marks))}
		},
		facts: facts("event", d.ID, "user", d.UserID, "about", d.SubjectID, "errorCode", d.ErrorCode, "marks", marks,
			"missing", strings.Join(d.Missing, ", ")),
		sections: []section{{title: "body", body: string(d.Body)}},
		body:     pretty(string(d.Body), "body"),
		id:       copying(d.SubjectID, "id"),
	}
}
