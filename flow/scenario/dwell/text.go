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

// WriteText writes rows as a table for people.
func WriteText(to io.Writer, rows []Row) error {
	t := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "what\tprovider\tcount\tmin\tp50\tp95\tp99\tmax\tclock")
	for _, r := range rows {
		fmt.Fprintf(t, "%s\t%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\n", r.Title(), cmp.Or(r.Provider, "-"), r.Count,
			r.MinMs.Duration(), r.P50Ms.Duration(), r.P95Ms.Duration(), r.P99Ms.Duration(), r.MaxMs.Duration(), r.Clock)
	}
	return t.Flush()
}
