package inspector

import (
	"strconv"

	"winkterm/flow/journal"
	"winkterm/ui/theme"
)

func showItems(d journal.Items) view {
	count := strconv.Itoa(d.Count)
	return view{
		row: func(th theme.Theme, kind string) rowText {
			return rowText{name: joinText(count, kind), facts: inShort(th, d.SourceID)}
		},
		facts:    facts("kind", d.List, "items", count, "user", d.UserID, "source", d.SourceID, "requestId", d.RequestID),
		sections: []section{{title: "items", body: string(d.Body)}},
		body:     pretty(string(d.Body), "items"),
		id:       copying(d.SourceID, "source id"),
	}
}
