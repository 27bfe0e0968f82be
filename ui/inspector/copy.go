package inspector

import (
	"encoding/json"

	"winkterm/flow/journal"
)

// copyRecord is the record as one would paste it: a call as a curl line with
// its placeholders, others as their data or id.
func (m *Model) copyRecord() Action {
	if p := m.subjectPair(); p != nil {
		return p.copied()
	}
	r := m.subject()
	if r == nil {
		return Action{}
	}
	switch d := r.Data.(type) {
	case journal.HTTP:
		return Action{journal.Curl(d), "curl line"}
	case journal.Callback:
		return Action{string(d.Args), r.Kind + " data"}
	case journal.Note:
		return Action{d.Text, "note"}
	case journal.Unknown:
		return Action{string(d.Raw), r.Kind + " data"}
	case journal.Launch:
		return Action{optionsJSON(d), "widget options"}
	case journal.Screen, journal.Status:
	}
	return m.copyID()
}

// copyID is the id that the record is about: what support asks for.
func (m *Model) copyID() Action {
	if p := m.subjectPair(); p != nil {
		return p.id()
	}
	r := m.subject()
	if r == nil {
		return Action{}
	}
	switch d := r.Data.(type) {
	case journal.HTTP:
		return action(d.RequestID, "request id")
	case journal.Status:
		return action(d.ID, d.Subject+" id")
	case journal.Screen:
		if d.AccountID != "" {
			return Action{d.AccountID, "account id"}
		}
		if d.ArchiveID != "" {
			return Action{d.ArchiveID, "archive id"}
		}
		return action(d.ProviderID, "provider id")
	case journal.Callback:
		return callbackID(string(d.Args))
	case journal.Launch, journal.Note, journal.Unknown:
	}
	return Action{}
}

func callbackID(args string) Action {
	var d callbackData
	if json.Unmarshal([]byte(args), &d) != nil {
		return Action{}
	}
	for _, id := range []Action{
		{d.AccountID, "account id"}, {d.Account.AccountID, "account id"},
		{d.Archive.ArchiveID, "archive id"}, {upload(d), "archive id"},
		{d.ProviderID, "provider id"}, {d.Account.ProviderID, "provider id"}, {d.UserID, "user id"},
	} {
		if id.Copy != "" {
			return id
		}
	}
	return Action{}
}

// upload is the archive of an upload's callback, which names one.
func upload(d callbackData) string {
	if len(d.Uploads) == 0 {
		return ""
	}
	return d.Uploads[0]
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
func (m *Model) subject() *journal.Record {
	if m.detail.open {
		return &m.detail.record
	}
	return m.chosen()
}
