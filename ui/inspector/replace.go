package inspector

import (
	"time"

	"winkterm/flow/journal"
)

// Replace lists these records in place of those it has, as when another moment of a
// recording shows. The tab, the filter and what is open stay.
func (m *Model) Replace(records []journal.Record) {
	m.fed, m.now = 0, time.Time{}
	for _, t := range m.tabs {
		t.reset()
	}
	m.Feed(records)
	for _, t := range m.tabs {
		t.list.Unmark()
		t.list.Move(0, t.total(), t.fit())
	}
}

func (l *recordList) reset() { l.rows = nil }

func (d *difference) reset() { *d = difference{common: d.common} }
