package flow_test

import (
	"slices"
	"testing"

	"winkterm/flow"
)

// TestAnotherAccountDropsTheSearch begins anew while the host is still asked for what
// was searched for before: its answer would be for a query that nobody sees.
func TestAnotherAccountDropsTheSearch(t *testing.T) {
	t.Parallel()
	s := played(t, toError...).state
	s.Catalogue.Complete, s.Catalogue.Query, s.Calls.Attempt = false, "sss", 99
	s.Calls.Slots[flow.SlotSearch] = flow.Call{Attempt: 99, Request: flow.SearchProviders{Query: "sss"}}
	next, effects, err := flow.Step(s, flow.AnotherWanted{})
	if err != nil || next.Page != flow.ProviderList || next.Catalogue.Query != "" {
		t.Fatalf("page %s, query %q: %v", next.Page, next.Catalogue.Query, err)
	}
	if !slices.ContainsFunc(effects, func(e flow.Effect) bool { return e == flow.Cancel{Attempt: 99} }) || next.Calls.Slots[flow.SlotSearch].Attempt != 0 {
		t.Errorf("the search goes on: %+v", effects)
	}
}
