package palette_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"winkterm/api/wire"
	"winkterm/ui/keymap"
	"winkterm/ui/palette"
	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

func TestAClickChoosesAndASecondTakes(t *testing.T) {
	t.Parallel()
	m := open(t, wire.Fault{ID: "f-1", Name: "http.503"})
	click := func(text string) palette.Choice {
		for y, line := range strings.Split(screen(m), "\n") {
			if strings.Contains(line, text) {
				return m.Click(y)
			}
		}
		t.Fatalf("%q is not there:\n%s", text, screen(m))
		return nil
	}
	for _, c := range []struct {
		on   string
		want palette.Choice
	}{
		{"ACCOUNT_LOCKED", nil},
		{"↯ http.503", nil},
		{"↯ http.503", nil}, // a click must not disarm by accident
		{"ACCOUNT_INCOMPLETE", nil},
		{"  account ", nil},
		{"triggers", nil},
		{"ACCOUNT_INCOMPLETE", set("account.ACCOUNT_INCOMPLETE", 1)},
	} {
		if got := click(c.on); got != c.want {
			t.Errorf("a click on %q chose %+v, want %+v", c.on, got, c.want)
		}
	}
	for _, y := range []int{-1, 0, 99} {
		if got := m.Click(y); got != nil {
			t.Errorf("a click on line %d chose %+v", y, got)
		}
	}
}

func TestTheWheelGoesThroughTheList(t *testing.T) {
	t.Parallel()
	m := open(t)
	first := screen(m)
	for range 60 {
		m.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	}
	if s := screen(m); !strings.Contains(s, "sandbox.reset: the sandbox starts over") && !strings.Contains(s, "reset ") {
		t.Errorf("the end is not seen:\n%s", s)
	}
	for range 60 {
		m.Update(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	}
	if s := screen(m); !strings.Contains(s, "ACCOUNT_DISABLED") || strings.Count(s, "\n") != strings.Count(first, "\n") {
		t.Errorf("the beginning is not seen:\n%s", s)
	}
}

// Every size that the app draws in gets exactly its cells, in every state.
func TestViewIsExact(t *testing.T) {
	t.Parallel()
	for name, make := range map[string]func() *palette.Model{
		"open":  func() *palette.Model { return open(t) },
		"armed": func() *palette.Model { return open(t, wire.Fault{ID: "f", Name: "http.503", Times: 2}) },
		"found": func() *palette.Model { m := open(t); press(m, "lock"); return m },
		"none":  func() *palette.Model { m := open(t); press(m, "qqq"); return m },
		"wide text": func() *palette.Model {
			m := palette.New(keymap.New())
			m.Show(wire.SandboxFaults{Offered: []wire.FaultKind{{Name: "x.日本語", Short: "日", Group: "x", Label: "ラベル\x1b[2J\n" + strings.Repeat("é", 200), Moment: "次"}}})
			return &m
		},
		"refused": func() *palette.Model { m := open(t); m.Refuse(strings.Repeat("no and ", 80)); return m },
	} {
		m := make()
		for width := 36; width < 130; width += 3 {
			for height := 9; height < 40; height += 5 {
				lines := widget.Lines(m.View(theme.New(theme.Standard, true), width, height))
				if len(lines) != height {
					t.Fatalf("%s %d×%d: %d lines", name, width, height, len(lines))
				}
				for _, line := range lines {
					if widget.Width(line) != width || strings.Contains(ansi.Strip(line), "\x1b") {
						t.Fatalf("%s %d×%d: %q has %d cells", name, width, height, line, widget.Width(line))
					}
				}
			}
		}
	}
}

// What is armed says for how long, the field how many are found, and the short that
// was typed stands out.
func TestTheListSaysWhatIsFound(t *testing.T) {
	t.Parallel()
	m := open(t, wire.Fault{ID: "a", Name: "http.503"}, wire.Fault{ID: "b", Name: "http.429", Times: 1}, wire.Fault{ID: "c", Name: "http.500", Times: 7})
	press(m, "up", "up", "up")
	if all := len(offered(t).Offered); !strings.Contains(screen(m), fmt.Sprintf(" %d/%d\n", all, all)) {
		t.Errorf("not all are found:\n%s", screen(m))
	}
	for name, times := range map[string]string{"http.503": "until cleared", "http.429": "once", "http.500": "7 times"} {
		_, behind, _ := strings.Cut(screen(m), "↯ "+name)
		if state, _, _ := strings.Cut(behind, "\n"); !strings.Contains(state, times) {
			t.Errorf("%s does not say %q:\n%s", name, times, screen(m))
		}
	}
	th := theme.New(theme.Standard, true)
	press(m, "53")
	if s := m.View(th, 76, 21); !strings.Contains(s, "\x1b[1m\x1b[4m53\x1b[m") { // bold and underlined on the chosen row
		t.Errorf("the short that was typed does not stand out:\n%s", ansi.Strip(s))
	}
}

// A click after a resize hits what shows then.
func TestAfterAResizeTheChosenRowIsSeen(t *testing.T) {
	t.Parallel()
	m := open(t)
	press(m, "pgdown", "pgdown", "down")
	for _, height := range []int{35, 12, 21, 9} {
		if s := ansi.Strip(m.View(theme.New(theme.Standard, true), 76, height)); !strings.Contains(s, "\n› ") {
			t.Errorf("in %d lines the chosen row is not seen:\n%s", height, s)
		}
	}
}

func TestHelpSaysWhatTheKeysDo(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string]string{
		"al": "enter arm, ctrl+n trigger now, esc close, → more often, ↓ down",
		"mw": "enter arm, esc close, → more often, ↓ down",
		"te": "enter trigger now, ↓ down, esc close",
		"qq": "esc close",
	} {
		m := open(t)
		press(m, keys)
		var got []string
		for _, b := range m.Help() {
			got = append(got, b.Help().Key+" "+b.Help().Desc)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %s", keys, strings.Join(got, ", "))
		}
	}
}
