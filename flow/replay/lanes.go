package replay

import (
	"slices"
	"sort"

	"winkterm/flow/journal"
)

// Lanes are the newest records up to a moment, for the lanes beside a page; those that
// no lane lists are left out. Which they are depends on the moment alone. When it moves,
// only what is new is read. Make it with NewLanes.
type Lanes struct {
	timeline *Timeline
	records  []journal.Record
	// from and to are the indexes of the first record and of the one after the last.
	from, to int
}

// LanesLeast is how many of the newest records of a recording the lanes have at least,
// if there are as many; they have less than twice as many.
const LanesLeast = 500

// NewLanes makes the lanes of a timeline before its first record.
func NewLanes(t *Timeline) *Lanes { return &Lanes{timeline: t} }

// Show moves to the moment of a record. Fresh are the records that have come to those
// that were there; where anew is set, they are all there are.
func (l *Lanes) Show(i int) (fresh []journal.Record, anew bool) {
	from, to := max(i/LanesLeast-1, 0)*LanesLeast, min(i+1, l.timeline.Len())
	if to >= l.to && from <= l.to && l.from <= from {
		fresh = l.read(l.to, to)
		l.records = append(l.records, fresh...)
		l.drop(from)
		l.from, l.to = from, to
		return fresh, false
	}
	before := l.read(from, min(l.from, to))
	if from >= l.to || to <= l.from {
		before, l.records, l.from, l.to = nil, nil, from, from
	}
	l.records = append(before, l.records...)
	l.drop(from)
	l.records = append(l.records, l.read(max(l.to, from), to)...)
	seq := l.seq(to)
	l.records = l.records[:sort.Search(len(l.records), func(n int) bool { return l.records[n].Seq >= seq })]
	l.from, l.to = from, to
	return slices.Clone(l.records), true
}

// drop lets go of the records before an index.
func (l *Lanes) drop(from int) {
	if from > l.from {
		l.records = slices.Clone(l.records[l.after(l.seq(from)-1):])
	}
}

// seq is the Seq of an index, also of the one after the last.
func (l *Lanes) seq(i int) int {
	if i < l.timeline.Len() {
		return l.timeline.file.Meta(i).Seq
	}
	if i == 0 {
		return 1
	}
	return l.timeline.file.Meta(i-1).Seq + 1
}

// read gives the records that lanes list from one index to before another. One that
// cannot be read is left out.
func (l *Lanes) read(from, to int) (records []journal.Record) {
	for i := from; i < to; i++ {
		if lane := l.timeline.file.Meta(i).Lane; lane == journal.LaneState || lane == journal.LaneIntent {
			continue
		}
		if r, err := l.timeline.file.At(i); err == nil {
			records = append(records, r)
		}
	}
	return records
}

// after is the place of the first record whose Seq is greater.
func (l *Lanes) after(seq int) int {
	return sort.Search(len(l.records), func(n int) bool { return l.records[n].Seq > seq })
}

// At gives the record of a Seq, and whether the lanes have it.
func (l *Lanes) At(seq int) (journal.Record, bool) {
	n := l.after(seq - 1)
	if n == len(l.records) || l.records[n].Seq != seq {
		return journal.Record{}, false
	}
	return l.records[n], true
}

// First is the Seq from which on the lanes have all records.
func (l *Lanes) First() int { return l.seq(l.from) }

// Since gives the records after a Seq, oldest first.
func (l *Lanes) Since(seq int) []journal.Record { return slices.Clone(l.records[l.after(seq):]) }
