package compare

// Mark says how a callback of the widget stands to the one of the wizard's flow.
type Mark uint8

// The marks.
const (
	Same    Mark = iota
	Missing      // the flow tells it, the widget did not
	Extra        // the widget told it, the flow does not
	Doubled      // told once more than the flow does
	Moved        // told elsewhere in the order
	Differs      // told in its place, with other fields
	marks
)

// Marks lists every mark.
func Marks() []Mark { return []Mark{Same, Missing, Extra, Doubled, Moved, Differs} }

// String is the mark as a word.
func (m Mark) String() string {
	switch m {
	case Same:
		return "same"
	case Missing:
		return "missing"
	case Extra:
		return "extra"
	case Doubled:
		return "doubled"
	case Moved:
		return "moved"
	case Differs:
		return "differs"
	case marks:
	}
	return ""
}

// Row is one callback of the widget beside that of the flow.
type Row struct {
	Mark Mark
	// Told and Expected are places in the two sequences, -1 where there is none.
	Told, Expected int
	// Fields are those that differ, by name. A row that Moved can have some too.
	Fields []Unlike
}

// Unlike is a field that differs. A value is JSON, or empty where the field is
// missing; for EventTime SomeTime is expected.
type Unlike struct{ Name, Expected, Told string }

// Difference is two sequences side by side, in the order in which the widget told
// what it told; what is missing stands where the flow tells it.
type Difference struct {
	Rows []Row
	// Left is how many callbacks were left out, on both sides, see RecordsMax.
	Left   int
	totals [marks]int
}

// Count is how many rows have a mark.
func (d Difference) Count(m Mark) int {
	if m >= marks {
		return 0
	}
	return d.totals[m]
}
