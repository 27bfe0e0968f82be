package compare

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

var marks = [...]string{Same: "same", Missing: "missing", Extra: "extra", Doubled: "doubled", Moved: "moved", Differs: "differs"}

// Marks lists every mark.
func Marks() []Mark { return []Mark{Same, Missing, Extra, Doubled, Moved, Differs} }

// String is the mark as a word.
func (m Mark) String() string { return marks[m] }

// Row is one callback of the widget beside the expected one.
type Row struct {
	Mark Mark
	// Sent and Expected are indexes into the two sequences, -1 where there is none.
	Sent, Expected int
	// Fields are those that differ, by name. A row that Moved can have some too.
	Fields []FieldDiff
}

// FieldDiff is a field that differs. A value is JSON, or empty where the field is
// missing; for EventTime SomeTime is expected.
type FieldDiff struct{ Name, Expected, Sent string }

// Difference is two sequences side by side, in the order in which the widget sent
// its callbacks; a missing one stands where it is expected.
type Difference struct {
	Rows []Row
	// Left is how many callbacks were left out, on both sides, see RecordsMax.
	Left   int
	totals [len(marks)]int
}

// Count is how many rows have a mark.
func (d Difference) Count(m Mark) int {
	if int(m) >= len(marks) {
		return 0
	}
	return d.totals[m]
}

func (d *Difference) add(r Row) {
	d.Rows = append(d.Rows, r)
	d.totals[r.Mark]++
}

// fieldDiffs gives the fields that differ.
func fieldDiffs(sent, expected Callback) []FieldDiff {
	var out []FieldDiff
	a, b := sent.Fields, expected.Fields
	for len(a) > 0 || len(b) > 0 {
		var f FieldDiff
		if len(b) == 0 || len(a) > 0 && a[0].Name <= b[0].Name {
			f.Name, f.Sent, a = a[0].Name, a[0].Value, a[1:]
		}
		if len(b) > 0 && (f.Name == b[0].Name || f.Sent == "") {
			f.Name, f.Expected, b = b[0].Name, b[0].Value, b[1:]
		}
		if f.Name == EventTime && f.Expected != "" {
			if _, ok := asTime(f.Sent); ok {
				continue
			}
			f.Expected = SomeTime
		}
		if f.Sent != f.Expected {
			out = append(out, f)
		}
	}
	return out
}
