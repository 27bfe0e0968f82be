package theme_test

import (
	"fmt"
	"image/color"
	"math"
	"reflect"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"winkterm/ui/theme"
)

// grounds are those of usual terminals.
var grounds = map[bool][]color.Color{
	true:  {grey(0), color.RGBA{0x1e, 0x1e, 0x2e, 255}, color.RGBA{0x28, 0x2c, 0x34, 255}, color.RGBA{0x2e, 0x34, 0x40, 255}},
	false: {grey(255), color.RGBA{0xfd, 0xf6, 0xe3, 255}, color.RGBA{0xee, 0xe8, 0xd5, 255}},
}

func grey(v uint8) color.Color { return color.RGBA{v, v, v, 255} }

// contrast is written out again, by the guidelines.
func contrast(a, b color.Color) float64 {
	luminance := func(c color.Color) float64 {
		r, g, b, _ := c.RGBA()
		sum := 0.0
		for i, v := range []uint32{r, g, b} {
			f := float64(v) / 65535
			if f <= 0.04045 {
				f /= 12.92
			} else {
				f = math.Pow((f+0.055)/1.055, 2.4)
			}
			sum += f * []float64{0.2126, 0.7152, 0.0722}[i]
		}
		return sum
	}
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

var hex = rapid.Custom(func(t *rapid.T) string { return fmt.Sprintf("#%06x", rapid.IntRange(0, 0xffffff).Draw(t, "colour")) })

func TestABrandCanBeRead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		for _, v := range variants() {
			dark, base, behind := v, theme.New(v.name, v.dark), grounds[v.dark]
			th := base.With(theme.Colours{Primary: hex.Draw(t, "primary"), Accent: hex.Draw(t, "accent")})
			for name, role := range map[string]theme.Role{"title": th.Title, "focus": th.Focus, "tab": th.TabOn, "accent": th.Accent, "header": th.Header, "field": th.FieldFocus} {
				for _, ground := range behind {
					for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256} {
						ink := profile.Convert(role.GetForeground())
						if got := contrast(ink, ground); got < v.least() {
							t.Fatalf("%v: %s is %v on %v in %v: contrast %.2f", dark, name, ink, ground, profile, got)
						}
					}
				}
			}
			if got := onItself(th.Button, colorprofile.ANSI256); got < v.least() {
				t.Fatalf("%v: the button's text has a contrast of %.2f", v, got)
			}
		}
	})
}

// What a colour means is not for a brand to change.
func TestABrandChangesNoMeaning(t *testing.T) {
	t.Parallel()
	for _, variant := range variants() {
		base, dark := theme.New(variant.name, variant.dark), variant
		th := base.With(theme.Colours{Primary: "#ff0000", Accent: "#00ff00"})
		changed := map[string]bool{}
		v, was := reflect.ValueOf(th), reflect.ValueOf(base)
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				continue
			}
			role, ok := reflect.TypeAssert[theme.Role](v.Field(i))
			if before, _ := reflect.TypeAssert[theme.Role](was.Field(i)); ok && role.Render("x") != before.Render("x") {
				changed[v.Type().Field(i).Name] = true
			}
		}
		if want := map[string]bool{"Title": true, "Focus": true, "TabOn": true, "Accent": true, "Header": true, "FieldFocus": true, "Button": true}; !reflect.DeepEqual(changed, want) {
			t.Errorf("%v: changed %v", dark, changed)
		}
		for _, status := range []string{"PENDING", "AWAITING_MFA", "CONNECTED", "ERROR", "DISCONNECTED"} {
			if th.StatusText(status) != base.StatusText(status) {
				t.Errorf("%s looks otherwise", status)
			}
		}
		if th.Lane("http").Render("x") != base.Lane("http").Render("x") {
			t.Error("a lane looks otherwise")
		}
	}
}

func TestWhatIsNoColourChangesNothing(t *testing.T) {
	t.Parallel()
	for _, c := range []theme.Colours{{}, {Primary: "#5b2a86"}, {Primary: "••••", Accent: "#5b2a86"}, {Primary: "#5b2a86", Accent: "\x1b[31m"}} {
		if th := theme.New(theme.Standard, true).With(c); !reflect.DeepEqual(th, theme.New(theme.Standard, true)) {
			t.Errorf("%v: the title is %q", c, th.Title.Render("x"))
		}
	}
	// Bright and dark enough, a colour stays as it is.
	th := theme.New(theme.Standard, true).With(theme.Colours{Primary: "#ffb000", Accent: "#ffffff"})
	if got := th.Accent.Render("x"); got != ansi.NewStyle().ForegroundColor(color.RGBA{255, 255, 255, 255}).Styled("x") {
		t.Errorf("the accent is %q", got)
	}
}
