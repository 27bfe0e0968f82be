package ui

import (
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/ui/tick"
	"winkterm/ui/widget"
)

// While one waits a sign turns, by the one timer; afterwards nothing is drawn any more.
func TestASignTurnsWhileOneWaits(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24).toConnecting()
	b.send(tick.Msg{})
	due, live := b.app.tick.Pending()
	if !live || b.app.nextTick() != nil {
		t.Fatal("there is not one timer")
	}
	seen := map[string]bool{}
	for range 8 {
		sign, stands := widget.Spinner(b.now, false)
		b.shows(sign+" the provider is being asked", sign+" Verify")
		seen[sign] = true
		b.now = b.now.Add(stands)
		b.send(due)
		if due, live = b.app.tick.Pending(); !live {
			t.Fatal("it stands still")
		}
	}
	if len(seen) != 8 {
		t.Errorf("the signs are %v", seen)
	}
	b.answer(flow.AccountSeen{Account: account(wire.StatusConnected)})
	b.on(flow.ConnectSuccess)
	b.app.state.Session.ExpiresAt = time.Time{}
	b.now = b.now.Add(time.Minute)
	if due, live = b.app.tick.Pending(); live {
		b.send(due)
	}
	if _, live := b.app.tick.Pending(); live || b.app.nextTick() != nil {
		t.Error("a timer runs while nothing is under way")
	}
}

// A terminal that draws ASCII alone gets a sign of its own, and a page on which nobody
// waits the sign that stands.
func TestTheSignThatTurnsInASCII(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24)
	b.app.Term = "linux"
	b.toConnecting()
	b.send(tick.Msg{})
	sign, _ := widget.Spinner(b.now, true)
	if !strings.ContainsAny(sign, `|/-\`) {
		t.Errorf("the sign is %q", sign)
	}
	b.shows(sign + " the provider is being asked")
	b.answer(flow.AccountSeen{Account: account(wire.StatusConnected)})
	if got := b.app.env.Theme.Symbols.Wait; got != "…" {
		t.Errorf("on a page that rests the sign is %q", got)
	}
}
