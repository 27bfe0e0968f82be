package inspector

import (
	"time"

	"winkterm/flow/journal"
	"winkterm/ui/keymap"
	"winkterm/ui/theme"
)

// NewReceiving is New for what receives webhooks and sees no session beside them: these,
// and the calls that forward them, if there are to be any.
func NewReceiving(records Records, start time.Time, th theme.Theme, keys keymap.Keys, forwards bool) Model {
	m := New(records, start, th, keys)
	m.tabs = []*tab{{common: m.common, content: &deliveries{common: m.common}, follow: true}}
	if forwards {
		m.tabs = append(m.tabs, &tab{common: m.common, content: &recordList{common: m.common, title: "Forwarded", lane: journal.LaneHTTP}, follow: true})
	}
	return m
}

// Seq is that of the record that is open, else of the one that is chosen; 0 for none.
func (m *Model) Seq() int {
	s, _ := m.subject()
	return s.seq
}
