package inspector

import (
	"strings"

	"winkterm/flow/journal"
	"winkterm/flow/webhook"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// markMeanings are what the marks of deliveries mean.
var markMeanings = map[string]string{
	webhook.MarkDuplicate:        "an event of this id has come before: a handler has to know ids that it has had",
	webhook.MarkOutOfOrder:       "an event that happened later has come before it: a handler has to go by createdAt",
	webhook.MarkLate:             "it came long after it happened",
	webhook.MarkWrongSignature:   "the signature is not that of the body: a handler has to refuse it",
	webhook.MarkMissingSignature: "it has no signature: a handler has to refuse it",
	webhook.MarkNotAnEvent:       "the body cannot be read as an event, it was cut or is something else",
}

// marks are the marks of a delivery.
func marks(d journal.Webhook) string { return widget.Clean(strings.Join(d.Marks, ", ")) }

func showWebhook(d journal.Webhook) view {
	v := view{
		row: func(th theme.Theme, _ string) rowText {
			return rowText{name: widget.Clean(d.Type), verdict: th.Warning.Render(marks(d)), facts: inShort(th, d.SubjectID, d.ErrorCode)}
		},
		facts: facts("event", d.ID, "user", d.UserID, "about", d.SubjectID, "errorCode", d.ErrorCode, "signature", d.Signature,
			"missing before it", strings.Join(d.Missing, ", ")),
		sections: []section{{title: "body", body: string(d.Body)}},
		body:     pretty(string(d.Body), "body"),
		id:       copying(d.SubjectID, "id"),
	}
	if !d.CreatedAt.IsZero() {
		v.facts = append(v.facts, facts("happened", d.CreatedAt.UTC().Format("2006-01-02 15:04:05.000 UTC")+", by the host")...)
	}
	for _, mark := range d.Marks {
		v.facts = append(v.facts, facts(mark, markMeanings[mark])...)
	}
	return v
}

// markSign is the sign of a mark.
func markSign(th theme.Theme, mark string) string {
	switch mark {
	case webhook.MarkDuplicate:
		return th.Warning.Render(th.Symbols.Times + "2")
	case webhook.MarkOutOfOrder:
		return th.Warning.Render(th.Symbols.Moved)
	case webhook.MarkWrongSignature, webhook.MarkMissingSignature, webhook.MarkNotAnEvent:
		return th.Error.Render(th.Symbols.Fail)
	}
	return th.Warning.Render(th.Symbols.Warn)
}
