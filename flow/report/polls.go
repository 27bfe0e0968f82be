package report

import (
	"slices"

	"winkterm/flow/journal"
)

// folded puts GETs that follow each other and are the same into one group. Any other
// record is a group by itself.
func folded(records []journal.Record, same func(a, b journal.HTTP) bool) (all [][]journal.Record) {
	for _, r := range records {
		if n := len(all) - 1; n >= 0 {
			before, called := all[n][0].Data.(journal.HTTP)
			d, calls := r.Data.(journal.HTTP)
			if called && calls && d.Method == "GET" && same(before, d) {
				all[n] = append(all[n], r)
				continue
			}
		}
		all = append(all, []journal.Record{r})
	}
	return all
}

// sameCall says that two calls ask for the same.
func sameCall(a, b journal.HTTP) bool { return a.Method == b.Method && a.URL == b.URL }

// sameEnd says that they end in the same way, too.
func sameEnd(a, b journal.HTTP) bool {
	return sameCall(a, b) && a.Status == b.Status && a.Code == b.Code && a.Err == b.Err
}

// ofLane are the records of a lane.
func ofLane(records []journal.Record, lane journal.Lane) []journal.Record {
	return slices.DeleteFunc(slices.Clone(records), func(r journal.Record) bool { return r.Lane != lane })
}
