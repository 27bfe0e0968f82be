package cli

import (
	"cmp"
	"fmt"
	"time"

	"winkterm/flow/recording"
	"winkterm/ui/format"
	"winkterm/ui/widget"
)

// sessionColumns are those of the table.
var sessionColumns = []string{"NAME", "AGO", "HOST", "PROVIDER", "OUTCOME", "LENGTH", "SIZE"}

// The columns that lose their middle where the table is too wide.
const (
	hostColumn = iota + 2
	providerColumn
	outcomeColumn
)

// narrowest is the least width of host and provider.
const narrowest = 8

// sessionTable writes recordings as a table of a width in cells, as far as that holds it.
func sessionTable(list []recording.Summary, now time.Time, width int) string {
	rows := [][]string{sessionColumns}
	for _, one := range list {
		rows = append(rows, sessionRow(one, now))
	}
	return tableOf(rows, columnWidths(rows, width), nil)
}

func sessionRow(one recording.Summary, now time.Time) []string {
	mark := ""
	switch {
	case one.Live:
		mark = "*"
	case one.Damage != "":
		mark = "!"
	}
	clean := func(s string) string { return cmp.Or(widget.Clean(s), "-") }
	return []string{
		one.Name + mark, ago(now.Sub(one.Recorded)), clean(cmp.Or(one.Host, "sandbox")), clean(one.Provider), clean(outcome(one)),
		format.Age(one.Length), format.Size(one.Size),
	}
}

// outcome is the error code of a session, else its last status, else the page that it
// ended at.
func outcome(one recording.Summary) string {
	page := one.Page
	if page != "" {
		page = "at " + page
	}
	return cmp.Or(one.ErrorCode, one.Outcome, page)
}

// ago is how long ago something was, in days from two on.
func ago(d time.Duration) string {
	const day = 24 * time.Hour
	if d >= 2*day {
		return fmt.Sprintf("%d d", d/day)
	}
	return format.Age(d)
}

// columnWidths makes columns narrower until the table fits: the wider one of host and
// provider, and where those are narrow the outcome.
func columnWidths(rows [][]string, width int) []int {
	widths := naturalWidths(rows)
	total := (len(widths) - 1) * columnGap
	for _, w := range widths {
		total += w
	}
	for ; total > width && widths[outcomeColumn] > narrowest; total-- {
		narrower := hostColumn
		if widths[providerColumn] > widths[hostColumn] {
			narrower = providerColumn
		}
		if widths[narrower] <= narrowest {
			narrower = outcomeColumn
		}
		widths[narrower]--
	}
	return widths
}
