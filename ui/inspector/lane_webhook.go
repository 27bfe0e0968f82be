package inspector

import (
	"cmp"
	"strings"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/webhook"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// webhookMarks are the marks, each with what it means.
var webhookMarks = []struct{ mark, means string }{
	{webhook.MarkDuplicate, "an event of this id has come before: a handler has to know ids that it has had"},
	{webhook.MarkOutOfOrder, "an event that happened later has come before it: a handler has to go by createdAt"},
	{webhook.MarkLate, "it came long after it happened"},
	{webhook.MarkWrongSignature, "the signature is not that of the body: a handler has to refuse it"},
	{webhook.MarkMissingSignature, "it has no signature: a handler has to refuse it"},
	{webhook.MarkNotAnEvent, "the body cannot be read as an event, it was cut or is something else"},
}

// markMeaning is what a mark means, empty for one that is not known.
func markMeaning(mark string) string {
	for _, m := range webhookMarks {
		if m.mark == mark {
			return m.means
		}
	}
	return ""
}

// wrong is what is wrong with a delivery, beside what its kind says.
func wrong(d journal.Webhook) string {
	var words []string
	for _, m := range d.Marks {
		if m != webhook.MarkNotAnEvent || d.Type != "" {
			words = append(words, m)
		}
	}
	return widget.Clean(strings.Join(words, ", "))
}

func showWebhook(d journal.Webhook) view {
	v := view{
		row: func(th theme.Theme, kind string) rowText {
			return rowText{name: kind, verdict: th.Warning.Render(wrong(d)), facts: inShort(th, d.SubjectID, d.ErrorCode)}
		},
		facts:    facts("event", d.ID, "happened", happened(d.CreatedAt), "user", d.UserID, "about", d.SubjectID, "errorCode", d.ErrorCode),
		sections: []section{{title: "body", body: string(d.Body)}},
		body:     pretty(string(d.Body), "body"),
		id:       copying(d.SubjectID, "id"),
	}
	for _, mark := range d.Marks {
		v.facts = append(v.facts, facts(mark, cmp.Or(markMeaning(mark), mark))...)
	}
	v.facts = append(v.facts, facts("signature", signature(d.Signature), "before it", without(d.Missing))...)
	return v
}

func happened(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format("2006-01-02 15:04:05.000 UTC") + ", by the host"
}

func signature(s string) string {
	if s == journal.SignatureUnchecked {
		return s + ": give the secret of the webhook by --webhooks-secret-env"
	}
	return s
}

func without(missing []string) string {
	if len(missing) == 0 {
		return ""
	}
	return strings.Join(missing, ", ") + " should have come, and did not"
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
