package dwell

import (
	"cmp"
	"fmt"
	"io"
	"text/tabwriter"
)

// Title is what a row is called for people.
func (r Row) Title() string {
	switch r.What {
	case Connected:
		return "PENDING → CONNECTED"
	case Analyzed:
		return "STARTED → ANALYZED"
	}
	return r.What
}

// WriteText writes rows as a table for people. Operations that took no time are counted
// alone: on the simulated clock most of them take none.
func WriteText(to io.Writer, rows []Row) error {
	t, none := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0), 0
	fmt.Fprintln(t, "what\tprovider\tcount\tmin\tp50\tp95\tp99\tmax\tclock")
	for _, r := range rows {
		if rank(r) == operations && r.MaxMs == 0 {
			none += r.Count
			continue
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\n", r.Title(), cmp.Or(r.Provider, "-"), r.Count, r.MinMs, r.P50Ms, r.P95Ms, r.P99Ms, r.MaxMs, r.Clock)
	}
	if none > 0 {
		fmt.Fprintf(t, "%d calls took no time\n", none)
	}
	return t.Flush()
}
