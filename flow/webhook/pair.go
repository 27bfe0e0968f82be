package webhook

import (
	"slices"
	"time"

	"winkterm/api/wire"
)

// MissingAfter is how long after a callback or a status the delivery that belongs to it is
// missing.
const MissingAfter = 10 * time.Second

// Seen is a callback or a status of an account or archive that a session saw.
type Seen struct {
	Seq int
	At  time.Time
	// Callback is empty for a status.
	Callback wire.CallbackName
	// Subject is "account" or "archive", Status how it stands.
	Subject, Status string
	// First says that nothing was seen of the subject before this status: it may have stood
	// like this for long, and no delivery is to come.
	First bool
	ID    string
}

// Arrival is a delivery that was received.
type Arrival struct {
	Seq       int
	At        time.Time
	EventID   string
	Type      wire.WebhookEventType
	SubjectID string
}

// Row is a delivery with what belongs to it, or one that is missing.
type Row struct {
	Type      wire.WebhookEventType
	SubjectID string
	// Arrived is nil for one that is missing.
	Arrived *Arrival
	// Callback and Status are what was seen of the same subject, nil for none.
	Callback, Status *Seen
}

// belongs is a row of the table of what belongs together: an event, and the callback and
// the status that come of the same.
type belongs struct {
	event           wire.WebhookEventType
	callback        wire.CallbackName
	subject, status string
}

var together = []belongs{
	{"ACCOUNT_CREATED", wire.OnAccountCreated, "", ""},
	{"ACCOUNT_CONNECTED", wire.OnAccountConnected, "account", "CONNECTED"},
	{"ACCOUNT_FAILED", wire.OnAccountError, "account", "ERROR"},
	{"ACCOUNT_DISCONNECTED", wire.OnAccountRemoved, "account", "DISCONNECTED"},
	{"ARCHIVE_STARTED", wire.OnUploadsCreated, "", ""},
	{"ARCHIVE_ANALYZED", "", "archive", "ANALYZED"},
	{"ARCHIVE_FAILED", "", "archive", "ERROR"},
	{"ARCHIVE_FAILED", "", "archive", "UNSUPPORTED"},
	{"ARCHIVE_REVOKED", wire.OnUploadsRemoved, "archive", "REVOKED"},
}

// event is the type of event that comes of the same as what was seen, empty for none.
func (s Seen) event() wire.WebhookEventType {
	for _, b := range together {
		if s.Callback != "" && s.Callback == b.callback || s.Callback == "" && s.Status == b.status && s.Subject == b.subject {
			return b.event
		}
	}
	return ""
}

// Belongs says what belongs to an event of a type: a callback, a status, both or none.
func Belongs(t wire.WebhookEventType) (callback wire.CallbackName, status string) {
	for _, b := range together {
		if b.event == t {
			return b.callback, b.status
		}
	}
	return "", ""
}

// Pair puts deliveries beside what was seen of the same subject; both in the order of
// their Seq, and so are the rows. The second event of a type and subject belongs to the
// second such status, and a duplicate to what the first delivery belongs to. What was seen
// without a delivery is a row once MissingAfter has passed, or once the session is closed;
// due is when the next one would be, zero for never.
func Pair(arrived []Arrival, seen []Seen, now time.Time, closed bool) (rows []Row, due time.Time) {
	p := pairing{of: map[key][]*Row{}, events: map[key][]string{}}
	for i := range seen {
		p.see(&seen[i])
	}
	for i := range arrived {
		rows = append(rows, p.match(&arrived[i]))
	}
	for _, row := range p.all {
		switch until := row.seen().At.Add(MissingAfter); {
		case row.Arrived != nil:
		case closed || !now.Before(until):
			rows = append(rows, *row)
		case due.IsZero() || until.Before(due):
			due = until
		}
	}
	slices.SortStableFunc(rows, func(a, b Row) int { return a.Seq() - b.Seq() })
	return rows, due
}

type key struct {
	event wire.WebhookEventType
	id    string
}

// pairing has what was seen by what it is about, and the ids of its events.
type pairing struct {
	of     map[key][]*Row
	all    []*Row
	events map[key][]string
}

// see adds what was seen: a callback and a status that come of the same are one row.
func (p *pairing) see(s *Seen) {
	k := key{s.event(), s.ID}
	if k.event == "" || k.id == "" {
		return
	}
	rows := p.of[k]
	for _, row := range rows {
		if s.Callback != "" && row.Callback == nil {
			row.Callback = s
			return
		}
		if s.Callback == "" && row.Status == nil {
			row.Status = s
			return
		}
	}
	again := s.Callback != "" && len(rows) > 0 // a widget fires it once more
	if again || s.First {
		return
	}
	row := &Row{Type: k.event, SubjectID: k.id, Callback: s}
	if s.Callback == "" {
		row.Callback, row.Status = nil, s
	}
	p.of[k], p.all = append(rows, row), append(p.all, row)
}

// match gives the row of a delivery.
func (p *pairing) match(a *Arrival) Row {
	k := key{a.Type, a.SubjectID}
	at := slices.Index(p.events[k], a.EventID)
	if at < 0 {
		at = len(p.events[k])
		p.events[k] = append(p.events[k], a.EventID)
	}
	row := Row{Type: a.Type, SubjectID: a.SubjectID, Arrived: a}
	if at < len(p.of[k]) {
		of := p.of[k][at]
		of.Arrived = a
		row.Callback, row.Status = of.Callback, of.Status
	}
	return row
}

// Seq is that of the delivery, or of what was seen without one.
func (r Row) Seq() int {
	if r.Arrived != nil {
		return r.Arrived.Seq
	}
	return r.seen().Seq
}

// seen is the callback, or the status where there is none; nil without both.
func (r Row) seen() *Seen {
	if r.Callback != nil {
		return r.Callback
	}
	return r.Status
}

// Beside is the callback that belongs to the row, or the status, and how long after it the
// delivery came, below zero before it and zero where it is missing; nil where nothing
// belongs to it.
func (r Row) Beside() (*Seen, time.Duration) {
	s := r.seen()
	if s == nil || r.Arrived == nil {
		return s, 0
	}
	return s, r.Arrived.At.Sub(s.At)
}
