package flow

import (
	"reflect"
	"testing"

	"winkterm/flow/journal"
)

// The journal knows the pages, intents and requests by name, so that no secret that is
// spelt alike takes one out of a recording.
func TestTheJournalKnowsTheFlowsWords(t *testing.T) {
	t.Parallel()
	for p := Start; p <= Closed; p++ {
		if !journal.Known(p.String()) {
			t.Errorf("the page %s is missing in flow/journal/words.go", p)
		}
	}
	for name, typ := range named {
		if (typ.Implements(reflect.TypeFor[Intent]()) || typ.Implements(reflect.TypeFor[Request]())) && !journal.Known(name) {
			t.Errorf("%s is missing in flow/journal/words.go", name)
		}
	}
}
