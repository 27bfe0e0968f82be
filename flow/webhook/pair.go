package webhook

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"winkterm/api/wire"
)

// MissingAfter is how long after a callback or a status the delivery that belongs to it is
// missing.
const MissingAfter = 10 * time.Second

// eventOf says which event comes of the same as a callback, or as a status of an account,
// archive or invite.
var eventOf = map[string]wire.WebhookEventType{
	"onAccountCreated":   "ACCOUNT_CREATED",
	"onAccountConnected": "ACCOUNT_CONNECTED", "account CONNECTED": "ACCOUNT_CONNECTED",
	"onAccountError": "ACCOUNT_FAILED", "account ERROR": "ACCOUNT_FAILED",
	"onAccountRemoved": "ACCOUNT_DISCONNECTED", "account DISCONNECTED": "ACCOUNT_DISCONNECTED",
	"onUploadsCreated": "ARCHIVE_STARTED",
	"archive ANALYZED": "ARCHIVE_ANALYZED",
	"archive ERROR":    "ARCHIVE_FAILED", "archive UNSUPPORTED": "ARCHIVE_FAILED",
	"onUploadsRemoved": "ARCHIVE_REVOKED", "archive REVOKED": "ARCHIVE_REVOKED",
	"invite LINKED": "INVITE_LINKED",
}

// Seen is a callback or a status that a session saw of an account, archive or
// invite.
type Seen struct {
	Seq int
	At  time.Time
	// What is the callback's name, or the kind of subject and its status: "account ERROR".
	What string
	// First says that nothing was seen of the subject before this status: it may have stood
	// like this for long, and no delivery is to come.
	First bool
	ID    string
}

func (s *Seen) isCallback() bool { return strings.HasPrefix(s.What, "on") }

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

// Beside is the callback that belongs to the row, else the status; nil for neither.
func (r *Row) Beside() *Seen {
	if r.Callback != nil {
		return r.Callback
	}
	return r.Status
}

// Place is the Seq and the time of the delivery, or of what was seen without one.
func (r *Row) Place() (seq int, at time.Time) {
	if r.Arrived != nil {
		return r.Arrived.Seq, r.Arrived.At
	}
	return r.Beside().Seq, r.Beside().At
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
	for _, row := range slices.Concat(slices.Collect(maps.Values(p.of))...) {
		switch until := row.Beside().At.Add(MissingAfter); {
		case row.Arrived != nil:
		case closed || !now.Before(until):
			rows = append(rows, *row)
		case due.IsZero() || until.Before(due):
			due = until
		}
	}
	slices.SortStableFunc(rows, func(a, b Row) int {
		one, _ := a.Place()
		other, _ := b.Place()
		return cmp.Or(one-other, strings.Compare(a.SubjectID, b.SubjectID))
	})
	return rows, due
}

type key struct {
	event wire.WebhookEventType
	id    string
}

// pairing has the rows of what was seen by what they are about, and the ids of its events.
type pairing struct {
	of     map[key][]*Row
	events map[key][]string
}

// see adds what was seen: a callback and a status that come of the same are one row. A
// callback comes once; a widget may fire it again.
func (p *pairing) see(s *Seen) {
	k := key{eventOf[s.What], s.ID}
	rows, slot := p.of[k], func(r *Row) **Seen { return &r.Status }
	if s.isCallback() {
		slot = func(r *Row) **Seen { return &r.Callback }
	}
	at := slices.IndexFunc(rows, func(r *Row) bool { return *slot(r) == nil })
	if at < 0 {
		if k.event == "" || k.id == "" || s.First || s.isCallback() && len(rows) > 0 {
			return
		}
		at = len(rows)
		p.of[k] = append(rows, &Row{Type: k.event, SubjectID: k.id})
	}
	*slot(p.of[k][at]) = s
}

// match gives the row of a delivery.
func (p *pairing) match(a *Arrival) Row {
	k := key{a.Type, a.SubjectID}
	at := slices.Index(p.events[k], a.EventID)
	if at < 0 {
		at = len(p.events[k])
		p.events[k] = append(p.events[k], a.EventID)
	}
	row := &Row{Type: a.Type, SubjectID: a.SubjectID}
	if at < len(p.of[k]) {
		row = p.of[k][at]
	}
	row.Arrived = a
	return *row
}
