package keymap_test

import (
	"reflect"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"winkterm/ui/keymap"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

func bindings(k keymap.Keys) map[string]key.Binding {
	out := map[string]key.Binding{}
	v := reflect.ValueOf(k)
	for i := range v.NumField() {
		if b, ok := v.Field(i).Interface().(key.Binding); ok {
			out[v.Type().Field(i).Name] = b
		}
	}
	return out
}

func TestEveryBindingWorksAndIsExplained(t *testing.T) {
	t.Parallel()
	k := keymap.New()
	help := ansi.Strip(strings.Join(keymap.FullLines(theme.New(true), k.Groups(), 200), "\n"))
	for name, b := range bindings(k) {
		if !b.Enabled() || b.Help().Key == "" || b.Help().Desc == "" {
			t.Errorf("%s is not bound or not explained", name)
		}
		if !strings.Contains(help, b.Help().Desc) {
			t.Errorf("the full help lacks %s (%s)", name, b.Help().Desc)
		}
	}
}

// Keys that other functions will take, or that terminals keep for themselves.
func TestReservedKeysAreFree(t *testing.T) {
	t.Parallel()
	for name, b := range bindings(keymap.New()) {
		for _, k := range b.Keys() {
			switch k {
			case "ctrl+s", "ctrl+q", "ctrl+z", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+b", "ctrl+h":
				t.Errorf("%s takes %s", name, k)
			}
		}
	}
}

// In a text field letters are typed, so what works there must not be a letter,
// nor a key that the field edits with.
func TestKeysForTextFields(t *testing.T) {
	t.Parallel()
	k := keymap.New()
	for _, b := range []key.Binding{k.Enter, k.Back, k.Close, k.Help, k.Pane, k.Copy, k.NextField, k.PrevField, k.Fill, k.TypeFilter, k.Resend, k.CompletePath, k.Hidden, k.Remove, k.Faults, k.TriggerNow} {
		for _, name := range b.Keys() {
			if len(name) == 1 {
				t.Errorf("%q types a letter", name)
			}
			in := widget.Input{}
			in.SetValue("two words")
			in.Focus()
			msg := tea.KeyPressMsg{Code: rune(name[len(name)-1]), Mod: tea.ModCtrl}
			if strings.HasPrefix(name, "ctrl+") && in.Update(msg).Value() != "two words" {
				t.Errorf("%q edits the field", name)
			}
		}
	}
}

func TestDisabledKeysVanish(t *testing.T) {
	t.Parallel()
	th, k := theme.New(true), keymap.New()
	k.Disable(&k.Fill, &k.HelpLetter)
	if key.Matches(tea.KeyPressMsg{Code: 't', Mod: tea.ModCtrl}, k.Fill) {
		t.Error("a disabled key matches")
	}
	short := ansi.Strip(k.Short(th, 100, k.Enter, k.Fill))
	full := ansi.Strip(strings.Join(keymap.FullLines(th, k.Groups(), 100), "\n"))
	for _, help := range []string{short, full} {
		if strings.Contains(help, "test person") {
			t.Errorf("a disabled key shows:\n%s", help)
		}
	}
	if !strings.Contains(short, "f1 help") {
		t.Errorf("without ? the help names %q", short)
	}
	if fresh := keymap.New(); !fresh.Fill.Enabled() {
		t.Error("disabling in a copy reached the others")
	}
}

func TestShortFitsAndKeepsTheHelpKey(t *testing.T) {
	t.Parallel()
	th, k := theme.New(true), keymap.New()
	page := []key.Binding{k.Enter, k.Back, k.Fill, k.Pane, k.Close}
	for width := 8; width < 120; width++ {
		line := k.Short(th, width, page...)
		if widget.Width(line) != width || !strings.Contains(ansi.Strip(line), "? help") {
			t.Errorf("in %d cells: %q", width, ansi.Strip(line))
		}
	}
	if got := strings.TrimSpace(ansi.Strip(k.Short(th, 40, page...))); got != "enter continue · esc back · ? help" {
		t.Errorf("in 40 cells: %q", got)
	}
}

func TestFullIsExactAndReachesTheEnd(t *testing.T) {
	t.Parallel()
	th, k := theme.New(true), keymap.New()
	for _, size := range [][2]int{{30, 5}, {56, 14}, {76, 20}, {196, 56}} {
		width, height := size[0], size[1]
		var window widget.Scroll
		groups := k.Groups(k.Retry)
		total := len(keymap.FullLines(th, groups, width))
		seen := ""
		for range total + 1 {
			block := keymap.Full(th, groups, window, width, height)
			for _, line := range widget.Lines(block) {
				if widget.Width(line) != width {
					t.Fatalf("%dx%d: %q has %d cells", width, height, line, widget.Width(line))
				}
			}
			if len(widget.Lines(block)) != height {
				t.Fatalf("%dx%d: %d lines", width, height, len(widget.Lines(block)))
			}
			seen += ansi.Strip(block)
			window.Move(height, total, height)
		}
		for _, want := range []string{"Everywhere", "Inspector", "copy id", "quit"} {
			if !strings.Contains(seen, want) {
				t.Errorf("%dx%d never shows %q", width, height, want)
			}
		}
	}
}
