package ui

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"winkterm/api/wire"
	"winkterm/flow"
)

func TestFaultsOpenOnEveryPage(t *testing.T) {
	t.Parallel()
	for name, lead := range pages {
		b := newBench(t, native, 80, 24)
		s := b.faulty()
		lead(b)
		before := b.host.state
		b.does("ctrl+f", "a", "l")
		b.shows("ACCOUNT_LOCKED", "enter arms it for the next login")
		b.does("enter")
		if len(s.set) != 1 || s.set[0].Name != "account.ACCOUNT_LOCKED" {
			t.Errorf("%s: set %+v", name, s.set)
		}
		if b.app.faults.open || b.host.state.Page != before.Page {
			t.Errorf("%s: the palette is open: %t, the page is %s after %s", name, b.app.faults.open, b.host.state.Page, before.Page)
		}
	}
}

// What stands in the fields below is as it was, whatever is typed and pasted above.
func TestThePageBelowLosesNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40)
	b.faulty()
	b.toLogin().press("3300")
	events := len(b.host.events)
	b.does("ctrl+f", "x", "down", "tab", "ctrl+t", "ctrl+l", "ctrl+y", "ctrl+x")
	b.send(tea.PasteMsg{Content: "pasted"}, tea.WindowSizeMsg{Width: 60, Height: 18}, tea.WindowSizeMsg{Width: 20, Height: 5})
	b.send(tea.WindowSizeMsg{Width: 80, Height: 24}, tea.MouseWheelMsg{Button: tea.MouseWheelDown, X: 5, Y: 9})
	b.shows("Nothing for \"xpasted\"")
	b.does("esc")
	b.shows("› SS number", "│ 3300 ", "Log in to")
	if len(b.host.events) != events {
		t.Errorf("the flow heard %+v", b.host.events[events:])
	}
	b.press("00")
	b.shows("330000")
}

func TestAFaultIsArmedAndTheHeaderFollows(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40)
	s := b.faulty()
	b.toLogin().does("ctrl+f", "a", "l", "right", "enter")
	want := wire.Fault{Name: "account.ACCOUNT_LOCKED", Times: 3, When: wire.FaultWhen{UserID: "tenant-9f2c7a60"}}
	if len(s.set) != 1 || s.set[0] != want {
		t.Errorf("set %+v", s.set)
	}
	b.shows(" SANDBOX   ↯ ACCOUNT_LOCKED  embedded · login here", "✓ account.ACCOUNT_LOCKED waits for it")
	b.does("ctrl+f", "5", "3", "enter")
	if got := s.set[1]; got != (wire.Fault{Name: "http.503", Times: 1}) {
		t.Errorf("a request is narrowed: %+v", got)
	}
	b.shows("↯ 2 armed")
	s.list.Armed = nil // they trigger
	b.run(b.calls())
	if screen := b.screen(); strings.Contains(screen, "↯") || strings.Contains(screen, "armed") {
		t.Errorf("the mark stays:\n%s", screen)
	}
}

func TestStrikingNowIsForTheUserOfTheSession(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40)
	s := b.faulty()
	b.toSuccess().does("ctrl+f", "a", "l", "ctrl+n")
	want := wire.Fault{Name: "account.ACCOUNT_LOCKED", Now: true, When: wire.FaultWhen{UserID: "tenant-9f2c7a60"}}
	if len(s.set) != 1 || s.set[0] != want {
		t.Errorf("set %+v", s.set)
	}
	b.shows("✓ account.ACCOUNT_LOCKED is triggered")
	if strings.Contains(b.screen(), "↯") {
		t.Error("what was triggered is marked as armed")
	}
	if _, ok := last[flow.Refreshed](b); !ok || !b.host.state.Calls.Polling() {
		t.Error("the page does not look again")
	}
}

func TestARefusalStaysInThePalette(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24)
	s := b.faulty()
	b.toLogin().does("ctrl+f", "a", "l")
	s.err = errors.New("the sandbox refuses: nobody has logged in yet")
	b.does("ctrl+n")
	b.shows("the sandbox refuses: nobody has logged in yet", "› Fault  al")
	s.err = nil
	b.does("enter")
	b.shows("↯ ACCOUNT_LOCKED", "Log in to")
}

func TestARefusalThatNobodyWaitsForIsInTheFooter(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24)
	s := b.faulty()
	b.toLogin().does("ctrl+f", "a", "l")
	s.err = errors.New("the sandbox refuses: nobody has logged in yet")
	cmd := b.press("ctrl+n")
	b.press("esc")
	b.run(cmd)
	b.shows("✗ the sandbox refuses: nobody", "Log in to")
}

// An answer to an earlier opening does not close a later one.
func TestALateAnswerLeavesALaterPaletteOpen(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24)
	b.faulty()
	b.toLogin().does("ctrl+f", "a", "l")
	cmd := b.press("enter")
	b.press("esc", "ctrl+f", "5")
	b.run(cmd)
	b.shows("› Fault  5", "↯ ACCOUNT_LOCKED")
}

func TestDisarming(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24)
	s := b.faulty()
	s.list.Armed = []wire.Fault{{ID: "f-7", Name: "http.503", Times: 1}}
	b.toLogin().does("ctrl+f")
	b.shows(" ↯ http.503  embedded", "  armed", "↯ http.503  the next request, once")
	b.does("up", "delete")
	if len(s.log) != 1 || s.log[0] != "disarm f-7" {
		t.Errorf("asked %q", s.log)
	}
	b.shows("› Fault")
	if screen := b.screen(); strings.Contains(screen, "↯") {
		t.Errorf("it stays:\n%s", screen)
	}
}

// Each fault is reached with four keys, in the smallest of the windows.
func TestFourKeysForEveryFault(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 60, 18)
	s := b.faulty()
	b.toLogin()
	for i, k := range s.list.Offered {
		b.does("ctrl+f", k.Short[:1], k.Short[1:], "enter")
		if len(s.set) != i+1 || s.set[i].Name != k.Name || b.app.faults.open {
			t.Fatalf("ctrl+f %s enter set %+v, want %s", k.Short, s.set[i:], k.Name)
		}
	}
}

// Four keys that are faster than the sandbox.
func TestFourKeysAtOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 60, 18)
	s := b.faulty()
	b.toLogin()
	cmd := b.press("ctrl+f")
	b.press("a", "l", "enter")
	b.run(cmd)
	if len(s.set) != 1 || s.set[0].Name != "account.ACCOUNT_LOCKED" || b.app.faults.open {
		t.Errorf("set %+v", s.set)
	}
}

func TestWithoutASandboxThePaletteSaysWhy(t *testing.T) {
	t.Parallel()
	for _, size := range sizes {
		b := newBench(t, native, size.width, size.height)
		b.app.NoFaults = "faults need a sandbox: this session talks to sandbox.smileapi.io"
		b.toLogin().does("ctrl+f", "a", "l", "enter", "ctrl+n")
		b.shows("faults need a sandbox", "sandbox.smileapi.io")
		b.does("esc")
		b.shows("Log in to")
		b.send(tea.WindowSizeMsg{Width: 200, Height: 60})
		for _, keys := range [][]string{nil, {"f1"}} {
			b.press(keys...)
			if strings.Contains(b.screen(), "faults") {
				t.Errorf("the help names a key that does nothing:\n%s", b.screen())
			}
		}
	}
}

func TestAHostThatIsNoSandboxIsNamed(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24)
	s := b.faulty()
	s.err = errors.New("the host does not answer like winkterm's sandbox: not found")
	b.toLogin().does("ctrl+f")
	b.shows("the host does not answer like winkterm's sandbox: not found")
	b.does("a", "l", "enter", "esc")
	b.shows("Log in to")
	if len(s.set) > 0 {
		t.Errorf("set %+v", s.set)
	}
}

func TestClosingTheWidgetClosesThePalette(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24)
	b.faulty()
	b.toLogin().does("ctrl+f", "ctrl+f")
	b.shows("Log in to")
	b.does("ctrl+f", "ctrl+c")
	b.on(flow.Closed)
	b.shows("The widget is closed")
}

// A page that comes by itself shows below, and the palette stays.
func TestAPageComesBelowThePalette(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24)
	b.faulty()
	b.toConnecting().does("ctrl+f", "l", "o")
	a := account(wire.StatusConnected)
	b.answer(flow.AccountSeen{Account: a})
	b.shows("› Fault  lo")
	b.does("esc")
	b.on(flow.ConnectSuccess)
	b.shows("is connected")
}

func TestAResetStartsOver(t *testing.T) {
	t.Parallel()
	for name, lead := range pages {
		b := newBench(t, native, 80, 24)
		s := b.faulty()
		lead(b)
		b.records()
		shown := b.app.fed
		b.does("ctrl+f", "r", "s", "enter")
		if len(s.set) != 1 || s.set[0].Name != wire.FaultReset || !s.set[0].Now {
			t.Fatalf("%s: set %+v", name, s.set)
		}
		b.on(flow.Start)
		b.app.focus = wizard
		b.shows("Starting", "making a user at embedded")
		if b.host.state.Session.UserID != "" || b.app.fed != shown || len(b.app.Journal.Since(0)) == 0 {
			t.Errorf("%s: user %q, the lanes lost their records", name, b.host.state.Session.UserID)
		}
		b.answer(flow.TokenReady{UserID: "tenant-another", Mode: wire.ModeSandbox, ExpiresAt: b.now.Add(1e12)})
		if b.host.state.Session.UserID != "tenant-another" {
			t.Errorf("%s: the user is %q", name, b.host.state.Session.UserID)
		}
	}
}

func TestAClickInThePalette(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 80, 24)
	s := b.faulty()
	b.toLogin().does("ctrl+f")
	for range 2 {
		for y, line := range strings.Split(b.screen(), "\n") {
			if strings.Contains(line, "ACCOUNT_INCOMPLETE ") {
				b.run(b.send(tea.MouseClickMsg{X: 10, Y: y, Button: tea.MouseLeft}))
				break
			}
		}
	}
	if len(s.set) != 1 || s.set[0].Name != "account.ACCOUNT_INCOMPLETE" {
		t.Errorf("set %+v:\n%s", s.set, b.screen())
	}
}
