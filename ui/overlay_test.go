package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow"
)

// overlays are what lies over the halves, each with the key that opens it.
var overlays = map[string]struct{ key, shows string }{
	"help": {"f1", "╭ Keys ─"}, "palette": {"ctrl+f", "╭ Faults ─"},
}

// An overlay closes by esc and by a click beside it, and not by one on it.
func TestOverlaysClose(t *testing.T) {
	t.Parallel()
	for name, o := range overlays {
		b := newBench(t, native, 120, 40)
		b.faulty()
		b.toLogin()
		open := func() bool { return strings.Contains(b.screen(), o.shows) }
		b.does(o.key)
		b.shows(o.shows)
		if b.send(tea.MouseClickMsg{X: 60, Y: 14, Button: tea.MouseLeft}); !open() {
			t.Errorf("%s: a click on it closes it:\n%s", name, b.screen())
		}
		if b.send(tea.MouseClickMsg{X: 2, Y: 20, Button: tea.MouseLeft}); open() {
			t.Errorf("%s: a click beside it leaves it open", name)
		}
		b.does(o.key)
		if !open() {
			t.Fatalf("%s: it is not open:\n%s", name, b.screen())
		}
		if b.press("esc"); open() {
			t.Errorf("%s: esc leaves it open", name)
		}
		b.on(flow.Login)
	}
}

// While an overlay is open, keys reach it alone, and the footer has none of its own.
func TestKeysGoToTheOverlayAlone(t *testing.T) {
	t.Parallel()
	for name, o := range overlays {
		b := newBench(t, native, 120, 40)
		b.faulty()
		b.toLogin().does(o.key)
		before, events := b.app.page.drawn.Lines, len(b.host.events)
		b.does("/", "x", "7", "tab", "ctrl+t", "down")
		if strings.Join(before, "\n") != strings.Join(b.app.page.drawn.Lines, "\n") || len(b.host.events) != events {
			t.Errorf("%s: a key reached the page:\n%s", name, b.screen())
		}
		lines := strings.Split(b.screen(), "\n")
		if foot := lines[len(lines)-2]; strings.Trim(foot, "│ ") != "" {
			t.Errorf("%s: the footer is %q", name, foot)
		}
	}
}
