package inspector

import (
	"testing"

	"winkterm/flow/journal"
)

// TestFewPagesAreKeptDecoded, however many are looked at.
func TestFewPagesAreKeptDecoded(t *testing.T) {
	t.Parallel()
	l := newItemList(&common{})
	for seq := range int32(1000) {
		if l.item(itemAt{seq, 0}, journal.Items{Count: 1, Body: "[{}]"}) == nil || len(l.pages) > pagesMost {
			t.Fatalf("%d pages are kept", len(l.pages))
		}
	}
}
