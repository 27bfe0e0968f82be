package diff

import (
	"fmt"
	"slices"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
)

// Options say what is compared. The zero value compares every lane, without times and ids.
type Options struct {
	// Lanes are those that are compared, all of Lanes() for none.
	Lanes []journal.Lane
	// Times compares moments and lengths of time, IDs the ids as they are.
	Times, IDs bool
}

// Lanes are those that can be compared, in the order of a Report. Snapshots are not among
// them: what is in them has come by another lane.
func Lanes() []journal.Lane {
	return []journal.Lane{
		journal.LaneIntent, journal.LaneScreen, journal.LaneCallback, journal.LaneStatus,
		journal.LaneHTTP, journal.LaneNote, journal.LaneWidget, journal.LaneWebhook,
	}
}

// Report is how two recordings differ.
type Report struct {
	// First is what differs first, nil where nothing does.
	First *Row   `json:"first"`
	Lanes []Lane `json:"lanes"`
}

// Same says that nothing differs.
func (r Report) Same() bool { return r.First == nil }

// Lane is what differs in one lane; Same counts what does not, polls with the same answer
// as one.
type Lane struct {
	Lane journal.Lane `json:"lane"`
	Same int          `json:"same"`
	Rows []Row        `json:"rows"`
}

// Row is a difference: a record that only one of the two has, or one of each with the
// fields that differ.
type Row struct {
	Lane   journal.Lane `json:"lane"`
	A      *Side        `json:"a"`
	B      *Side        `json:"b"`
	Fields []Field      `json:"fields,omitempty"`
}

// Side is a record of one of the two.
type Side struct {
	// Index and Seq are those of the record, After is its time since the first record.
	Index int           `json:"index"`
	Seq   int           `json:"seq"`
	After time.Duration `json:"after"`
	// Text is the record in one line, with roles in the place of ids. Clean it before it
	// is drawn.
	Text string `json:"text"`
}

// Field is a field that differs, empty where a side lacks it.
type Field struct {
	Name string `json:"name"`
	A    string `json:"a"`
	B    string `json:"b"`
}

// Of compares two recordings. It fails when one cannot be read.
func Of(a, b *recording.File, o Options) (Report, error) {
	inA, err := read(a, o)
	if err != nil {
		return Report{}, fmt.Errorf("the first recording: %w", err)
	}
	inB, err := read(b, o)
	if err != nil {
		return Report{}, fmt.Errorf("the second recording: %w", err)
	}
	var r Report
	for _, name := range Lanes() {
		if len(o.Lanes) > 0 && !slices.Contains(o.Lanes, name) {
			continue
		}
		lane := Lane{Lane: name, Rows: []Row{}}
		for _, row := range aligned(inA[name], inB[name]) {
			if row.A != nil && row.B != nil && len(row.Fields) == 0 {
				lane.Same++
				continue
			}
			row.Lane = name
			lane.Rows = append(lane.Rows, row)
			if r.First == nil || row.index() < r.First.index() {
				first := row
				r.First = &first
			}
		}
		r.Lanes = append(r.Lanes, lane)
	}
	return r, nil
}

// FirstAfter is what differs first behind a record of each of the two, by their indexes;
// nil where nothing does.
func (r Report) FirstAfter(a, b int) *Row {
	var first *Row
	for _, lane := range r.Lanes {
		for _, row := range lane.Rows {
			behind := (row.A == nil || row.A.Index > a) && (row.B == nil || row.B.Index > b)
			if behind && (first == nil || row.index() < first.index()) {
				first = &row
			}
		}
	}
	return first
}

// index is where a row begins.
func (r Row) index() int {
	switch {
	case r.A == nil:
		return r.B.Index
	case r.B == nil:
		return r.A.Index
	}
	return min(r.A.Index, r.B.Index)
}
