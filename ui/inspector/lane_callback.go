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

type callbackView struct{ d journal.Callback }

func (v callbackView) row(th theme.Theme, kind string) string {
	text := joinText(kind, th.Muted.Render(shortIDs(gist(v.d))))
	if v.d.Source == journal.SourceWidget {
		text = th.Info.Render(th.Symbols.Widget) + " " + text
	}
	return text
}

func (v callbackView) facts() []widget.Pair { return facts("sent by", sender(v.d)) }

func (v callbackView) sections() []section { return []section{{title: "data", body: string(v.d.Args)}} }

func (v callbackView) words() string { return v.d.Source + " " + string(v.d.Args) }

func (v callbackView) text(kind string) Action { return action(string(v.d.Args), kind+" data") }

func (v callbackView) id() Action { return callbackID(read(v.d)) }

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

// gist is what one wants to see of a callback's data in a row.
func gist(d journal.Callback) string {
	c := read(d)
	if len(c.Fields) == 1 && c.Fields[0].Name == "" {
		return widget.Clean(string(d.Args))
	}
	account := cmp.Or(joinText(c.Text("accountId"), c.Text("account.accountId")), joinText(c.Text("providerId"), c.Text("account.providerId")))
	archive := cmp.Or(joinText(c.Text("archive.archiveId"), uploads(c)), c.Text("archive.fileType"))
	return widget.Clean(joinText(c.Text("eventName"), remark(c), account, archive))
}
