package ui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"winkterm/flow/journal"
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

// Text of several lines is said with its size, and the terminal gets no more than it takes.
func TestACopySaysHowMuch(t *testing.T) {
	t.Parallel()
	long := strings.Repeat(strings.Repeat("x", 99)+"\n", 1000)
	b := newBench(t, native, 120, 40)
	b.app.Copy = func(string) string { return "the clipboard" }
	b.send(brought(b.app.copy(long, "12 records"), "ui.copiedMsg"))
	b.shows("✓ copied 12 records, 100 kB, to the clipboard")
	b.app.Copy = nil
	for text, want := range map[string]string{
		"one\ntwo":                 "i sent 12 records, 7 B, to the terminal's clipboard",
		long:                       "! sent the first 74 kB of 12 records, 100 kB, to the terminal's clipboard, which takes no more",
		strings.Repeat("é", 50000): "! sent the first 74 kB of 12 records to the terminal's clipboard, which takes no more",
	} {
		asked := fmt.Sprint(brought(b.app.copy(text, "12 records"), "tea.setClipboardMsg"))
		if len(asked) > terminalMax || !strings.HasPrefix(text, asked) || len(asked) < min(len(text), terminalMax-100) {
			t.Errorf("%d bytes are sent of %d", len(asked), len(text))
		}
		b.shows(want)
	}
}

// What holds a secret reaches no clipboard, whichever way it would go, and it is said
// which secret that is.
func TestNoSecretIsCopied(t *testing.T) {
	t.Parallel()
	for _, known := range []bool{true, false} {
		b := newBench(t, native, 120, 40)
		b.app.Leak = func(text string) (string, bool) { return "[SECRET_1]", strings.Contains(text, "hunter2") }
		copied := ""
		if known {
			b.app.Copy = func(text string) string { copied = text; return "the clipboard" }
		}
		cmd := b.app.copy("password hunter2", "record")
		if known {
			cmd = b.send(brought(cmd, "ui.copiedMsg"))
		}
		if copied != "" || brought(cmd, "tea.setClipboardMsg") != nil {
			t.Errorf("it is copied: %q", copied)
		}
		b.shows("✗ record not copied: the value of [SECRET_1] is in it")
		if strings.Contains(b.screen(), "hunter2") {
			t.Error("the screen has the secret")
		}
	}
}

// What a record from before a code was typed still has of it is masked, and copied.
func TestWhatCanBeMaskedIsCopied(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40)
	b.app.Mask = func(text string) string { return strings.ReplaceAll(text, "1234", "[CODE_1]") }
	b.app.Leak = func(text string) (string, bool) { return "[CODE_1]", strings.Contains(text, "1234") }
	if got := fmt.Sprint(brought(b.app.copy("sent to ••• 1234", "record"), "tea.setClipboardMsg")); got != "sent to ••• [CODE_1]" {
		t.Errorf("copied is %q", got)
	}
	b.shows("i sent record to the terminal's clipboard")
}

// A range is taken back before the lanes are left, and copied with its number.
func TestARangeInTheWindow(t *testing.T) {
	t.Parallel()
	b := newBench(t, native, 120, 40).toConsent()
	for i := range 5 {
		b.app.Journal.Append(journal.Note{Topic: "n", Text: fmt.Sprintf("number %d.", i)})
	}
	b.send(changedMsg{})
	b.press("ctrl+n", "up", "v", "up", "up")
	b.shows("y copy 3 records", "esc unmark")
	b.press("esc")
	if b.app.focus != records {
		t.Error("esc leaves the lanes with a range")
	}
	b.shows("v mark range")
	b.press("y", "v", "down")
	b.shows("y copy 2 records") // and no word of the copy before
	b.press("y")
	b.shows("i sent 2 records, ")
	b.press("esc")
	if b.app.focus != wizard {
		t.Error("esc does not leave the lanes")
	}
}
