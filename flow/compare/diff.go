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
	d := differ{sent: sent[:n], expected: expected[:m], pairs: slices.Repeat([]int{none}, n), paired: make([]bool, m), moved: make([]bool, m)}
	d.align()
	d.pairMoved()
	d.pairNames()
	return Difference{Rows: d.rows(), Left: len(sent) - n + len(expected) - m}
}

// differ is a Diff while it is being made.
type differ struct {
	sent, expected []Callback
	// pairs gives for each one sent the index of the expected one beside it, none where
	// there is none; paired says which expected ones have one, moved which of those were
	// sent elsewhere.
	pairs         []int
	paired, moved []bool
}

func (d *differ) pair(i, j int) { d.pairs[i], d.paired[j] = j, true }

// align pairs by key, in order. What is wholly the same at both ends is paired
// beforehand, so that one change is one row.
func (d *differ) align() {
	n, m := len(d.sent), len(d.expected)
	same := func(i, j int) bool {
		return d.sent[i].key == d.expected[j].key && len(fieldDiffs(d.sent[i], d.expected[j])) == 0
	}
	front, back := 0, 0
	for ; front < min(n, m) && same(front, front); front++ {
		d.pair(front, front)
	}
	for ; back < min(n, m)-front && same(n-1-back, m-1-back); back++ {
		d.pair(n-1-back, m-1-back)
	}
	numbers := map[key]int{}
	number := func(all []Callback) (out []int) {
		for _, c := range all {
			if numbers[c.key] == 0 {
				numbers[c.key] = len(numbers) + 1
			}
			out = append(out, numbers[c.key])
		}
		return out
	}
	for i, j := range align(number(d.sent[front:n-back]), number(d.expected[front:m-back])) {
		if j != none {
			d.pair(front+i, front+j)
		}
	}
}

// pairMoved pairs those with the same key that were not aligned, the first with the
// first.
func (d *differ) pairMoved() {
	waiting := map[key][]int{}
	for j, c := range d.expected {
		if !d.paired[j] {
			waiting[c.key] = append(waiting[c.key], j)
		}
	}
	for i, c := range d.sent {
		if queue := waiting[c.key]; d.pairs[i] == none && len(queue) > 0 {
			d.pair(i, queue[0])
			d.moved[queue[0]], waiting[c.key] = true, queue[1:]
		}
	}
}

// pairNames pairs those with the same name between the same aligned neighbours.
func (d *differ) pairNames() {
	next := 0
	for i, c := range d.sent {
		if at := d.pairs[i]; at != none && !d.moved[at] {
			next = at + 1
		}
		for j := next; d.pairs[i] == none && j < len(d.expected) && (!d.paired[j] || d.moved[j]); j++ {
			if !d.paired[j] && d.expected[j].key.name == c.key.name {
				d.pair(i, j)
				next = j + 1
			}
		}
	}
}

// rows gives the rows. Doubled is what has no pair and was sent before, or has its
// pair elsewhere.
func (d *differ) rows() (rows []Row) {
	known := map[key]bool{}
	for i, c := range d.sent {
		known[c.key] = known[c.key] || d.pairs[i] != none
	}
	next := 0
	missing := func() { // up to one that is aligned; the row of a moved one stands where it was sent
		for ; next < len(d.expected) && (!d.paired[next] || d.moved[next]); next++ {
			if !d.paired[next] {
				rows = append(rows, Row{Mark: Missing, Sent: none, Expected: next})
			}
		}
	}
	missing()
	for i, c := range d.sent {
		r := Row{Mark: Extra, Sent: i, Expected: d.pairs[i]}
		if r.Expected != none {
			r.Mark, r.Fields = Same, fieldDiffs(c, d.expected[r.Expected])
		}
		switch {
		case r.Expected == none && known[c.key]:
			r.Mark = Doubled
		case r.Expected == none:
		case d.moved[r.Expected]:
			r.Mark = Moved
		case len(r.Fields) > 0:
			r.Mark = Differs
		}
		rows = append(rows, r)
		known[c.key] = true
		if r.Expected == next {
			next++
			missing()
		}
	}
	return rows
}
