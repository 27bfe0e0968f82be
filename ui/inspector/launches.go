package inspector

import (
	"winkterm/api/wire"
	"winkterm/flow/compare"
	"winkterm/flow/journal"
)

// launchesMax is how much is kept of what widgets sent, in bytes; what comes after
// that is not compared, nor what one widget sent after compare.RecordsMax.
const launchesMax = journal.BodiesMax

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
	// bytes is how much is kept of all, left how many callbacks are not.
	bytes, left int
}

// take reads a record, and says whether it changes anything.
func (l *launches) take(r *journal.Record) bool {
	n := len(l.all)
	switch d := r.Data.(type) {
	case journal.Launch:
		if n > 0 && len(l.all[n-1].sent) == 0 { // it never sent anything
			l.all = l.all[:n-1]
		}
		l.all = append(l.all, &launch{options: d.Options})
	case journal.Callback:
		if d.Source == journal.SourceWidget {
			l.add(r, d)
			return true
		}
	case journal.Status:
		if n > 0 && len(l.all[n-1].seen) < compare.RecordsMax {
			one := l.all[n-1]
			one.seen, one.stale = append(one.seen, compare.Seen{At: r.At, ID: d.ID, Status: d.To, ErrorCode: d.ErrorCode}), true
			return true
		}
	case journal.Screen, journal.HTTP, journal.Note, journal.State, journal.Intent, journal.Unknown:
	}
	return false
}

func (l *launches) add(r *journal.Record, d journal.Callback) {
	if len(l.all) == 0 { // its beginning is not in this journal
		l.all = []*launch{{}}
	}
	one, c := l.all[len(l.all)-1], compare.Read(r.At, wire.CallbackName(d.Name), string(d.Args))
	if l.bytes >= launchesMax || len(one.sent) >= compare.RecordsMax {
		l.left++
		return
	}
	one.sent, one.seqs, one.stale = append(one.sent, c), append(one.seqs, r.Seq), true
	const each = 256 // about what one costs beside its fields
	l.bytes += each
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
