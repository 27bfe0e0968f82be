package inspector

import (
	"cmp"
	"strings"
	"time"

	"winkterm/api/wire"
	"winkterm/flow/compare"
	"winkterm/flow/journal"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

func showCallback(d journal.Callback) view {
	return view{
		row:      func(th theme.Theme, kind string) rowText { return callbackRow(th, kind, d) },
		facts:    facts("sent by", sender(d.Source)),
		sections: []section{{title: "data", body: string(d.Args)}},
		body:     pretty(string(d.Args), d.Name+" data"),
		id:       func() Action { return callbackID(read(d)) },
	}
}

func callbackRow(th theme.Theme, kind string, d journal.Callback) rowText {
	text := rowText{name: kind}
	if d.Source == journal.SourceWidget {
		text.name = th.Info.Render(th.Symbols.Widget) + " " + kind
	}
	c := read(d)
	if len(c.Fields) == 1 && c.Fields[0].Name == "" { // no object
		text.prose = th.Muted.Render(widget.Clean(string(d.Args)))
		return text
	}
	text.verdict = th.Muted.Render(widget.Clean(joinText(c.Text("eventName"), remark(c))))
	text.facts = inShort(th, cmp.Or(joinText(c.Text("accountId"), c.Text("account.accountId")), joinText(c.Text("providerId"), c.Text("account.providerId"))),
		cmp.Or(joinText(c.Text("archive.archiveId"), uploads(c)), c.Text("archive.fileType")))
	return text
}

// sender says who sent a callback, where it was not the wizard's own flow.
func sender(source string) string {
	if source == journal.SourceWidget {
		return "the widget in the browser"
	}
	return source
}

func read(d journal.Callback) compare.Callback {
	return compare.Read(time.Time{}, wire.CallbackName(d.Name), string(d.Args))
}

// callbackID is the id that a callback is about.
func callbackID(c compare.Callback) Action {
	upload, _, _ := strings.Cut(uploads(c), " ")
	return cmp.Or(
		action(cmp.Or(c.Text("accountId"), c.Text("account.accountId")), "account id"), action(cmp.Or(c.Text("archive.archiveId"), upload), "archive id"),
		action(cmp.Or(c.Text("providerId"), c.Text("account.providerId")), "provider id"), action(c.Text("userId"), "user id"),
	)
}

// uploads are the ids of archives that were made or removed, a space between.
func uploads(c compare.Callback) string {
	if c.Name == wire.OnUploadsCreated || c.Name == wire.OnUploadsRemoved {
		return c.Subject()
	}
	return ""
}
