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

// full is the help as it is drawn in one piece.
func full(groups []keymap.Group, width, height int) string {
	var o keymap.Overlay
	return ansi.Strip(o.View(theme.New(theme.Standard, true), "", groups, keymap.New(), width, height))
}

func TestEveryBindingWorksAndIsExplained(t *testing.T) {
	t.Parallel()
	k := keymap.New()
	help := full(k.Groups(), 200, 90)
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
			case "ctrl+q", "ctrl+z", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+b", "ctrl+h":
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
	for _, b := range []key.Binding{k.Enter, k.Back, k.Close, k.Help, k.Pane, k.Copy, k.Save, k.NextField, k.PrevField, k.Fill, k.TypeFilter, k.Resend, k.CompletePath, k.Hidden, k.Remove, k.Faults, k.TriggerNow} {
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
	th, k := theme.New(theme.Standard, true), keymap.New()
	k.Disable(&k.Fill, &k.HelpLetter)
	if key.Matches(tea.KeyPressMsg{Code: 't', Mod: tea.ModCtrl}, k.Fill) {
		t.Error("a disabled key matches")
	}
	short := ansi.Strip(k.Short(th, 100, k.Enter, k.Fill))
	for _, help := range []string{short, full(k.Groups(), 100, 90)} {
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
	th, k := theme.New(theme.Standard, true), keymap.New()
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
	th, k := theme.New(theme.Standard, true), keymap.New()
	for _, size := range [][2]int{{30, 5}, {56, 14}, {76, 20}, {196, 56}} {
		width, height := size[0], size[1]
		var o keymap.Overlay
		seen := ""
		for range 100 {
			block := o.View(th, "", k.Groups(k.Retry), k, width, height)
			for _, line := range widget.Lines(block) {
				if widget.Width(line) != width {
					t.Fatalf("%dx%d: %q has %d cells", width, height, line, widget.Width(line))
				}
			}
			if len(widget.Lines(block)) != height {
				t.Fatalf("%dx%d: %d lines", width, height, len(widget.Lines(block)))
			}
			seen += ansi.Strip(block)
			o.Update(k, tea.KeyPressMsg{Code: tea.KeyPgDown})
		}
		for _, want := range []string{"Everywhere", "Inspector", "copy id", "quit"} {
			if !strings.Contains(seen, want) {
				t.Errorf("%dx%d never shows %q", width, height, want)
			}
		}
	}
}

func TestTheHelpIsSearched(t *testing.T) {
	t.Parallel()
	th, k := theme.New(theme.Standard, true), keymap.New()
	o := keymap.Overlay{Open: true}
	look := func() string { return ansi.Strip(o.View(th, "", k.Groups(), k, 76, 20)) }
	press := func(keys string) {
		for _, r := range keys {
			o.Update(k, tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
	look()
	press("/copy id")
	if got := look(); !strings.Contains(got, "copy id") || strings.Contains(got, "quit") || strings.Contains(got, "copy record") || !strings.Contains(got, "/ copy id") {
		t.Errorf("the search shows\n%s", got)
	}
	press("G")
	if got := look(); !strings.Contains(got, "no key for that") || !o.Open {
		t.Errorf("a search for nothing shows\n%s", got)
	}
	o.Update(k, tea.KeyPressMsg{Code: tea.KeyEscape}) // drops the search alone
	if got := look(); !o.Open || !strings.Contains(got, "Everywhere") || strings.Contains(got, "/ copy") {
		t.Errorf("esc shows\n%s", got)
	}
	press("/")
	o.Update(k, tea.PasteMsg{Content: "INSPECTOR ↑\n"}) // by group; a key is found by its sign
	o.Update(k, tea.PasteMsg{Content: "x"})
	if got := look(); !strings.Contains(got, "no key") {
		t.Errorf("a paste shows\n%s", got)
	}
	o.Update(k, tea.KeyPressMsg{Code: tea.KeyEscape})
	press("/folds")
	o.Update(k, tea.KeyPressMsg{Code: tea.KeyBackspace})
	o.Update(k, tea.KeyPressMsg{Code: tea.KeyEnter})
	if got := look(); !o.Open || !strings.Contains(got, "fold polls") || strings.Contains(got, "newest") {
		t.Errorf("a search that is kept shows\n%s", got)
	}
	press("x")
	if o.Open {
		t.Error("another key does not close the help")
	}
}

// An arrow as ASCII has it, v or ^, would look like a key.
func TestArrowsHaveTheirNamesInASCII(t *testing.T) {
	t.Parallel()
	for term, want := range map[string][]string{
		"xterm": {"↓ down · ↑ up · → next lane · ? help", "↓          down ", "→ l        next lane"},
		"linux": {"down · up · right next lane · ? help", "down       down ", "right l    next lane"},
	} {
		k := keymap.For(term)
		line := ansi.Strip(k.Short(theme.New(theme.Standard, true), 60, k.Down, k.Up, k.NextLane))
		help := full(k.Groups(), 200, 90)
		if got := strings.TrimSpace(line); got != want[0] {
			t.Errorf("%s: %q", term, got)
		}
		for _, keys := range want[1:] {
			if !strings.Contains(help, keys) {
				t.Errorf("%s: %q is not in the help\n%s", term, keys, help)
			}
		}
	}
}
