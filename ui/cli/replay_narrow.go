package cli

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
	moments "winkterm/flow/replay"
)

// lanes are those that a record can be in.
var lanes = []string{
	string(journal.LaneScreen), string(journal.LaneCallback), string(journal.LaneHTTP), string(journal.LaneStatus),
	string(journal.LaneNote), string(journal.LaneWidget), string(journal.LaneWebhook), string(journal.LaneData),
	string(journal.LaneState), string(journal.LaneIntent),
}

// narrowing says which records are wanted.
type narrowing struct {
	lanes          []string
	grep, from, to string
}

func (n *narrowing) register(set *pflag.FlagSet) {
	set.StringArrayVar(&n.lanes, "lane", nil, "only records of this `LANE` (repeatable): "+strings.Join(lanes, ", "))
	set.StringVar(&n.grep, "grep", "", "only records that have all these `WORDS`, bodies included, in any case")
	const when = "`WHEN` is the number of a record, a time such as 2026-03-04T05:06:07Z, or one since the beginning such as 12s"
	set.StringVar(&n.from, "from", "", "only records from here on, this one included; "+when)
	set.StringVar(&n.to, "to", "", "only records up to here, this one included; `WHEN` as for --from")
}

func (n *narrowing) given() bool {
	return len(n.lanes) > 0 || n.grep != "" || n.from != "" || n.to != ""
}

// selection is a narrowing of one recording.
type selection struct {
	lanes      []journal.Lane
	search     *moments.Search
	first, end int // end is after the last one, below 0 for no end
}

// of makes the selection of a recording, of all its records without flags.
func (n *narrowing) of(t *moments.Timeline) (s selection, err error) {
	s.end = -1
	for _, lane := range n.lanes {
		if !slices.Contains(lanes, lane) {
			return s, usage("--lane is one of %s, not %q", strings.Join(lanes, ", "), lane)
		}
		s.lanes = append(s.lanes, journal.Lane(lane))
	}
	if n.grep != "" {
		s.search = t.Search(n.grep, 0, 1)
	}
	if n.from != "" {
		s.first, err = place("--from", n.from, t, func(at, limit time.Time) bool { return !at.Before(limit) })
	}
	if n.to != "" && err == nil {
		s.end, err = place("--to", n.to, t, time.Time.After)
		if _, notNumber := strconv.Atoi(n.to); notNumber == nil {
			s.end++
		}
	}
	if err == nil && s.end >= 0 && s.first > s.end {
		err = usage("--from %s is behind --to %s: there is nothing between", n.from, n.to)
	}
	return s, err
}

// place reads where something begins or ends: the index of a record's number, or of the
// first record whose time is reached.
func place(flag, text string, t *moments.Timeline, reached func(at, limit time.Time) bool) (int, error) {
	if n, err := strconv.Atoi(text); err == nil {
		if n < 1 {
			return 0, usage("%s: records are numbered from 1 on", flag)
		}
		return n - 1, nil
	}
	limit, err := time.Parse(time.RFC3339, text)
	if err != nil {
		since, err := time.ParseDuration(text)
		if err != nil {
			return 0, usage("%s is the number of a record, a time such as 2026-03-04T05:06:07Z, or one since the beginning such as 12s, not %q", flag, text)
		}
		limit = t.Start().Add(since)
	}
	return sort.Search(t.Len(), func(i int) bool { return reached(t.File().Meta(i).At, limit) }), nil
}

// has says whether a record is wanted.
func (s *selection) has(f *recording.File, i int) bool {
	return i >= s.first && (s.end < 0 || i < s.end) &&
		(len(s.lanes) == 0 || slices.Contains(s.lanes, f.Meta(i).Lane)) &&
		(s.search == nil || s.search.Matches(i))
}
