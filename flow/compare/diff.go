package compare

// Diff puts what the widget sent beside what was expected.
//
// Callbacks with the same key (the same event or callback, about the same account,
// provider, file type or archive) are aligned in order, as many as can be. Of the
// rest, one that is expected elsewhere in the order is Moved; two between the same
// neighbours that have the same name Differ; one that was sent once more than
// expected is Doubled; all else is Extra or Missing. eventTime is not compared, but
// must be a time. At most RecordsMax of each are compared.
func Diff(sent, expected []Callback) Difference {
	out := Difference{Left: max(len(sent)-RecordsMax, 0) + max(len(expected)-RecordsMax, 0)}
	d := differ{sent: sent[:min(len(sent), RecordsMax)], expected: expected[:min(len(expected), RecordsMax)]}
	d.align()
	d.pairMoved()
	d.pairNames()
	d.write(&out)
	return out
}

// differ is a Diff while it is being made.
type differ struct {
	sent, expected []Callback
	// at gives for each one sent the index of the expected one beside it, pairOf the
	// other way round; none where there is none. Moved ones are paired.
	at, pairOf []int
	moved      []bool
}

// align pairs by key, in order. What is wholly the same at both ends is paired
// beforehand, so that one change is one row.
func (d *differ) align() {
	n, m := len(d.sent), len(d.expected)
	d.at, d.pairOf, d.moved = nones(n), nones(m), make([]bool, n)
	same := func(i, j int) bool {
		equal := d.sent[i].key == d.expected[j].key && len(fieldDiffs(d.sent[i], d.expected[j])) == 0
		if equal {
			d.pair(i, j)
		}
		return equal
	}
	front, back := 0, 0
	for front < min(n, m) && same(front, front) {
		front++
	}
	for back < min(n, m)-front && same(n-1-back, m-1-back) {
		back++
	}
	d.pairBy(func(c Callback) key { return c.key }, front, n-back, front, m-back)
}

func (d *differ) pair(i, j int) { d.at[i], d.pairOf[j] = j, i }

// pairBy aligns those in two stretches that have no pair yet by a key.
func (d *differ) pairBy(by func(Callback) key, i, iEnd, j, jEnd int) {
	var sent, expected []int
	var a, b []key
	for ; i < iEnd; i++ {
		if d.at[i] == none {
			sent, a = append(sent, i), append(a, by(d.sent[i]))
		}
	}
	for ; j < jEnd && len(a) > 0; j++ {
		if d.pairOf[j] == none {
			expected, b = append(expected, j), append(b, by(d.expected[j]))
		}
	}
	for n, at := range align(a, b) {
		if at != none {
			d.pair(sent[n], expected[at])
		}
	}
}

// pairMoved pairs those with the same key that were not aligned, the first with the
// first.
func (d *differ) pairMoved() {
	waiting := map[key][]int{}
	for j, c := range d.expected {
		if d.pairOf[j] == none {
			waiting[c.key] = append(waiting[c.key], j)
		}
	}
	for i, c := range d.sent {
		if queue := waiting[c.key]; d.at[i] == none && len(queue) > 0 {
			d.pair(i, queue[0])
			d.moved[i], waiting[c.key] = true, queue[1:]
		}
	}
}

// pairNames pairs those with the same name between the same aligned neighbours.
func (d *differ) pairNames() {
	name := func(c Callback) key { return key{name: c.key.name} }
	i, j := 0, 0
	for end, at := range d.at {
		if at != none && !d.moved[end] {
			d.pairBy(name, i, end, j, at)
			i, j = end+1, at+1
		}
	}
	d.pairBy(name, i, len(d.sent), j, len(d.expected))
}

// write adds the rows. Doubled is what has no pair and was sent before, or has its
// pair elsewhere.
func (d *differ) write(out *Difference) {
	known := map[key]bool{}
	for i, c := range d.sent {
		known[c.key] = known[c.key] || d.at[i] != none
	}
	j := d.writeMissing(out, 0)
	for i, c := range d.sent {
		r := Row{Mark: Extra, Sent: i, Expected: d.at[i]}
		if r.Expected != none {
			r.Mark, r.Fields = Same, fieldDiffs(c, d.expected[r.Expected])
		}
		switch {
		case r.Expected == none && known[c.key]:
			r.Mark = Doubled
		case d.moved[i]:
			r.Mark = Moved
		case len(r.Fields) > 0:
			r.Mark = Differs
		}
		out.add(r)
		known[c.key] = true
		if r.Expected == j {
			j = d.writeMissing(out, j+1)
		}
	}
}

// writeMissing adds the rows of what is missing from j on, up to one that is
// aligned, and gives its index. The row of a moved one stands where it was sent.
func (d *differ) writeMissing(out *Difference, j int) int {
	for j < len(d.expected) && (d.pairOf[j] == none || d.moved[d.pairOf[j]]) {
		if d.pairOf[j] == none {
			out.add(Row{Mark: Missing, Sent: none, Expected: j})
		}
		j++
	}
	return j
}
