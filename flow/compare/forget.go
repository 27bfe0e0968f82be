package compare

import (
	"maps"

	"winkterm/api/wire"
	"winkterm/flow"
)

// crowd is how many accounts and archives a walk carries along before it forgets.
const crowd = 8

// forget drops the accounts and archives that nothing names from goal i on: a step
// of the flow copies all that it knows of, and a long path has thousands.
func (w *walk) forget(i int) {
	s := &w.state
	if len(s.Linking.Accounts)+len(s.Documents.Archives)+len(s.Session.Fired) <= w.carried {
		return
	}
	over := func(id string) bool { return w.story.last[id] < i }
	s.Linking.Accounts = without(s.Linking.Accounts, func(a wire.Account) bool {
		return over(a.ID) && over(a.ProviderID) && a.ID != s.Linking.AccountID
	})
	s.Documents.Archives = without(s.Documents.Archives, func(a wire.Archive) bool { return over(a.ID) && a.ID != s.Documents.ArchiveID })
	s.Session.Fired = maps.Clone(s.Session.Fired)
	maps.DeleteFunc(s.Session.Fired, func(t flow.CallbackKey, _ bool) bool { return over(t.ID) })
	w.carried = max(crowd, 2*(len(s.Linking.Accounts)+len(s.Documents.Archives)+len(s.Session.Fired)))
}

// without gives what is not dropped, and leaves the list as it is.
func without[T any](list []T, drop func(T) bool) []T {
	var kept []T
	for _, item := range list {
		if !drop(item) {
			kept = append(kept, item)
		}
	}
	return kept
}
