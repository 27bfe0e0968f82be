package theme_test

import (
	"image/color"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"winkterm/ui/theme"
)

// Two hues that a sixteen colour terminal cannot tell apart would leave only
// the sign; that is enough to understand, but not what the theme promises.
func TestHuesStayApartInSixteenColours(t *testing.T) {
	t.Parallel()
	for _, v := range variants() {
		th, dark := theme.New(v.name, v.dark), v
		seen := map[[2]color.Color]string{}
		hues := map[string]theme.Role{
			"info": th.Info, "accent": th.Accent, "success": th.Success,
			"warning": th.Warning, "error": th.Error, "callback": th.Lane("callback"),
		}
		for name, style := range hues {
			reduced := [2]color.Color{colorprofile.ANSI.Convert(style.GetForeground()), ground(style, colorprofile.ANSI)}
			if other, ok := seen[reduced]; ok {
				t.Errorf("%v: %s and %s are both %v in sixteen colours", dark, name, other, reduced)
			}
			seen[reduced] = name
		}
	}
}

func TestTextIsReadableInSixteenColours(t *testing.T) {
	t.Parallel()
	black, white := colorprofile.ANSI.Convert(ansi.IndexedColor(16)), colorprofile.ANSI.Convert(ansi.IndexedColor(231))
	for _, v := range variants() {
		th, dark := theme.New(v.name, v.dark), v
		ground := white
		if v.dark {
			ground = black
		}
		for name, s := range map[string]theme.Role{"muted": th.Muted, "faint": th.Faint, "title": th.Title, "error": th.Error} {
			if colorprofile.ANSI.Convert(s.GetForeground()) == ground {
				t.Errorf("%v: %s vanishes into the background", dark, name)
			}
		}
	}
}

func TestRolesAddNoCells(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, true)
	v := reflect.ValueOf(th)
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue
		}
		style, ok := v.Field(i).Interface().(theme.Role)
		if !ok {
			continue
		}
		if w := lipgloss.Width(style.Render("日本 a")); w != 6 {
			t.Errorf("%s makes 6 cells %d", v.Type().Field(i).Name, w)
		}
	}
}

func TestEveryStatusHasItsOwnSign(t *testing.T) {
	t.Parallel()
	for name, drawn := range map[string]func(string) string{"unicode": strings.Clone, "ascii": theme.Plain} {
		th := theme.New(theme.Standard, true)
		seen := map[string]string{}
		for _, status := range []string{"PENDING", "AWAITING_MFA", "CONNECTED", "ERROR", "DISCONNECTED", "BRAND_NEW"} {
			sign, _, _ := strings.Cut(drawn(ansi.Strip(th.StatusText(status))), " ")
			if other, ok := seen[sign]; ok {
				t.Errorf("%s: %s and %s share the sign %q", name, status, other, sign)
			}
			seen[sign] = status
			if got, want := drawn(ansi.Strip(th.StatusText(status))), sign+" "+status; got != want {
				t.Errorf("StatusText(%s) = %q, want %q", status, got, want)
			}
		}
	}
}

func TestSymbolsAreOneCellWideAndHaveAPlainSign(t *testing.T) {
	t.Parallel()
	v := reflect.ValueOf(theme.New(theme.Standard, true).Symbols)
	for i := range v.NumField() {
		sign := v.Field(i).String()
		if lipgloss.Width(sign) != 1 {
			t.Errorf("%s is %q, %d cells", v.Type().Field(i).Name, sign, lipgloss.Width(sign))
		}
		if plain := theme.Plain(sign); plain == "?" || len(plain) != 1 {
			t.Errorf("%s is %q in ASCII", v.Type().Field(i).Name, plain)
		}
	}
}

// In ASCII every cell keeps its place, and what has a letter below its marks keeps it.
func TestPlain(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"\x1b[31mParañaque\x1b[m": "\x1b[31mParanaque\x1b[m", "n\u0303": "n", "日本 ×2 …": "???? x2 ~", "g•••@smileapi.io": "g***@smileapi.io", "a\nb": "a\nb",
	} {
		if got := theme.Plain(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.Rune().Filter(func(r rune) bool { return !unicode.IsControl(r) })).Draw(t, "text")
		got := theme.Plain(text)
		if ansi.StringWidthWc(got) != ansi.StringWidthWc(text) {
			t.Fatalf("%q takes %d cells, %q %d", text, ansi.StringWidthWc(text), got, ansi.StringWidthWc(got))
		}
		if i := strings.IndexFunc(got, func(r rune) bool { return r > '~' && r != 0x7f }); i >= 0 {
			t.Fatalf("%q is no ASCII", got)
		}
	})
}

func TestUnknownLaneAndTerm(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, false)
	if got := th.Lane("later").Render("x"); got != th.Text.Render("x") {
		t.Errorf("an unknown lane is drawn as %q", got)
	}
	if !theme.PlainTerm("linux") || !theme.PlainTerm("vt100") || theme.PlainTerm("xterm-256color") {
		t.Error("the symbols do not follow TERM")
	}
}
