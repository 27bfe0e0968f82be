package ui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// What is said of a copy is what is known.
func TestACopySaysNoMoreThanIsKnown(t *testing.T) {
	t.Parallel()
	for where, want := range map[string]string{
		"the clipboard": "✓ copied account id to the clipboard",
		"":              " sent account id to the terminal's clipboard",
	} {
		b := newBench(t, native, 120, 40).toAccount()
		b.app.Copy = func(text string) string {
			if text != b.app.state.Linking.AccountID {
				t.Errorf("%q is copied", text)
			}
			return where
		}
		cmd := b.press("ctrl+y")
		if strings.Contains(b.screen(), "account id to the") || strings.Contains(b.screen(), "sent account id") {
			t.Error("it is said before it is done")
		}
		copied := brought(cmd, "ui.copiedMsg")
		if copied == nil {
			t.Fatal("nothing is copied")
		}
		if asked := brought(b.send(copied), "tea.setClipboardMsg") != nil; asked != (where == "") {
			t.Errorf("copied to %q, and the terminal is asked: %v", where, asked)
		}
		b.shows(want)
	}
}

// brought runs a command and gives the message of a type that it brings first, nil for
// another one.
func brought(cmd tea.Cmd, of string) tea.Msg {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	if batch, ok := msg.(tea.BatchMsg); ok {
		for _, c := range batch {
			if c != nil {
				return brought(c, of)
			}
		}
	}
	if fmt.Sprintf("%T", msg) != of {
		return nil
	}
	return msg
}
