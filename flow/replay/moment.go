package replay

import (
	"encoding/json"
	"sort"
	"time"

	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/search"
)

// Moment is what was known when a record was made.
type Moment struct {
	Index int
	// At is the time of the record.
	At time.Time
	// State is what the flow stood at, as masked as it was recorded. Known is false before
	// the first snapshot, and where a recording has none.
	State flow.State
	Known bool
	// Lost says that there was a snapshot, which was not kept or is damaged.
	Lost bool
	// Found is what the page showed of the provider list.
	Found *search.Index
	// Since is when the page came.
	Since time.Time
	// Typed is the name of the page's field that was typed into last, empty for none.
	Typed string
}

// Moment gives the moment of a record, by its index from 0 to Len()-1.
func (t *Timeline) Moment(i int) Moment {
	i = t.Clamp(i)
	m := Moment{Index: i, Found: search.New(), Since: t.Start()}
	if m.At = m.Since; t.seen == 0 {
		return m
	}
	m.At = t.file.Meta(i).At
	at, taken := t.Snapshot(i)
	d, ok := t.snapshotAt(at, taken)
	if !ok || string(d.State) == "null" || json.Unmarshal([]byte(d.State), &m.State) != nil {
		m.State, m.Lost = flow.State{}, taken
		return m
	}
	m.Known, m.Found, m.Since = true, t.found(d), t.since(i, at, m.State)
	m.Typed = t.typed(at, m.State)
	return m
}

// typedMost is how many snapshots are looked at for what was typed last.
const typedMost = 20

// typed is the field of a state's page that has changed last, of which there is a
// snapshot. Of several that have changed at once it is the last one.
func (t *Timeline) typed(at int, s flow.State) (name string) {
	for range typedMost {
		before, ok := t.Previous(snapshot, at)
		d, ok := t.snapshotAt(before, ok && len(s.Fields()) > 1)
		var earlier flow.State
		if !ok || json.Unmarshal([]byte(d.State), &earlier) != nil || earlier.ViewCount != s.ViewCount {
			return ""
		}
		for _, f := range s.Fields() {
			if s.Value(f.Name) != earlier.Value(f.Name) {
				name = f.Name
			}
		}
		if name != "" {
			return name
		}
		at, s = before, earlier
	}
	return ""
}

// Snapshot is the index of the record whose state showed when a record was made. What a
// step brings (a page, a callback, a status) is recorded before the state that it leads
// to, which shows already then; an intent that comes before that state belongs to another
// step.
func (t *Timeline) Snapshot(i int) (int, bool) {
	at, ok := t.Previous(snapshot, i+1)
	next, comes := t.Next(snapshot, i)
	other, given := t.Next(intent, i)
	if !comes || given && other < next {
		return at, ok
	}
	for _, brought := range []Mark{Page, Callback, Status} {
		if done, found := t.Previous(brought, i+1); found && (!ok || done > at) {
			return next, true
		}
	}
	return at, ok
}

// page is the name of the page that a record shows.
func (t *Timeline) page(i int) string {
	r, _ := t.file.At(i)
	d, _ := r.Data.(journal.Screen)
	return d.Page
}

func (t *Timeline) snapshotAt(i int, ok bool) (journal.State, bool) {
	if !ok {
		return journal.State{}, false
	}
	r, err := t.file.At(i)
	d, ok := r.Data.(journal.State)
	return d, err == nil && ok
}

// since is when the page of a state came, of which there is a snapshot: when it was
// announced, or else with the first snapshot that has seen as many pages.
func (t *Timeline) since(i, at int, s flow.State) time.Time {
	if page, ok := t.Previous(Page, i+1); ok && t.page(page) == s.Page.String() {
		return t.file.Meta(page).At
	}
	marks := t.marks[snapshot][:t.from(snapshot, at)]
	first := sort.Search(len(marks), func(n int) bool {
		var seen struct{ ViewCount int }
		d, _ := t.snapshotAt(int(marks[n]), true)
		return json.Unmarshal([]byte(d.State), &seen) == nil && seen.ViewCount >= s.ViewCount
	})
	if first == 0 {
		return t.Start()
	}
	if first < len(marks) {
		at = int(marks[first])
	}
	return t.file.Meta(at).At
}

// found is what a snapshot's page showed of the provider list. The rows may stand with an
// earlier snapshot.
func (t *Timeline) found(d journal.State) *search.Index {
	if d.FoundIn > 0 {
		if i, ok := t.ofSeq(d.FoundIn); ok {
			r, _ := t.file.At(i)
			d, _ = r.Data.(journal.State)
		}
	}
	var f journal.Found
	if d.Found == "" || json.Unmarshal([]byte(d.Found), &f) != nil {
		return search.New()
	}
	return search.Shown(f.First, f.Total, f.Size)
}

// ofSeq gives the index of the record with a Seq.
func (t *Timeline) ofSeq(seq int) (int, bool) {
	i := seq - 1 // as long as nothing is missing
	if i >= t.seen || t.file.Meta(i).Seq != seq {
		i = sort.Search(t.seen, func(i int) bool { return t.file.Meta(i).Seq >= seq })
	}
	return i, i < t.seen && t.file.Meta(i).Seq == seq
}
