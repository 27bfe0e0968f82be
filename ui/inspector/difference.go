package inspector

import (
	"strings"

	"winkterm/flow/compare"
)

// pair is a row of the difference: what the widget told beside what the flow
// tells. Either can be missing.
type pair struct {
	launch *launch
	// number counts the launches from 1.
	number int
	row    compare.Row
}

func (p pair) told() (compare.Told, bool) {
	if p.row.Told < 0 {
		return compare.Told{}, false
	}
	return p.launch.told[p.row.Told], true
}

func (p pair) expected() (compare.Told, bool) {
	if p.row.Expected < 0 {
		return compare.Told{}, false
	}
	return p.launch.expected.Told[p.row.Expected], true
}

// lay makes the rows of the difference, if it shows. It is the one place where
// they are computed: never while drawing, and not while nobody looks.
func (m *Model) lay() {
	if m.shown != difference {
		return
	}
	m.launches.compare()
	m.pairs = m.pairs[:0]
	for i, one := range m.launches.all {
		for _, row := range one.diff.Rows {
			if p := (pair{launch: one, number: i + 1, row: row}); m.lets(p) {
				m.pairs = append(m.pairs, p)
			}
		}
	}
}

// lets says whether the filter lets a row through.
func (m *Model) lets(p pair) bool {
	want := strings.ToLower(strings.TrimSpace(m.filter.Value()))
	if want == "" {
		return true
	}
	words := []string{p.row.Mark.String()}
	for _, of := range []func() (compare.Told, bool){p.told, p.expected} {
		if t, ok := of(); ok {
			words = append(words, string(t.Name), t.Title(), t.Subject(), remark(t))
		}
	}
	for _, f := range p.row.Fields {
		words = append(words, f.Name)
	}
	return strings.Contains(strings.ToLower(strings.Join(words, " ")), want)
}

// remark is what else one wants to see of a callback in a row.
func remark(t compare.Told) string { return joinText(t.Text("reason"), t.Text("errorCode")) }
