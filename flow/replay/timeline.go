package replay

import (
	"sort"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

// Mark is a kind of records that one jumps to.
type Mark uint8

// The marks. Failure is whatever went wrong, Call a call that failed or was refused.
const (
	Page Mark = iota
	Failure
	Callback
	Status
	Call
	snapshot
	intent
	markCount
)

// Timeline is a recording with where its marks are. Make it with New. It is safe for
// concurrent use but for Grow.
type Timeline struct {
	file *recording.File
	// marks are the indexes of the records of each kind, in order.
	marks [markCount][]uint32
	// seen is how many records have been looked at for marks.
	seen int
}

// New makes the timeline of a recording, which stays the caller's to close.
func New(f *recording.File) *Timeline {
	t := &Timeline{file: f}
	t.Grow()
	return t
}

// Grow takes in the records that have come to the recording since.
func (t *Timeline) Grow() {
	for ; t.seen < t.file.Len(); t.seen++ {
		m := t.file.Meta(t.seen)
		for mark := range markCount {
			if mark.has(m) {
				t.marks[mark] = append(t.marks[mark], uint32(t.seen)) //nolint:gosec // an index of a file that fits the memory
			}
		}
	}
}

func (m Mark) has(of recording.Meta) bool {
	switch m {
	case Page:
		return of.Lane == journal.LaneScreen
	case Failure:
		return of.Failed
	case Callback:
		return of.Lane == journal.LaneCallback
	case Status:
		return of.Lane == journal.LaneStatus
	case Call:
		return of.Lane == journal.LaneHTTP && of.Failed
	case snapshot:
		return of.Lane == journal.LaneState
	case intent:
		return of.Lane == journal.LaneIntent
	case markCount:
	}
	return false
}

// File is the recording.
func (t *Timeline) File() *recording.File { return t.file }

// Len is how many records there are, of which the timeline knows.
func (t *Timeline) Len() int { return t.seen }

// Clamp gives the nearest index that there is, 0 for an empty recording.
func (t *Timeline) Clamp(i int) int { return min(max(i, 0), max(t.seen-1, 0)) }

// Next gives the first record of a kind after an index, and false where there is none.
func (t *Timeline) Next(m Mark, i int) (int, bool) {
	at := t.from(m, i+1)
	if at == len(t.marks[m]) {
		return i, false
	}
	return int(t.marks[m][at]), true
}

// Previous gives the last record of a kind before an index, and false where there is none.
func (t *Timeline) Previous(m Mark, i int) (int, bool) {
	at := t.from(m, i)
	if at == 0 {
		return i, false
	}
	return int(t.marks[m][at-1]), true
}

// Count is how many records of a kind there are up to an index, that one included, and
// in all.
func (t *Timeline) Count(m Mark, i int) (upTo, all int) { return t.from(m, i+1), len(t.marks[m]) }

// from is the place of the first mark that is not before an index.
func (t *Timeline) from(m Mark, i int) int {
	marks := t.marks[m]
	return sort.Search(len(marks), func(n int) bool { return int(marks[n]) >= i })
}

// In gives the first record of a kind from one index to before another.
func (t *Timeline) In(m Mark, from, to int) (int, bool) {
	i, ok := t.Next(m, from-1)
	return i, ok && i < to
}

// Span is which records a cell of a scrubber stands for: from to before to.
func (t *Timeline) Span(cell, cells int) (from, to int) {
	return (cell*t.seen + cells - 1) / cells, ((cell+1)*t.seen + cells - 1) / cells
}

// Cell is the cell of a scrubber that a record is in.
func (t *Timeline) Cell(i, cells int) int { return min(i*cells/max(t.seen, 1), cells-1) }

// Start is the session's time at the beginning, from which relative times count.
func (t *Timeline) Start() time.Time {
	start := t.file.Header().Started
	if t.seen > 0 && t.file.Meta(0).At.Before(start) {
		return t.file.Meta(0).At
	}
	return start
}
