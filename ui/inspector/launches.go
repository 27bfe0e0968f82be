package inspector

import (
	"time"

	"winkterm/api/wire"
	"winkterm/flow/compare"
	"winkterm/flow/journal"
)

// What is kept of what widgets told; what comes after that is not compared.
const (
	toldMax      = journal.RecordsMax
	toldBytesMax = journal.BodiesMax
)

// launch is one time that the widget was opened: what it told, with the records'
// numbers, and the statuses that were seen meanwhile.
type launch struct {
	options wire.WidgetOptions
	told    []compare.Told
	seqs    []int
	seen    []compare.Seen

	// stale says that what follows is of before the newest record.
	stale    bool
	expected compare.Expectation
	diff     compare.Difference
}

// launches is every time that the widget was opened, the newest one last.
type launches struct {
	all []*launch
	// told, bytes and seen are what is kept of all, left is how many callbacks are
	// not.
	told, bytes, seen, left int
}

// take reads a record, and says whether it changes anything.
func (l *launches) take(r *journal.Record) bool {
	switch d := r.Data.(type) {
	case journal.Launch:
		l.open(d.Options)
	case journal.Callback:
		if d.Source == journal.SourceWidget {
			l.tell(r, d)
			return true
		}
	case journal.Status:
		return l.see(r.At, d)
	case journal.Screen, journal.HTTP, journal.Note, journal.Unknown:
	}
	return false
}

// open begins a launch, in place of one that has told nothing.
func (l *launches) open(o wire.WidgetOptions) {
	if n := len(l.all); n > 0 && len(l.all[n-1].told) == 0 {
		l.all = l.all[:n-1]
	}
	l.all = append(l.all, &launch{options: o})
}

func (l *launches) tell(r *journal.Record, d journal.Callback) {
	if l.told >= toldMax || l.bytes >= toldBytesMax {
		l.left++
		return
	}
	if len(l.all) == 0 { // its beginning is not in this journal
		l.open(wire.WidgetOptions{})
	}
	last := l.all[len(l.all)-1]
	told := compare.Read(r.At, wire.CallbackName(d.Name), string(d.Args))
	last.told, last.seqs, last.stale = append(last.told, told), append(last.seqs, r.Seq), true
	l.told++
	for _, f := range told.Fields {
		l.bytes += len(f.Name) + len(f.Value)
	}
}

func (l *launches) see(at time.Time, d journal.Status) bool {
	if len(l.all) == 0 || l.seen >= toldMax {
		return false
	}
	last := l.all[len(l.all)-1]
	last.seen, last.stale = append(last.seen, compare.Seen{At: at, ID: d.ID, Status: d.To, ErrorCode: d.ErrorCode}), true
	l.seen++
	return true
}

// any says that a widget has told anything.
func (l *launches) any() bool { return l.told > 0 }

// compare lays the launches that are stale beside the flow.
func (l *launches) compare() {
	for _, one := range l.all {
		if one.stale {
			one.expected = compare.Expected(one.options, one.told, one.seen)
			one.diff = compare.Diff(one.told, one.expected.Told)
			one.stale = false
		}
	}
}

// count is how many rows of all launches have a mark.
func (l *launches) count(m compare.Mark) int {
	n := 0
	for _, one := range l.all {
		n += one.diff.Count(m)
	}
	return n
}
