package inspector

import (
	"cmp"

	"winkterm/flow/journal"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

type screenView struct {
	plain
	d journal.Screen
}

func (v screenView) row(th theme.Theme, kind string) string {
	about := joinText(v.d.ProviderID, v.d.AccountID, v.d.FileType, v.d.ArchiveID)
	return joinText(kind, th.Muted.Render(shortIDs(widget.Clean(about))))
}

func (v screenView) facts() []widget.Pair {
	return facts("page", v.d.Page, "event", v.d.Event, "provider", v.d.ProviderID, "account", v.d.AccountID,
		"file type", v.d.FileType, "archive", v.d.ArchiveID)
}

func (v screenView) words() string {
	return joinText(v.d.Page, v.d.ProviderID, v.d.AccountID, v.d.FileType, v.d.ArchiveID)
}

func (v screenView) id() Action {
	return cmp.Or(action(v.d.AccountID, "account id"), action(v.d.ArchiveID, "archive id"), action(v.d.ProviderID, "provider id"))
}
