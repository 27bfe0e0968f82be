package ui

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

var ctrlS = tea.KeyPressMsg{Code: 's', Mod: tea.ModCtrl}

// ctrl+s writes a ticket on every page, whatever lies over it, and changes nothing there.
func TestATicketIsWrittenOnEveryPage(t *testing.T) {
	t.Parallel()
	for name, to := range pages {
		for over, keys := range map[string][]string{"": nil, "the lanes": {"ctrl+n"}, "the help": {"f1"}, "the faults": {"ctrl+f"}} {
			t.Run(name+over, func(t *testing.T) {
				t.Parallel()
				b := to(newBench(t, native, 120, 40))
				b.app.Save = func() (string, string, error) { return "winkterm-1.md", "# one\ntwo", nil }
				b.press(keys...)
				before, page := b.host.state, b.host.state.Page
				saved := brought(b.send(ctrlS), "ui.savedMsg")
				if saved == nil {
					t.Fatal("nothing is saved")
				}
				cmd := b.send(saved)
				b.shows("saved winkterm-1.md; sent the ticket, 9 B, to the terminal's clipboard")
				if brought(cmd, "tea.setClipboardMsg") == nil {
					t.Error("nothing is copied")
				}
				if b.host.state.Page != page || b.host.state.ViewCount != before.ViewCount || len(b.host.state.Linking.Typed) != len(before.Linking.Typed) {
					t.Error("the page is another")
				}
			})
		}
	}
}

// What could not be kept or copied is said, and what to do with it.
func TestATicketThatFails(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text  string
		err   error
		leak  bool
		want  string
		asked bool
	}{
		"nothing is made": {"", errors.New("record 7 holds [SECRET_1]"), false, "✗ record 7 holds [SECRET_1]", false},
		"not kept":        {"# one\ntwo", errors.New("the ticket cannot be kept here"), false, "✗ the ticket cannot be kept here; sent the ticket, 9 B, to the terminal's clipboard", true},
		"not copied":      {"# one\ntwo", nil, true, "✗ saved winkterm-1.md; the ticket not copied: the value of [SECRET_1] is in it", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, native, 120, 40).toConsent()
			b.app.Save = func() (string, string, error) { return "winkterm-1.md", c.text, c.err }
			b.app.Leak = func(string) (string, bool) { return "[SECRET_1]", c.leak }
			if cmd := b.send(brought(b.send(ctrlS), "ui.savedMsg")); (brought(cmd, "tea.setClipboardMsg") != nil) != c.asked {
				t.Errorf("copied: %v", !c.asked)
			}
			b.shows(c.want)
		})
	}
}

// While a ticket is written no other is, and without a way to write one nothing is offered.
func TestATicketIsWrittenOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toConsent()
	if strings.Contains(b.screen(), "ctrl+s") || brought(b.send(ctrlS), "ui.savedMsg") != nil {
		t.Error("it is offered where it cannot be had")
	}
	b.app.Save = func() (string, string, error) { return "winkterm-1.md", "# one", nil }
	b.shows("ctrl+s ticket")
	first := b.send(ctrlS)
	b.shows("i writing the ticket …")
	if brought(b.send(ctrlS), "ui.savedMsg") != nil {
		t.Error("a second one is written at the same time")
	}
	b.send(brought(first, "ui.savedMsg"))
	if brought(b.send(ctrlS), "ui.savedMsg") == nil {
		t.Error("no other one can be written")
	}
}
