package inspector

import (
	"cmp"

	"winkterm/flow/journal"
	"winkterm/ui/theme"
)

func showScreen(d journal.Screen) view {
	return view{
		row: func(th theme.Theme, kind string) rowText {
			return rowText{name: kind, facts: inShort(th, d.ProviderID, d.AccountID, d.FileType, d.ArchiveID)}
		},
		facts: facts("page", d.Page, "event", d.Event, "provider", d.ProviderID, "account", d.AccountID,
			"file type", d.FileType, "archive", d.ArchiveID),
		id: func() Action {
			return cmp.Or(action(d.AccountID, "account id"), action(d.ArchiveID, "archive id"), action(d.ProviderID, "provider id"))
		},
	}
}
