package inspector

import (
	"winkterm/api/wire"
	"winkterm/flow/compare"
	"winkterm/flow/journal"
)

// What is kept of what widgets sent; what comes after that is not compared, nor what
// one widget sent after compare.RecordsMax.
const (
	sentMax      = journal.RecordsMax
	sentBytesMax = journal.BodiesMax
)

// launch is one time that the widget was opened: what it sent, with the records'
// numbers, and the statuses that were seen meanwhile.
type launch struct {
	options wire.WidgetOptions
	sent    []compare.Callback
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
	// sent, bytes and seen are how much is kept of all, left is how many callbacks are
	// not.
	sent, bytes, seen, left int
}

// take reads a record, and says whether it changes anything.
func (l *launches) take(r *journal.Record) bool {
	switch d := r.Data.(type) {
	case journal.Launch:
		l.open(d.Options)
	case journal.Callback:
		if d.Source == journal.SourceWidget {
			l.add(r, d)
			return true
		}
	case journal.Status:
		if len(l.all) == 0 || l.seen >= sentMax {
			return false
		}
		one := l.all[len(l.all)-1]
		one.seen, one.stale = append(one.seen, compare.Seen{At: r.At, ID: d.ID, Status: d.To, ErrorCode: d.ErrorCode}), true
		l.seen++
		return true
	case journal.Screen, journal.HTTP, journal.Note, journal.State, journal.Intent, journal.Unknown:
	}
	return false
}

// open begins a launch, in place of one that has sent nothing.
func (l *launches) open(o wire.WidgetOptions) {
	if n := len(l.all); n > 0 && len(l.all[n-1].sent) == 0 {
		l.all = l.all[:n-1]
	}
	l.all = append(l.all, &launch{options: o})
}

func (l *launches) add(r *journal.Record, d journal.Callback) {
	if l.sent >= sentMax || l.bytes >= sentBytesMax {
		l.left++
		return
	}
	if len(l.all) == 0 { // its beginning is not in this journal
		l.open(wire.WidgetOptions{})
	}
	one, c := l.all[len(l.all)-1], compare.Read(r.At, wire.CallbackName(d.Name), string(d.Args))
	one.sent, one.seqs, one.stale = append(one.sent, c), append(one.seqs, r.Seq), true
	l.sent++
	for _, f := range c.Fields {
		l.bytes += len(f.Name) + len(f.Value)
	}
}

// compare puts what was sent beside what is expected, if that is not done yet.
func (l *launch) compare() {
	if l.stale {
		l.expected = compare.Expected(l.options, l.sent, l.seen)
		l.diff, l.stale = compare.Diff(l.sent, l.expected.Callbacks), false
	}
}

// notCompared is how many callbacks were left out.
func (l *launches) notCompared() int {
	n := l.left
	for _, one := range l.all {
		n += max(len(one.sent)-compare.RecordsMax, 0)
	}
	return n
}

// count is how many rows of all launches have a mark.
func (l *launches) count(m compare.Mark) int {
	n := 0
	for _, one := range l.all {
		n += one.diff.Count(m)
	}
	return n
}
