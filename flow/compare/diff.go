package compare

import "slices"

// Mark says how a callback of the widget compares to the expected one.
type Mark uint8

// The marks.
const (
	Same    Mark = iota
	Missing      // expected, but not sent
	Extra        // sent, but not expected
	Doubled      // sent once more than expected
	Moved        // sent elsewhere in the order
	Differs      // sent in its place, with other fields
)

// Marks lists every mark.
func Marks() []Mark { return []Mark{Same, Missing, Extra, Doubled, Moved, Differs} }

// String is the mark as a word.
func (m Mark) String() string {
	return [...]string{"same", "missing", "extra", "doubled", "moved", "differs"}[m]
}

// Row is one callback of the widget beside the expected one.
type Row struct {
	Mark Mark
	// Sent and Expected are indexes into the two sequences, -1 where there is none.
	Sent, Expected int
	// Fields are those that differ, by name. A row that Moved can have some too.
	Fields []FieldDiff
}

// Difference is two sequences side by side, in the order in which the widget sent
// its callbacks; a missing one stands where it is expected.
type Difference struct {
	Rows []Row
	// Left is how many callbacks were left out, on both sides, see RecordsMax.
	Left int
}

// Count is how many rows have a mark.
func (d Difference) Count(m Mark) (n int) {
	for _, r := range d.Rows {
		if r.Mark == m {
			n++
		}
	}
	return n
}

// Diff puts what the widget sent beside what was expected.
//
// Callbacks with the same key (the same event or callback, about the same account,
// provider, file type or archive) are aligned in order, as many as can be. Of the
// rest, one that is expected elsewhere in the order is Moved; two between the same
// neighbours that have the same name Differ; one that was sent once more than
// expected is Doubled; all else is Extra or Missing. eventTime is not compared, but
// must be a time. At most RecordsMax of each are compared.
func Diff(sent, expected []Callback) Difference {
	n, m := min(len(sent), RecordsMax), min(len(expected), RecordsMax)
	d := differ{sent: sent[:n], expected: expected[:m], rows: make([]Row, n), marks: slices.Repeat([]Mark{Missing}, m), known: map[key]bool{}}
	for i := range d.rows {
		d.rows[i] = Row{Mark: Extra, Sent: i, Expected: none}
	}
	d.align()
	d.pairMoved()
	d.pairNames()
	return Difference{Rows: d.all(), Left: len(sent) - n + len(expected) - m}
}

// differ is a Diff while it is being made: a row for each one sent, and the mark of
// each expected one, Missing until it is in a row.
type differ struct {
	sent, expected []Callback
	rows           []Row
	marks          []Mark
	known          map[key]bool // the keys of those sent that have a pair
}

// pair puts an expected one beside one sent.
func (d *differ) pair(i, j int, mark Mark) {
	fields := fieldDiffs(d.sent[i], d.expected[j])
	if mark == Same && len(fields) > 0 {
		mark = Differs
	}
	d.known[d.sent[i].key] = true
	d.rows[i], d.marks[j] = Row{Mark: mark, Sent: i, Expected: j, Fields: fields}, mark
}

// align pairs by key, in order. What is wholly the same at both ends is paired
// beforehand, so that one change is one row.
func (d *differ) align() {
	n, m := len(d.sent), len(d.expected)
	same := func(i, j int) bool {
		return d.sent[i].key == d.expected[j].key && len(fieldDiffs(d.sent[i], d.expected[j])) == 0
	}
	front, back := 0, 0
	for ; front < min(n, m) && same(front, front); front++ {
		d.pair(front, front, Same)
	}
	for ; back < min(n, m)-front && same(n-1-back, m-1-back); back++ {
		d.pair(n-1-back, m-1-back, Same)
	}
	for i, j := range align(keys(d.sent[front:n-back]), keys(d.expected[front:m-back])) {
		if j != none {
			d.pair(front+i, front+j, Same)
		}
	}
}

func keys(all []Callback) (out []key) {
	for _, c := range all {
		out = append(out, c.key)
	}
	return out
}

// pairMoved pairs those with the same key that were not aligned, the first with the
// first.
func (d *differ) pairMoved() {
	for i, c := range d.sent {
		for j := 0; d.rows[i].Expected == none && j < len(d.expected); j++ {
			if d.marks[j] == Missing && d.expected[j].key == c.key {
				d.pair(i, j, Moved)
			}
		}
	}
}

// pairNames pairs those with the same name between the same aligned neighbours.
func (d *differ) pairNames() {
	next := 0
	for i, c := range d.sent {
		if r := d.rows[i]; r.Expected != none && r.Mark != Moved {
			next = r.Expected + 1
		}
		for j := next; d.rows[i].Expected == none && j < len(d.expected) && !d.inPlace(j); j++ {
			if d.marks[j] == Missing && d.expected[j].key.name == c.key.name {
				d.pair(i, j, Same)
				next = j + 1
			}
		}
	}
}

// inPlace says that an expected one was sent in its place.
func (d *differ) inPlace(j int) bool { return d.marks[j] != Missing && d.marks[j] != Moved }

// all gives the rows, with those for what is missing: behind the one that comes before
// it in its place. Doubled is what has no pair and was sent before, or has its pair
// elsewhere.
func (d *differ) all() (rows []Row) {
	next := 0
	missing := func() {
		for ; next < len(d.expected) && !d.inPlace(next); next++ {
			if d.marks[next] == Missing {
				rows = append(rows, Row{Mark: Missing, Sent: none, Expected: next})
			}
		}
	}
	missing()
	for i, r := range d.rows {
		if r.Mark == Extra && d.known[d.sent[i].key] {
			r.Mark = Doubled
		}
		d.known[d.sent[i].key] = true
		rows = append(rows, r)
		if r.Expected == next {
			next++
			missing()
		}
	}
	return rows
}
