package cli

import (
	"fmt"
	"testing"
)

// A webhook stands beside its callback with the time between, and one that a fault of the
// palette sends twice is marked, in three windows.
func TestAWebhookStandsBesideItsCallback(t *testing.T) {
	t.Parallel()
	needTmux(t)
	program := build(t, "winkterm")
	for _, size := range []struct{ width, height int }{{120, 40}, {80, 24}, {60, 18}} {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			t.Parallel()
			webhookBesideCallback(walking(t, program, size.width, size.height, "--provider sss_ph --no-consent --speed 0"))
		})
	}
}

func webhookBesideCallback(w *walk) {
	w.t.Helper()
	w.sees("try George")
	w.keys("C-f")
	w.sees("ACCOUNT_LOCKED")
	w.types("wd")
	w.sees("webhook.duplicate")
	w.keys("Enter")
	w.sees("↯ webhook.duplicate")
	w.keys("C-t")
	w.sees("3300000008", "••••••")
	w.keys("Enter")
	w.sees("Verify it is you")
	w.rest()
	w.keys("C-t", "Enter")
	w.sees("is connected")
	w.keys("C-n", "Right", "Right", "Right")
	w.sees("[Webhooks ", "✓  USER_CREATED", "×2 ACCOUNT_CREATED duplicate", "✓  ACCOUNT_CONNECTED", " ms onAccountConn")
	w.keys("/")
	w.types("account_connected")
	w.keys("Enter", "Enter")
	w.sees("signature  valid", "happened", "onAccountConnected, record ")
}
