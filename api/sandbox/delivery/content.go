package delivery

import (
	"reflect"

	"winkterm/api/sandbox/data"
	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/state"
	"winkterm/api/wire"
)

// contents are what events say of the data of their source, which is as of the sync that
// brought them.
var contents = map[wire.WebhookEventType]func(*wire.EventData, data.Source){
	"IDENTITY_ADDED": newest(data.Identities, func(d *wire.EventData, id string) { d.IdentityID = id }),
	"RATING_ADDED":   newest(data.Ratings, func(d *wire.EventData, id string) { d.RatingID = id }),
	"INSIGHT_ADDED":  newest(data.Insights, func(d *wire.EventData, id string) { d.ID = id }),
	"LINK_ADDED":     newest(data.Links, func(d *wire.EventData, id string) { d.ID = id }),

	"TRANSACTIONS_ADDED":  count(data.Transactions),
	"DOCUMENTS_ADDED":     count(data.Documents),
	"EMPLOYMENTS_ADDED":   count(data.Employments),
	"INCOMES_ADDED":       count(data.Incomes),
	"CONTRIBUTIONS_ADDED": count(data.Contributions),
	"EINCOMES_ADDED":      count(data.Eincomes),
	"LIABILITIES_ADDED":   count(data.Liabilities),

	"INCOMES_UPDATED":       period(data.Incomes),
	"CONTRIBUTIONS_UPDATED": period(data.Contributions),
	"EINCOMES_UPDATED":      period(data.Eincomes),

	"DOCUMENTS_UPDATED":   which(data.Documents),
	"EMPLOYMENTS_UPDATED": which(data.Employments),
	"LIABILITIES_UPDATED": which(data.Liabilities),
}

// content finds what completes an event's data; the function that it returns needs no Tx.
func (o *Outbox) content(tx *state.Tx, e *event.Event, payload bool) func(*wire.EventData) {
	if e.Type == "USER_SESSION_COMPLETED" {
		shared := o.Reader.SessionPayload(tx, e.Data.Session, e.Since)
		return func(d *wire.EventData) { d.Payload = shared() }
	}
	s, read := o.Reader.Source(tx, e.SourceID)
	fill := contents[e.Type]
	switch {
	case read && fill != nil:
		return func(d *wire.EventData) { fill(d, s) }
	case read && payload && e.Data.Status == wire.TaskSucceeded:
		return func(d *wire.EventData) { d.Payload = data.Datapoints(s, o.Reader.Cursor) }
	}
	return func(*wire.EventData) {}
}

// changed are the items of a kind that the last sync added or changed.
func changed[T wire.Item](read func(data.Source) []T, s data.Source) []T {
	before := map[string]T{}
	if n := len(s.Synced); n > 0 {
		earlier := s
		earlier.Synced = s.Synced[:n-1]
		for _, item := range read(earlier) {
			before[item.ItemID()] = item
		}
	}
	var list []T
	for _, item := range read(s) {
		if old, was := before[item.ItemID()]; !was || !reflect.DeepEqual(old, item) {
			list = append(list, item)
		}
	}
	return list
}

func newest[T wire.Item](read func(data.Source) []T, set func(*wire.EventData, string)) func(*wire.EventData, data.Source) {
	return func(d *wire.EventData, s data.Source) {
		if list := read(s); len(list) > 0 {
			set(d, list[0].ItemID())
		}
	}
}

func count[T wire.Item](read func(data.Source) []T) func(*wire.EventData, data.Source) {
	return func(d *wire.EventData, s data.Source) { d.Count = new(len(changed(read, s))) }
}

// period says how many a sync has changed, and of which time: since the sync before.
func period[T wire.Item](read func(data.Source) []T) func(*wire.EventData, data.Source) {
	return func(d *wire.EventData, s data.Source) {
		count(read)(d, s)
		d.UpdatedFrom, d.UpdatedTo, d.UpdatedAt = s.Since, s.Since, s.Since
		if n := len(s.Synced); n > 0 {
			d.UpdatedTo, d.UpdatedAt = s.Synced[n-1], s.Synced[n-1]
			if n > 1 {
				d.UpdatedFrom = s.Synced[n-2]
			}
		}
	}
}

// which says which ones a sync has changed.
func which[T wire.Item](read func(data.Source) []T) func(*wire.EventData, data.Source) {
	return func(d *wire.EventData, s data.Source) {
		list := changed(read, s)
		d.Count, d.UpdatedIDs, d.UpdatedAt = new(len(list)), []string{}, s.Since
		for _, item := range list {
			d.UpdatedIDs = append(d.UpdatedIDs, item.ItemID())
		}
		if n := len(s.Synced); n > 0 {
			d.UpdatedAt = s.Synced[n-1]
		}
	}
}
