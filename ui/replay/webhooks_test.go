package replay

import (
	"strings"
	"testing"
	"time"

	"winkterm/flow/journal"
)

// TestWebhooksOfARecording stand beside their callbacks as in the session: also what was
// missing by the time of the moment, and not before.
func TestWebhooksOfARecording(t *testing.T) {
	t.Parallel()
	s := locked(t)
	s.journal.Append(journal.Webhook{ID: "et-1", Type: "ACCOUNT_CREATED", SubjectID: "a-17bb4c02", Marks: []string{"late"}})
	s.now = s.now.Add(9 * time.Second)
	s.journal.Append(journal.Note{Topic: "later"})
	b := newBench(t, s.file(), nil).size(120, 40).press("end", "tab", "right", "right", "right")
	if got := b.screen(); !strings.Contains(got, "!  ACCOUNT_CREATED late +1.7") || !strings.Contains(got, "onAccountCreated") || strings.Contains(got, "missing") {
		t.Error(got)
	}
	s.now = s.now.Add(2 * time.Second)
	s.journal.Append(journal.Note{Topic: "later still"})
	b = newBench(t, s.file(), nil).size(120, 40).press("end", "tab", "right", "right", "right")
	if got := b.screen(); !strings.Contains(got, "−  missing: ACCOUNT_FAILED onAccountError") {
		t.Error(got)
	}
	if meta := s.file().Meta(s.file().Len() - 3); meta.Lane != journal.LaneWebhook || !meta.Failed {
		t.Errorf("%+v", meta)
	}
}
