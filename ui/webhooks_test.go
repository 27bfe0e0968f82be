package ui

import (
	"strings"
	"testing"
	"time"

	"winkterm/flow/journal"
	"winkterm/ui/tick"
)

// TestAWebhookIsMissingWhenItsTimeIsUp has nothing come: the screen wakes by itself.
func TestAWebhookIsMissingWhenItsTimeIsUp(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toProviders()
	b.host.state.Session.ExpiresAt = time.Time{}
	b.app.Journal.Append(journal.Webhook{ID: "et-1", Type: "USER_CREATED"})
	b.app.Journal.Append(journal.Callback{Name: "onAccountCreated", Args: `{"accountId":"a-1"}`})
	b.send(changedMsg{})
	b.press("ctrl+n", "right", "right", "right")
	if got := b.screen(); !strings.Contains(got, "[Webhooks 1]") || strings.Contains(got, "missing") {
		t.Fatal(got)
	}
	if wait := b.app.staleIn(b.now); wait != 10*time.Second {
		t.Errorf("it wakes in %s", wait)
	}
	b.now = b.now.Add(10 * time.Second)
	b.send(tick.Msg{})
	if got := b.screen(); !strings.Contains(got, "missing: ACCOUNT_CREATED onAccountCreated") {
		t.Error(got)
	}
	if wait := b.app.staleIn(b.now); wait != 0 {
		t.Errorf("it wakes again in %s", wait)
	}
}
