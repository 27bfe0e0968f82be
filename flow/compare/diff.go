package compare

import "cmp"

// Diff lays what the widget told beside what was expected.
//
// What is the same thing told (the same event or callback, about the same account,
// provider, file type or archive) is aligned in order, as much of it as can be.
// Of the rest, what was told elsewhere in the order is Moved; what stands between
// the same neighbours and has the same name Differs; what was told once more than
// it is expected is Doubled; all else is Extra or Missing. eventTime is not
// compared, but must be a time.
//
// It takes memory in proportion to the lengths, and at most RecordsMax of each.
func Diff(told, expected []Told) Difference {
	left := max(len(told)-RecordsMax, 0) + max(len(expected)-RecordsMax, 0)
	told, expected = told[:min(len(told), RecordsMax)], expected[:min(len(expected), RecordsMax)]
	d := differ{told: told, expected: expected, at: alignTold(told, expected)}
	d.pairOf = inverse(d.at, len(expected))
	d.findMoved()
	d.eachGap(d.pairNames)
	d.findDoubled()
	out := Difference{Left: left}
	d.eachGap(func(from, to span) { d.write(&out, from, to) })
	return out
}

// differ is a Diff while it is being made.
type differ struct {
	told, expected []Told
	// at gives for each one told the place of the one expected beside it, pairOf the
	// other way round; none where there is none.
	at, pairOf []int
	// moved and doubled are those told that are so; moved ones have a place.
	moved, doubled []bool
}

// alignTold pairs by sign, in order. What is wholly the same at both ends is left
// out beforehand, so that one change is one row.
func alignTold(told, expected []Told) []int {
	front, back := 0, 0
	for front < min(len(told), len(expected)) && alike(told[front], expected[front]) {
		front++
	}
	for back < min(len(told), len(expected))-front && alike(told[len(told)-1-back], expected[len(expected)-1-back]) {
		back++
	}
	number := numbered[sign]{}
	ids := func(list []Told) []int {
		out := make([]int, 0, len(list))
		for _, t := range list[front : len(list)-back] {
			out = append(out, number.of(t.sign))
		}
		return out
	}
	at := make([]int, len(told))
	for i, j := range align(ids(told), ids(expected)) {
		at[front+i] = j
		if j != none {
			at[front+i] += front
		}
	}
	for i := range front {
		at[i] = i
	}
	for i := range back {
		at[len(told)-1-i] = len(expected) - 1 - i
	}
	return at
}

// alike says that nothing differs.
func alike(a, b Told) bool { return a.sign == b.sign && len(unlike(a, b)) == 0 }

// numbered gives each key a number.
type numbered[K comparable] map[K]int

func (n numbered[K]) of(key K) int {
	id, ok := n[key]
	if !ok {
		id = len(n)
		n[key] = id
	}
	return id
}

func inverse(at []int, n int) []int {
	out := make([]int, n)
	for j := range out {
		out[j] = none
	}
	for i, j := range at {
		if j != none {
			out[j] = i
		}
	}
	return out
}

// findMoved pairs what has the same sign and was not aligned, the first with the
// first.
func (d *differ) findMoved() {
	waiting := map[sign][]int{}
	for j, i := range d.pairOf {
		if i == none {
			s := d.expected[j].sign
			waiting[s] = append(waiting[s], j)
		}
	}
	d.moved = make([]bool, len(d.told))
	for i, t := range d.told {
		if queue := waiting[t.sign]; d.at[i] == none && len(queue) > 0 {
			d.at[i], d.pairOf[queue[0]], d.moved[i] = queue[0], i, true
			waiting[t.sign] = queue[1:]
		}
	}
}

// span is a stretch of a sequence: from its first place to before its end.
type span struct{ from, to int }

// eachGap gives the stretches between neighbours that are aligned, in order, and
// with each the aligned one that ends it.
func (d *differ) eachGap(give func(told, expected span)) {
	i, j := 0, 0
	for at := range d.told {
		if d.at[at] != none && !d.moved[at] {
			give(span{i, at + 1}, span{j, d.at[at] + 1})
			i, j = at+1, d.at[at]+1
		}
	}
	give(span{i, len(d.told)}, span{j, len(d.expected)})
}

// pairNames pairs what has the same name between the same neighbours.
func (d *differ) pairNames(told, expected span) {
	number := numbered[string]{}
	var told1, expected1, names, wanted []int
	for i := told.from; i < told.to; i++ {
		if d.at[i] == none {
			told1, names = append(told1, i), append(names, number.of(d.told[i].sign.name))
		}
	}
	for j := expected.from; j < expected.to; j++ {
		if d.pairOf[j] == none {
			expected1, wanted = append(expected1, j), append(wanted, number.of(d.expected[j].sign.name))
		}
	}
	for n, place := range align(names, wanted) {
		if place != none {
			i, j := told1[n], expected1[place]
			d.at[i], d.pairOf[j] = j, i
		}
	}
}

// findDoubled marks what has no place and was told before, or has its place
// elsewhere.
func (d *differ) findDoubled() {
	known := map[sign]bool{}
	for i, t := range d.told {
		known[t.sign] = known[t.sign] || d.at[i] != none
	}
	d.doubled = make([]bool, len(d.told))
	for i, t := range d.told {
		d.doubled[i] = d.at[i] == none && known[t.sign]
		known[t.sign] = true
	}
}

// write adds the rows of a gap: what is missing, then what was told.
func (d *differ) write(out *Difference, told, expected span) {
	i, j := told.from, expected.from
	for i < told.to || j < expected.to {
		switch {
		case j < expected.to && d.pairOf[j] == none:
			out.add(Row{Mark: Missing, Told: none, Expected: j})
			j++
		case j < expected.to && d.moved[d.pairOf[j]]:
			j++ // its row stands where it was told
		case d.at[i] == none || d.moved[i]:
			out.add(d.row(i))
			i++
		default:
			out.add(d.row(i))
			i, j = i+1, j+1
		}
	}
}

// row is that of one told.
func (d *differ) row(i int) Row {
	r := Row{Mark: Extra, Told: i, Expected: d.at[i]}
	if d.doubled[i] {
		r.Mark = Doubled
	}
	if r.Expected == none {
		return r
	}
	r.Fields = unlike(d.told[i], d.expected[r.Expected])
	switch {
	case d.moved[i]:
		r.Mark = Moved
	case len(r.Fields) > 0:
		r.Mark = Differs
	default:
		r.Mark = Same
	}
	return r
}

func (d *Difference) add(r Row) {
	d.Rows = append(d.Rows, r)
	d.totals[r.Mark]++
}

// unlike gives the fields that differ.
func unlike(told, expected Told) []Unlike {
	var out []Unlike
	a, b := told.Fields, expected.Fields
	for len(a) > 0 || len(b) > 0 {
		var u Unlike
		order := byName(a, b)
		if order <= 0 {
			u.Name, u.Told = a[0].Name, a[0].Value
			a = a[1:]
		}
		if order >= 0 {
			u.Name, u.Expected = b[0].Name, b[0].Value
			b = b[1:]
		}
		if u.agrees() {
			continue
		}
		if u.Name == EventTime && u.Expected != "" {
			u.Expected = SomeTime
		}
		out = append(out, u)
	}
	return out
}

// byName says whose first field comes first: below 0 for that of a, above for that
// of b, 0 when it is the same one.
func byName(a, b []Field) int {
	switch {
	case len(a) == 0:
		return 1
	case len(b) == 0:
		return -1
	}
	return cmp.Compare(a[0].Name, b[0].Name)
}

// agrees says that a field is as it should be.
func (u Unlike) agrees() bool {
	if u.Name != EventTime || u.Expected == "" {
		return u.Told == u.Expected
	}
	_, ok := asTime(u.Told)
	return ok
}
