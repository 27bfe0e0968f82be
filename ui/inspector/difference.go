package inspector

import (
	"strings"

	"winkterm/flow/compare"
)

// pair is a row of the difference: what the widget sent beside what is expected of
// it. It stays as it is when the rows become others.
type pair struct {
	row compare.Row
	// sent and expected are nil where there is none, before what is expected before
	// that.
	sent, expected, before *compare.Callback
	// why is why the flow does not send it.
	why string
	// seq is the record's number, opened which launch it belongs to, from 1.
	seq, opened int
}

func (l *launch) pair(row compare.Row, opened int) pair {
	p := pair{row: row, opened: opened}
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

// layout makes the rows of the difference, if it shows. It is the one place where
// they are computed: never while drawing, and not while nobody looks.
func (m *Model) layout() {
	if m.shown != difference {
		return
	}
	want := strings.ToLower(strings.TrimSpace(m.filter.Value()))
	m.pairs = m.pairs[:0]
	for i, one := range m.launches.all {
		one.compare()
		for _, row := range one.diff.Rows {
			if p := one.pair(row, i+1); want == "" || strings.Contains(p.words(), want) {
				m.pairs = append(m.pairs, p)
			}
		}
	}
}

// words are what the filter looks at.
func (p pair) words() string {
	words := []string{p.row.Mark.String()}
	for _, c := range []*compare.Callback{p.sent, p.expected} {
		if c != nil {
			words = append(words, string(c.Name), named(*c))
		}
	}
	for _, f := range p.row.Fields {
		words = append(words, f.Name)
	}
	return strings.ToLower(strings.Join(words, " "))
}

func named(c compare.Callback) string { return joinText(c.Title(), c.Subject(), remark(c)) }

// remark is what else one wants to see of a callback in a row.
func remark(c compare.Callback) string { return joinText(c.Text("reason"), c.Text("errorCode")) }
