package session_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/search"
	"winkterm/flow/session"
)

// TestASnapshotHasTheListThatShows types into the search: each snapshot of the list page
// has what was found, or names the record that has it, and other pages have neither.
func TestASnapshotHasTheListThatShows(t *testing.T) {
	t.Parallel()
	w := begin(t, session.Config{})
	if _, err := w.Wait(t.Context(), func(s flow.State) bool { return s.Catalogue.Complete }); err != nil {
		t.Fatal(err)
	}
	w.does(flow.ConsentGiven{})
	w.Records() // so that each of the next is recorded
	all := w.Catalogue().Search("", "").Len()
	w.does(flow.Searched{Query: "sss"})
	w.Records()
	w.does(flow.Searched{Query: "sss "})
	w.Records()
	found := map[int]journal.Found{}
	var totals []int
	for _, r := range w.Records() {
		d, ok := r.Data.(journal.State)
		if !ok {
			continue
		}
		if d.Page != flow.ProviderList.String() {
			if d.Found != "" || d.FoundIn != 0 {
				t.Errorf("%s has a list", d.Page)
			}
			continue
		}
		in := d.FoundIn
		if d.Found != "" {
			var f journal.Found
			if err := json.Unmarshal([]byte(d.Found), &f); err != nil || len(f.First) > 60 || f.Size != all {
				t.Fatalf("%v, %d rows of %d", err, len(f.First), f.Size)
			}
			in, found[r.Seq] = r.Seq, f
		}
		totals = append(totals, found[in].Total)
		if in != r.Seq && d.FoundIn != in {
			t.Errorf("record %d repeats the list", r.Seq)
		}
	}
	if want := w.Catalogue().Search("sss", "").Len(); !slices.Equal(totals, []int{all, want, want}) || len(found) != 2 {
		t.Errorf("found %v in %d records, want %d, %d, %d", totals, len(found), all, want, want)
	}
}

// TestTheListOfASnapshotIsBounded gives a long one.
func TestTheListOfASnapshotIsBounded(t *testing.T) {
	t.Parallel()
	list, j := search.New(), journal.New(func() time.Time { return time.Unix(1, 0) })
	for i := range 100 {
		list.Add([]wire.Provider{{ID: string(rune('a'+i%26)) + string(rune('a'+i/26)), LogoURL: "https://x.test/logo"}})
	}
	var s session.Snapshots
	s.Record(j, flow.State{Page: flow.ProviderList}, list)
	d, _ := j.Since(0)[0].Data.(journal.State)
	var f journal.Found
	if err := json.Unmarshal([]byte(d.Found), &f); err != nil || len(f.First) != 60 || f.Total != 100 || f.First[0].LogoURL != "" {
		t.Errorf("%v, %d rows of %d, %+v", err, len(f.First), f.Total, f.First[:1])
	}
}
