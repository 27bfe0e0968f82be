package theme_test

import (
	"image/color"
	"reflect"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"winkterm/ui/theme"
)

// Two hues that a sixteen colour terminal cannot tell apart would leave only
// the sign; that is enough to understand, but not what the theme promises.
func TestHuesStayApartInSixteenColours(t *testing.T) {
	t.Parallel()
	for _, dark := range []bool{true, false} {
		th := theme.New(dark)
		seen := map[color.Color]string{}
		hues := map[string]theme.Role{
			"info": th.Info, "accent": th.Accent, "success": th.Success,
			"warning": th.Warning, "error": th.Error, "callback": th.Lane("callback"),
		}
		for name, style := range hues {
			reduced := colorprofile.ANSI.Convert(style.GetForeground())
			if other, ok := seen[reduced]; ok {
				t.Errorf("dark=%v: %s and %s are both %v in sixteen colours", dark, name, other, reduced)
			}
			seen[reduced] = name
		}
	}
}

func TestTextIsReadableInSixteenColours(t *testing.T) {
	t.Parallel()
	black, white := colorprofile.ANSI.Convert(ansi.IndexedColor(16)), colorprofile.ANSI.Convert(ansi.IndexedColor(231))
	for _, dark := range []bool{true, false} {
		th := theme.New(dark)
		ground := white
		if dark {
			ground = black
		}
		for name, s := range map[string]theme.Role{"muted": th.Muted, "faint": th.Faint, "title": th.Title, "error": th.Error} {
			if colorprofile.ANSI.Convert(s.GetForeground()) == ground {
				t.Errorf("dark=%v: %s vanishes into the background", dark, name)
			}
		}
	}
}

func TestRolesAddNoCells(t *testing.T) {
	t.Parallel()
	th := theme.New(true)
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
	for name, symbols := range map[string]theme.Symbols{"unicode": theme.Unicode(), "ascii": theme.ASCII()} {
		th := theme.New(true)
		th.Symbols = symbols
		seen := map[string]string{}
		for _, status := range []string{"PENDING", "AWAITING_MFA", "CONNECTED", "ERROR", "DISCONNECTED", "BRAND_NEW"} {
			sign := th.StatusSign(status)
			if other, ok := seen[sign]; ok {
				t.Errorf("%s: %s and %s share the sign %q", name, status, other, sign)
			}
			seen[sign] = status
			if got, want := ansi.Strip(th.StatusText(status)), sign+" "+status; got != want {
				t.Errorf("StatusText(%s) = %q, want %q", status, got, want)
			}
		}
	}
}

func TestSymbolsAreOneCellWide(t *testing.T) {
	t.Parallel()
	for name, symbols := range map[string]theme.Symbols{"unicode": theme.Unicode(), "ascii": theme.ASCII()} {
		v := reflect.ValueOf(symbols)
		for i := range v.NumField() {
			sign := v.Field(i).String()
			if lipgloss.Width(sign) != 1 {
				t.Errorf("%s %s is %q, %d cells", name, v.Type().Field(i).Name, sign, lipgloss.Width(sign))
			}
			if name == "ascii" && sign[0] > 0x7e {
				t.Errorf("ascii %s is %q", v.Type().Field(i).Name, sign)
			}
		}
	}
}

func TestUnknownLaneAndTerm(t *testing.T) {
	t.Parallel()
	th := theme.New(false)
	if got := th.Lane("later").Render("x"); got != th.Text.Render("x") {
		t.Errorf("an unknown lane is drawn as %q", got)
	}
	if theme.SymbolsFor("dumb") != theme.ASCII() || theme.SymbolsFor("xterm-256color") != theme.Unicode() {
		t.Error("the symbols do not follow TERM")
	}
}
