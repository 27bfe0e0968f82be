package inspector

import (
	"strings"

	"winkterm/flow/journal"
	"winkterm/ui/widget"
)

// tabID names a tab.
type tabID int

const (
	timeline tabID = iota
	callbacks
	calls
	difference // what the widget sent beside what is expected of it
	tabCount
)

// tab is the rows of one tab and where the user is in them.
type tab struct {
	rows   []row
	list   widget.List
	follow bool // the cursor stays on the newest row
}

// row is one line of a tab: a record, or a run of repeated polls.
type row struct {
	first, last int // Seqs of the records
	count       int
}

// tabLanes has the lane whose records are in a tab; the timeline has all.
var tabLanes = [tabCount]journal.Lane{callbacks: journal.LaneCallback, calls: journal.LaneHTTP}

// shows says whether a lane's records are in the tab.
func (id tabID) shows(lane journal.Lane) bool {
	return id == timeline || id != difference && lane == tabLanes[id]
}

// there says whether a tab is there: the difference is once a widget has sent
// anything.
func (m *Model) there(id tabID) bool { return id != difference || m.launches.sent > 0 }

// next is the tab that is so many further; the first follows the last.
func (m *Model) next(by int) tabID {
	id := m.shown
	for {
		id = (id + tabID(by) + tabCount) % tabCount
		if m.there(id) {
			return id
		}
	}
}

// total is how many rows a tab has, fit how many of them show.
func (m *Model) total(id tabID) int {
	if id == difference {
		return len(m.pairs)
	}
	return len(m.tabs[id].rows)
}

func (m *Model) fit(id tabID) int {
	if id == difference {
		return m.pairsHeight()
	}
	return m.height
}

func (m *Model) tab() *tab { return &m.tabs[m.shown] }

// append puts a record into the tabs that show it.
func (m *Model) append(r journal.Record) {
	if !listed(r.Lane) || !m.matches(r) {
		return
	}
	for id := range m.tabs {
		if !tabID(id).shows(r.Lane) {
			continue
		}
		t := &m.tabs[id]
		if run := m.run(t.rows, r); run != nil && !m.unfold {
			run.last = r.Seq
			run.count++
			continue
		}
		t.rows = append(t.rows, row{first: r.Seq, last: r.Seq, count: 1})
	}
}

// pollCalls is how many calls one look at an account makes: the account, and its
// tasks once it is linked.
const pollCalls = 2

// run finds the run that a record goes on with: among the newest rows, with
// nothing but other polls behind it. Nil for none.
func (m *Model) run(rows []row, r journal.Record) *row {
	for n := len(rows) - 1; n >= max(len(rows)-pollCalls, 0); n-- {
		before, _ := m.records.At(rows[n].last)
		if repeats(before, r) {
			return &rows[n]
		}
		if _, ok := asks(before.Data); !ok {
			return nil
		}
	}
	return nil
}

// matches says whether the filter lets a record through. It looks at the facts of a
// row, not at the bodies.
func (m *Model) matches(r journal.Record) bool {
	want := strings.ToLower(strings.TrimSpace(m.filter.Value()))
	if want == "" {
		return true
	}
	return strings.Contains(strings.ToLower(string(r.Lane)+" "+r.Kind+" "+viewFor(r).words()), want)
}

// dropGone removes the rows of records that are not kept any more. What shows stays
// where it is.
func (m *Model) dropGone() {
	first := m.records.First()
	for id := range difference {
		t := &m.tabs[id]
		gone := 0
		for gone < len(t.rows) && t.rows[gone].last < first {
			gone++
		}
		if gone > 0 {
			at := t.list.Cursor() - gone
			t.list.Wheel(-gone, len(t.rows), m.height)
			t.rows = t.rows[gone:]
			t.list.Set(at, len(t.rows), m.height)
		}
	}
}

// rebuild makes all rows anew; the cursors stay on their records as far as those
// are still there.
func (m *Model) rebuild() {
	var chosen [tabCount]int
	for id := range difference {
		t := &m.tabs[id]
		chosen[id] = -1
		if at := t.list.Cursor(); at < len(t.rows) {
			chosen[id] = t.rows[at].last
		}
		t.rows = t.rows[:0]
	}
	for _, r := range m.records.Since(0) {
		if r.Seq <= m.fed {
			m.append(r)
		}
	}
	for id := range difference {
		t := &m.tabs[id]
		t.list.Set(t.find(chosen[id]), len(t.rows), m.height)
	}
	m.layout()
	m.follow()
}

// find gives the row of a record, or the one before where it would be.
func (t *tab) find(seq int) int {
	at := 0
	for i, r := range t.rows {
		if r.first <= seq {
			at = i
		}
	}
	return at
}

// follow moves the cursors that follow to the newest row.
func (m *Model) follow() {
	for id := range m.tabs {
		if t, id := &m.tabs[id], tabID(id); t.follow {
			t.list.Set(m.total(id)-1, m.total(id), m.fit(id))
		}
	}
}

// chosen is the record under the cursor, the newest one of a run.
func (m *Model) chosen() (journal.Record, bool) {
	t := m.tab()
	if t.list.Cursor() >= len(t.rows) {
		return journal.Record{}, false
	}
	return m.records.At(t.rows[t.list.Cursor()].last)
}
