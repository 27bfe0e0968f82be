package inspector

import "winkterm/flow/journal"

// copyRecord is the record as one would paste it: a call as a curl line with its
// placeholders, others as their data or id.
func (m *Model) copyRecord() Action {
	if p := m.subjectPair(); p != nil {
		return p.copied()
	}
	if r, ok := m.subject(); ok {
		if text := viewFor(r).text(r.Kind); text != (Action{}) {
			return text
		}
	}
	return m.copyID()
}

// copyID is the id that the record is about: what support asks for.
func (m *Model) copyID() Action {
	if p := m.subjectPair(); p != nil {
		return p.id()
	}
	if r, ok := m.subject(); ok {
		return viewFor(r).id()
	}
	return Action{}
}

// action copies a text, or nothing when there is none.
func action(text, what string) Action {
	if text == "" {
		return Action{}
	}
	return Action{text, what}
}

// subjectPair is the row of the difference that is open, else the chosen one; nil
// in the other tabs.
func (m *Model) subjectPair() *pair {
	if m.detail.open {
		return m.detail.pair
	}
	return m.chosenPair()
}

// subject is the record that is open, else the chosen one.
func (m *Model) subject() (journal.Record, bool) {
	if m.detail.open {
		return m.detail.record, true
	}
	return m.chosen()
}
