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
	difference // what the widget told beside what the flow tells
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
	first, last int // places of the records
	count       int
}

// shows says whether a lane's records are in the tab.
func (id tabID) shows(lane journal.Lane) bool {
	switch id {
	case timeline:
		return true
	case callbacks:
		return lane == journal.LaneCallback
	case calls:
		return lane == journal.LaneHTTP
	case difference, tabCount: // has rows of its own
	}
	return false
}

// there says whether a tab is there: the difference is once a widget has told
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

// append puts the record of a place into the tabs that show it.
func (m *Model) append(place int) {
	r := m.kept.at(place)
	if !m.matches(r) {
		return
	}
	for id := range m.tabs {
		if !tabID(id).shows(r.Lane) {
			continue
		}
		t := &m.tabs[id]
		if run := m.run(t.rows, r); run != nil && !m.unfold {
			run.last = place
			run.count++
			continue
		}
		t.rows = append(t.rows, row{first: place, last: place, count: 1})
	}
}

// pollCalls is how many calls one look at an account makes: the account, and its
// tasks once it is linked.
const pollCalls = 2

// run finds the run that a record goes on with: among the newest rows, with
// nothing but other polls behind it. Nil for none.
func (m *Model) run(rows []row, r *journal.Record) *row {
	for n := len(rows) - 1; n >= max(len(rows)-pollCalls, 0); n-- {
		before := m.kept.at(rows[n].last)
		if repeats(before, r) {
			return &rows[n]
		}
		if call, ok := before.Data.(journal.HTTP); !ok || call.Method != "GET" {
			return nil
		}
	}
	return nil
}

// repeats says whether a call is the poll before it once more.
func repeats(before, r *journal.Record) bool {
	a, ok := before.Data.(journal.HTTP)
	b, also := r.Data.(journal.HTTP)
	return ok && also && a.Method == "GET" && b.Method == "GET" && a.URL == b.URL &&
		a.Status == b.Status && a.Code == b.Code && a.Err == "" && b.Err == ""
}

// matches says whether the filter lets a record through.
func (m *Model) matches(r *journal.Record) bool {
	want := strings.ToLower(strings.TrimSpace(m.filter.Value()))
	return want == "" || strings.Contains(strings.ToLower(haystack(r)), want)
}

// haystack is what the filter looks at: the facts of a row, not the bodies.
func haystack(r *journal.Record) string {
	head := string(r.Lane) + " " + r.Kind + " "
	switch d := r.Data.(type) {
	case journal.Screen:
		return head + d.Page + " " + d.ProviderID + " " + d.AccountID + " " + d.FileType + " " + d.ArchiveID
	case journal.Callback:
		return head + d.Source + " " + string(d.Args)
	case journal.Launch:
		return head + optionsText(d)
	case journal.HTTP:
		return head + d.URL + " " + statusText(d) + " " + d.Code + " " + d.RequestID + " " + d.Err
	case journal.Status:
		return head + d.Subject + " " + d.ID + " " + d.From + " " + d.ErrorCode
	case journal.Note:
		return head + d.Text
	case journal.Unknown:
		return head + string(d.Raw)
	}
	return head
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
	for place := m.kept.gone; place <= m.kept.last(); place++ {
		m.append(place)
	}
	for id := range difference {
		t := &m.tabs[id]
		t.list.Set(t.find(chosen[id]), len(t.rows), m.height)
	}
	m.layout()
	m.follow()
}

// find gives the row of a record, or the one before where it would be.
func (t *tab) find(place int) int {
	at := 0
	for i, r := range t.rows {
		if r.first <= place {
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

// chosen is the record under the cursor, the newest one of a run; nil when there
// is none.
func (m *Model) chosen() *journal.Record {
	t := m.tab()
	if t.list.Cursor() >= len(t.rows) {
		return nil
	}
	return m.kept.at(t.rows[t.list.Cursor()].last)
}
