package inspector

import (
	"winkterm/api/wire"
	"winkterm/flow/compare"
	"winkterm/flow/journal"
)

// keptMax is how much is kept of what widgets sent, in bytes; what comes after that is
// not compared, nor what one widget sent after compare.RecordsMax.
const keptMax = journal.BodiesMax

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

// difference lists what widgets sent beside what is expected of them.
type difference struct {
	*common
	launches []*launch // the newest one last, the only one that may not have sent anything
	// bytes is how much is kept of all, left how many callbacks are not.
	bytes, left int
	pairs       []pair
}

// name is there once a widget has sent anything.
func (d *difference) name() string {
	if d.bytes == 0 {
		return ""
	}
	return "Difference"
}

func (d *difference) add(fresh []journal.Record, shown bool) (gone int) {
	for _, r := range fresh {
		switch data := r.Data.(type) {
		case journal.Launch:
			d.open(data.Options)
		case journal.Callback:
			if data.Source == journal.SourceWidget {
				d.keep(r.Seq, compare.Read(r.At, wire.CallbackName(data.Name), string(data.Args)))
			}
		case journal.Status:
			d.see(compare.Seen{At: r.At, ID: data.ID, Status: data.To, ErrorCode: data.ErrorCode})
		case journal.Screen, journal.HTTP, journal.Note, journal.State, journal.Intent, journal.Webhook, journal.Items, journal.Unknown:
		}
	}
	d.arrange(0, shown)
	return 0
}

// open opens the widget once more.
func (d *difference) open(options wire.WidgetOptions) {
	if n := len(d.launches); n > 0 && len(d.launches[n-1].sent) == 0 {
		d.launches = d.launches[:n-1]
	}
	d.launches = append(d.launches, &launch{options: options})
}

// keep keeps a callback, as far as there is room.
func (d *difference) keep(seq int, c compare.Callback) {
	if len(d.launches) == 0 { // its beginning is not in this journal
		d.open(wire.WidgetOptions{})
	}
	one := d.launches[len(d.launches)-1]
	if d.bytes >= keptMax || len(one.sent) >= compare.RecordsMax {
		d.left++
		return
	}
	one.sent, one.seqs, one.stale = append(one.sent, c), append(one.seqs, seq), true
	const each = 256 // about what one costs beside its fields
	d.bytes += each
	for _, f := range c.Fields {
		d.bytes += len(f.Name) + len(f.Value)
	}
}

func (d *difference) see(s compare.Seen) {
	if n := len(d.launches); n > 0 && len(d.launches[n-1].seen) < compare.RecordsMax {
		one := d.launches[n-1]
		one.seen, one.stale = append(one.seen, s), true
	}
}

// arrange is the one place where the rows are computed: never while drawing, and not
// while nobody looks. Only a launch that changed is compared anew.
func (d *difference) arrange(at int, shown bool) int {
	if !shown {
		return at
	}
	d.pairs = d.pairs[:0]
	for i, one := range d.launches {
		if one.stale {
			one.expected = compare.Expected(one.options, one.sent, one.seen)
			one.diff, one.stale = compare.Diff(one.sent, one.expected.Callbacks), false
		}
		for _, row := range one.diff.Rows {
			if p := (pair{row, one, i + 1}); d.filter.Finds(p.words()) {
				d.pairs = append(d.pairs, p)
			}
		}
	}
	return at
}

func (d *difference) total() int { return len(d.pairs) }
