package inspector

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"winkterm/api/wire"
	"winkterm/flow/journal"
	"winkterm/flow/webhook"
)

// deliveries lists the webhooks that were received, each beside the callback or status
// that belongs to it, and those that are missing.
type deliveries struct {
	*common
	arrived []webhook.Arrival
	seen    []webhook.Seen
	// past are the rows of before a sandbox was started over, which gives ids anew.
	past []webhook.Row
	// receiving is where they are received, as a note of the session says it; closed says
	// that the session is over, any that a delivery was received.
	receiving   string
	closed, any bool
	// rows are of before what came last while they are stale, due is when one more is
	// missing, zero for never.
	stale bool
	rows  []webhook.Row
	due   time.Time
}

// name has how many there are, once there is one.
func (d *deliveries) name() string {
	if len(d.arrived) == 0 {
		return "Webhooks"
	}
	return fmt.Sprintf("Webhooks %d", len(d.arrived))
}

func (d *deliveries) reset() { *d = deliveries{common: d.common} }

func (d *deliveries) add(fresh []journal.Record, _ bool) (gone int) {
	for _, r := range fresh {
		d.note(r)
	}
	first := d.records.First()
	d.arrived = from(d.arrived, first, func(a webhook.Arrival) int { return a.Seq })
	d.seen = from(d.seen, first, func(s webhook.Seen) int { return s.Seq })
	d.past = from(d.past, first, func(r webhook.Row) int { seq, _ := r.Place(); return seq })
	d.stale = d.stale || len(fresh) > 0
	return 0 // the rows are made anew before they show
}

// from is what remains where everything before the first record that is kept has gone.
func from[T any](list []T, first int, seq func(T) int) []T {
	for len(list) > 0 && seq(list[0]) < first {
		list = list[1:]
	}
	return list
}

// note keeps of a record what the rows are made of.
func (d *deliveries) note(r journal.Record) {
	switch data := r.Data.(type) {
	case journal.Webhook:
		d.any = true
		d.arrived = append(d.arrived, webhook.Arrival{Seq: r.Seq, At: r.At, EventID: data.ID, Type: wire.WebhookEventType(data.Type), SubjectID: data.SubjectID})
	case journal.Callback:
		if data.Name == string(wire.OnUIEvent) { // which is about a page
			return
		}
		for _, id := range strings.Fields(read(data).Subject()) {
			d.seen = append(d.seen, webhook.Seen{Seq: r.Seq, At: r.At, What: data.Name, ID: id})
		}
	case journal.Status:
		d.seen = append(d.seen, webhook.Seen{Seq: r.Seq, At: r.At, What: data.Subject + " " + data.To, First: data.From == "" || data.Known, ID: data.ID})
	case journal.Note:
		if data.Topic == journal.TopicWebhooks {
			d.receiving = data.Text
		}
		if data.Fault != nil && data.Fault.Name == wire.FaultReset {
			d.past, _ = d.pair(true)
			d.arrived, d.seen = nil, nil
		}
	case journal.Screen:
		d.closed = data.Page == "Closed"
	case journal.Launch, journal.HTTP, journal.State, journal.Intent, journal.Items, journal.Unknown:
	}
}

// arrange is the one place where the rows are computed: never while drawing, and not while
// nobody looks. The cursor stays on its row.
func (d *deliveries) arrange(at int, shown bool) int {
	if !shown {
		return at
	}
	d.stale = false
	chosen := -1
	if at < len(d.rows) {
		chosen, _ = d.rows[at].Place()
	}
	d.rows, d.due = d.pair(d.closed)
	d.rows = slices.DeleteFunc(d.rows, func(r webhook.Row) bool { return !d.lets(r) })
	at = 0
	for i, r := range d.rows {
		if seq, _ := r.Place(); seq <= chosen {
			at = i
		}
	}
	return at
}

// pair makes all rows. Where nobody receives any, none is missing.
func (d *deliveries) pair(closed bool) ([]webhook.Row, time.Time) {
	if !d.any && d.receiving == "" {
		return nil, time.Time{}
	}
	rows, due := webhook.Pair(d.arrived, d.seen, d.now, closed)
	return append(slices.Clone(d.past), rows...), due
}

// lets says whether the filter lets a row through: by what it shows, and by the body.
func (d *deliveries) lets(r webhook.Row) bool {
	if d.filter.Value() == "" {
		return true
	}
	data, _ := d.dataOf(r)
	row := d.text(r)
	return d.filter.Finds(append(row.facts, row.name, row.verdict, row.prose, r.SubjectID, data.UserID, string(data.Body))...)
}

func (d *deliveries) total() int { return len(d.rows) }

func (d *deliveries) rowLines() int { return 1 }

// dataOf is the record of a row's delivery; zero where it is missing.
func (d *deliveries) dataOf(r webhook.Row) (journal.Webhook, journal.Record) {
	if r.Arrived == nil {
		return journal.Webhook{}, journal.Record{}
	}
	rec, _ := d.records.At(r.Arrived.Seq)
	data, _ := rec.Data.(journal.Webhook)
	return data, rec
}

// Tick says what time it is: what has been waited for long enough is missing.
func (m *Model) Tick(now time.Time) {
	if !now.After(m.now) {
		return
	}
	m.now = now
	if d, ok := m.tab().content.(*deliveries); ok && !d.due.IsZero() && !now.Before(d.due) {
		m.drawn = drawn{}
		m.tab().refresh(true)
	}
}

// StaleIn is how long what shows stays true if nothing comes, 0 for ever.
func (m *Model) StaleIn(now time.Time) time.Duration {
	if d, ok := m.tab().content.(*deliveries); ok && !d.due.IsZero() {
		return max(d.due.Sub(now), time.Millisecond)
	}
	return 0
}
