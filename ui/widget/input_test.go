package widget_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

func typed(in widget.Input, keys ...tea.Msg) widget.Input {
	for _, k := range keys {
		in = in.Update(k)
	}
	return in
}

func letters(s string) []tea.Msg {
	var out []tea.Msg
	for _, r := range s {
		out = append(out, tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return out
}

func focused() widget.Input {
	in := widget.Input{Label: "Email"}
	in.Focus()
	return in
}

func TestInputEdits(t *testing.T) {
	t.Parallel()
	left, home, back := tea.KeyPressMsg{Code: tea.KeyLeft}, tea.KeyPressMsg{Code: tea.KeyHome}, tea.KeyPressMsg{Code: tea.KeyBackspace}
	ctrl := func(r rune) tea.Msg { return tea.KeyPressMsg{Code: r, Mod: tea.ModCtrl} }
	tests := map[string]struct {
		keys []tea.Msg
		want string
	}{
		"typed":              {nil, "two words"},
		"backspace":          {[]tea.Msg{back, back}, "two wor"},
		"in the middle":      {append([]tea.Msg{left, left}, letters("X")...), "two worXds"},
		"at the start":       {append([]tea.Msg{home}, letters("X")...), "Xtwo words"},
		"delete":             {[]tea.Msg{home, tea.KeyPressMsg{Code: tea.KeyDelete}}, "wo words"},
		"word back":          {[]tea.Msg{ctrl('w')}, "two "},
		"word left, rest":    {[]tea.Msg{tea.KeyPressMsg{Code: tea.KeyLeft, Mod: tea.ModCtrl}, ctrl('k')}, "two "},
		"all before":         {[]tea.Msg{left, ctrl('u')}, "s"},
		"paste":              {[]tea.Msg{tea.PasteMsg{Content: "\x1b[31m!\r\n"}}, "two words!"},
		"key with an escape": {[]tea.Msg{tea.KeyPressMsg{Code: '!', Text: "\x1b[31m!"}}, "two words!"},
		"unknown key":        {[]tea.Msg{ctrl('t'), tea.KeyPressMsg{Code: tea.KeyF5}}, "two words"},
		"release is no key":  {[]tea.Msg{tea.KeyReleaseMsg{Code: 'x', Text: "x"}}, "two words"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := typed(typed(focused(), letters("two words")...), tt.keys...)
			if in.Value() != tt.want {
				t.Errorf("value is %q, want %q", in.Value(), tt.want)
			}
		})
	}
}

func TestInputWithoutFocusIgnoresAll(t *testing.T) {
	t.Parallel()
	in := typed(widget.Input{}, append(letters("secret"), tea.PasteMsg{Content: "secret"})...)
	if in.Value() != "" {
		t.Errorf("it took %q", in.Value())
	}
}

func TestInputCutsALongPaste(t *testing.T) {
	t.Parallel()
	in := typed(focused(), tea.PasteMsg{Content: strings.Repeat("日\x07", 10_000)})
	if got := strings.Count(in.Value(), "日"); got != widget.InputLimit || len(in.Value()) != 3*got {
		t.Errorf("%d characters were taken", got)
	}
	if view := ansi.Strip(in.View(theme.New(theme.Standard, true), 70)); !strings.Contains(view, "only 256 characters fit") {
		t.Errorf("it does not say so:\n%s", view)
	}
	in = typed(in, tea.KeyPressMsg{Code: tea.KeyBackspace})
	if view := ansi.Strip(in.View(theme.New(theme.Standard, true), 70)); strings.Contains(view, "fit") {
		t.Errorf("it still says so:\n%s", view)
	}
}

func TestSecretIsNeverDrawn(t *testing.T) {
	t.Parallel()
	in := focused()
	in.Secret = true
	in = typed(in, letters("hunter2 x")...)
	for _, focus := range []bool{true, false} {
		if !focus {
			in.Blur()
		}
		view := ansi.Strip(in.View(theme.New(theme.Standard, true), 60))
		if strings.ContainsAny(view, "hunr2") || !strings.Contains(view, "•••••••••") {
			t.Errorf("drawn as\n%s", view)
		}
	}
	in.Focus()
	if in = typed(in, tea.KeyPressMsg{Code: 'w', Mod: tea.ModCtrl}); in.Value() != "" {
		t.Errorf("deleting a word shows where the secret has a space: %q is left", in.Value())
	}
}

func TestInputViewIsExactAndShowsTheCursor(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, false)
	rapid.Check(t, func(t *rapid.T) {
		in := focused()
		in.Label, in.Hint = anyText().Draw(t, "label"), anyText().Draw(t, "hint")
		in.Secret = rapid.Bool().Draw(t, "secret")
		in.SetValue(anyText().Draw(t, "value"))
		for range rapid.IntRange(0, 10).Draw(t, "left") {
			in = typed(in, tea.KeyPressMsg{Code: tea.KeyLeft})
		}
		if rapid.Bool().Draw(t, "blur") {
			in.Blur()
		}
		width := rapid.IntRange(12, 60).Draw(t, "width")
		view := in.View(th, width)
		exact(t, view, width, max(len(widget.Lines(view)), 2))
		if has := strings.Contains(view, "\x1b[?25h"); has != in.Focused() {
			t.Fatalf("focused %v, cursor drawn %v: %q", in.Focused(), has, view)
		}
	})
}

// A box has exactly its width whatever stands in it, its cursor while it takes the keys, and
// says by a sign that it does, and by another one that its text is wrong.
func TestABoxIsExactAndSaysItsState(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, true)
	rapid.Check(t, func(t *rapid.T) {
		in := focused()
		in.Label, in.Hint = anyText().Draw(t, "label"), anyText().Draw(t, "hint")
		in.SetValue(anyText().Draw(t, "value"))
		if rapid.Bool().Draw(t, "blur") {
			in.Blur()
		}
		wrong := rapid.Bool().Draw(t, "wrong")
		if wrong {
			in.Err = "no"
		}
		width := rapid.IntRange(16, 80).Draw(t, "width")
		box := in.Box(th, width, rapid.SampledFrom([]string{"", "1/101"}).Draw(t, "note"))
		lines := widget.Lines(box)
		exact(t, box, width, len(lines))
		if has := strings.Contains(box, "\x1b[?25h"); has != in.Focused() {
			t.Fatalf("focused %v, cursor drawn %v: %q", in.Focused(), has, box)
		}
		if has := strings.HasPrefix(ansi.Strip(lines[0]), "╭ › "); has != in.Focused() {
			t.Fatalf("focused %v, sign drawn %v: %q", in.Focused(), has, lines[0])
		}
		if has := len(lines) > 3 && strings.HasPrefix(ansi.Strip(lines[3]), "  ✗ no"); has != wrong {
			t.Fatalf("wrong %v, said %v:\n%s", wrong, has, ansi.Strip(box))
		}
		if side := th.FieldError.Render("│"); strings.HasPrefix(lines[1], side) != wrong {
			t.Fatalf("wrong %v, the side is %q", wrong, lines[1])
		}
	})
}

func TestABoxNamesItsFieldAndNote(t *testing.T) {
	t.Parallel()
	in := typed(focused(), letters("sss")...)
	in.Label = "Search  "
	want := "╭ › Search ──── 1/98 ─╮\n│ sss                 │\n╰─────────────────────╯"
	if got := ansi.Strip(in.Box(theme.New(theme.Standard, true), 23, "1/98")); strings.ReplaceAll(got, "\x1b[?25h", "") != want {
		t.Errorf("drawn as\n%s\nwant\n%s", got, want)
	}
}

func BenchmarkPaste(b *testing.B) {
	msg := tea.PasteMsg{Content: strings.Repeat("x\x1b[31m", 10_000)}
	th := theme.New(theme.Standard, true)
	for b.Loop() {
		in := typed(focused(), msg)
		in.View(th, 60)
	}
}
