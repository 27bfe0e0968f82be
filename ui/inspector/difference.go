package inspector

import (
	"strings"

	"winkterm/flow/compare"
	"winkterm/flow/journal"
)

// pair is a row of the difference: what the widget sent beside what is expected of
// it. It stays as it is when the rows become others.
type pair struct {
	compare.Row
	// sent and expected are nil where there is none, before what is expected before
	// that.
	sent, expected, before *compare.Callback
	// why is why the flow does not send it.
	why string
	// seq is the record's number, opened which launch it belongs to, from 1, of launches.
	seq, opened, launches int
}

func (l *launch) pair(row compare.Row, opened, launches int) pair {
	p := pair{Row: row, opened: opened, launches: launches}
	if at := row.Sent; at >= 0 {
		p.sent, p.seq, p.why = &l.sent[at], l.seqs[at], l.expected.Why[at]
	}
	if at := row.Expected; at >= 0 {
		p.expected = &l.expected.Callbacks[at]
		if at > 0 {
			p.before = &l.expected.Callbacks[at-1]
		}
	}
	return p
}

// about is the callback that is there; the one sent where both are.
func (p pair) about() compare.Callback {
	if p.sent != nil {
		return *p.sent
	}
	return *p.expected
}

// difference lists what the widget sent beside what is expected of it.
type difference struct {
	*common
	launches launches
	pairs    []pair
}

// name is there once a widget has sent anything.
func (d *difference) name() string {
	if d.launches.bytes == 0 {
		return ""
	}
	return "Difference"
}

func (d *difference) add(fresh []journal.Record, shown bool) (gone int) {
	changed := false
	for i := range fresh {
		changed = d.launches.take(&fresh[i]) || changed
	}
	if changed {
		d.arrange(0, shown)
	}
	return 0
}

// arrange is the one place where the rows are computed: never while drawing, and not
// while nobody looks.
func (d *difference) arrange(at int, shown bool) int {
	if !shown {
		return at
	}
	d.pairs = d.pairs[:0]
	for i, one := range d.launches.all {
		one.compare()
		for _, row := range one.diff.Rows {
			if p := one.pair(row, i+1, len(d.launches.all)); d.filter.Finds(p.words()) {
				d.pairs = append(d.pairs, p)
			}
		}
	}
	return at
}

func (d *difference) total() int { return len(d.pairs) }

// fit is all lines but the heads and the totals.
func (d *difference) fit() int { return max((d.height-2)/d.pairLines(), 1) }

func (d *difference) rowAt(y int) int {
	if y == 0 { // the heads
		return -1
	}
	return (y - 1) / d.pairLines()
}

func (d *difference) subject(at int) (subject, bool) {
	if at >= len(d.pairs) {
		return nil, false
	}
	return d.pairs[at], true
}

// words are what the filter looks at.
func (p pair) words() string {
	words := []string{p.Mark.String(), named(p.about())}
	if p.expected != nil {
		words = append(words, named(*p.expected))
	}
	for _, f := range p.Fields {
		words = append(words, f.Name)
	}
	return strings.Join(words, " ")
}

func named(c compare.Callback) string { return joinText(c.Title(), c.Subject(), remark(c)) }

// remark is what else one wants to see of a callback in a row.
func remark(c compare.Callback) string { return joinText(c.Text("reason"), c.Text("errorCode")) }
