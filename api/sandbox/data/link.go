package data

import (
	"slices"
	"time"

	"winkterm/api/wire"
)

// maxLinked is with how many other organisations somebody is linked at most.
const maxLinked = 6

func links(r *reading) []wire.Link {
	luck := cast(uint64(r.place()), "links")
	var linked []time.Time
	for i := range luck.below(maxLinked + 1) {
		ago := time.Duration(luck.on(int64(i)).below(700*24*60)) * time.Minute
		linked = append(linked, r.Since.Add(-ago).UTC().Truncate(time.Second))
	}
	slices.SortFunc(linked, time.Time.Compare)
	var items []wire.Link
	for i, at := range r.syncs() {
		from := at.AddDate(-2, 0, 0)
		seen := []time.Time{}
		for _, t := range linked {
			if !t.Before(from) {
				seen = append(seen, t)
			}
		}
		items = append(items, wire.Link{
			Origin: r.origin("link", i, r.ends[i]), StartDate: &from, EndDate: at,
			Records: []wire.LinkRecord{{Count: len(seen), LinkedAt: seen}},
		})
	}
	return items
}
