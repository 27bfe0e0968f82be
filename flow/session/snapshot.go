package session

import (
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/flow/search"
)

// foundMax is how many rows of the provider list a snapshot holds: more than a window
// shows.
const foundMax = 60

// Snapshots records states with what their page shows of the provider list, which is not
// in the state. The zero value has recorded nothing.
type Snapshots struct {
	// found is what of the list was recorded last, in the record of the Seq.
	found journal.JSON
	seq   int
}

// Record appends a snapshot. What an earlier one holds of the list is not repeated.
func (s *Snapshots) Record(j *journal.Journal, state flow.State, list *search.Index) {
	d := journal.State{Page: state.Page.String(), State: encode(state)}
	if state.Page != flow.ProviderList {
		j.Append(d)
		return
	}
	found := foundIn(list, state.Catalogue)
	if found == s.found {
		d.FoundIn = s.seq
		j.Append(d)
		return
	}
	d.Found, s.found = found, found
	s.seq = j.Append(d).Seq
}

// foundIn is what the list page shows of what the search finds.
func foundIn(list *search.Index, c flow.Catalogue) journal.JSON {
	results := list.Search(c.Query, c.Type)
	found := journal.Found{Total: results.Len(), Size: list.Len()}
	for i := range min(results.Len(), foundMax) {
		p := results.At(i).Provider
		p.LogoURL = "" // no page shows it
		found.First = append(found.First, p)
	}
	return encode(found)
}
