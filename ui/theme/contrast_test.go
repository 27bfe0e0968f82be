package theme_test

import (
	"fmt"
	"image/color"
	"reflect"
	"slices"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"winkterm/ui/theme"
)

// variant is a theme on one kind of background.
type variant struct {
	name theme.Name
	dark bool
}

func (v variant) String() string { return fmt.Sprintf("%s, dark=%v", v.name, v.dark) }

// least is the contrast that a text has at least.
func (v variant) least() float64 {
	if v.name == theme.HighContrast {
		return 7
	}
	return 4.5
}

func variants() (all []variant) {
	for _, name := range theme.Names() {
		all = append(all, variant{name, true}, variant{name, false})
	}
	return all
}

// ground is the colour that a role fills with, nil for none.
func ground(r theme.Role, p colorprofile.Profile) color.Color {
	bg := r.GetBackground()
	if _, none := bg.(lipgloss.NoColor); none {
		return nil
	}
	return p.Convert(bg)
}

// onItself is the contrast of a text on what its role fills.
func onItself(r theme.Role, p colorprofile.Profile) float64 {
	return contrast(p.Convert(r.GetForeground()), ground(r, p))
}

// roles are those that have a colour, by their names, the lanes among them.
func roles(th theme.Theme) map[string]theme.Role {
	all := map[string]theme.Role{}
	v := reflect.ValueOf(th)
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue
		}
		if role, ok := reflect.TypeAssert[theme.Role](v.Field(i)); ok {
			all[v.Type().Field(i).Name] = role
		}
	}
	for _, lane := range []string{"screen", "callback", "http", "status", "webhook", "note"} {
		all["lane "+lane] = th.Lane(lane)
	}
	for _, plain := range []string{"Text", "Strong", "Key"} { // the terminal's own colour
		delete(all, plain)
	}
	return all
}

// Every role that has a text can be read: on the grounds that terminals usually have, and
// what fills on its own.
func TestEveryTextCanBeRead(t *testing.T) {
	t.Parallel()
	noText := []string{"Faint", "Border"} // rules
	bounds := []string{"FieldBorder"}     // a bound of something has to be seen, no more
	filled := []string{"Selected", "Button", "ButtonOff", "HeaderProduction", "BadgeSandbox", "BadgeProduction", "BadgeFault",
		"ChipError", "ChipWarning", "ChipSuccess", "ChipInfo", "ChipOff"}
	for _, v := range variants() {
		for name, role := range roles(theme.New(v.name, v.dark)) {
			if slices.Contains(noText, name) {
				continue
			}
			least := v.least()
			if slices.Contains(bounds, name) {
				least = 3
			}
			for _, p := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256} {
				behind := grounds[v.dark]
				if g := ground(role, p); g != nil {
					behind = []color.Color{g}
				} else if slices.Contains(filled, name) {
					t.Errorf("%v: %s fills nothing", v, name)
				}
				for _, g := range behind {
					if got := contrast(p.Convert(role.GetForeground()), g); got < least {
						t.Errorf("%v: %s is %v on %v in %v: contrast %.2f", v, name, role.GetForeground(), g, p, got)
					}
				}
			}
		}
	}
}

// What is filled is another thing in sixteen colours too: production is no sandbox, and
// a text is not what it stands on.
func TestFilledRolesInSixteenColours(t *testing.T) {
	t.Parallel()
	for _, v := range variants() {
		th := theme.New(v.name, v.dark)
		seen := map[color.Color]string{}
		for name, role := range map[string]theme.Role{"sandbox": th.BadgeSandbox, "production": th.BadgeProduction, "fault": th.BadgeFault} {
			g := ground(role, colorprofile.ANSI)
			if other, ok := seen[g]; ok {
				t.Errorf("%v: %s and %s are both %v", v, name, other, g)
			}
			seen[g] = name
		}
		for name, role := range roles(th) {
			if g := ground(role, colorprofile.ANSI); g != nil && g == colorprofile.ANSI.Convert(role.GetForeground()) {
				t.Errorf("%v: %s cannot be read in sixteen colours", v, name)
			}
		}
	}
}

// A chosen row keeps its words' weight, and has one colour, which can be read on its own.
func TestOverHasOneColour(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, true)
	open, end, _ := strings.Cut(th.Selected.Render("x"), "x")
	row := "a" + th.Error.Render("b") + th.Muted.Render("c") + th.Match.Render("d") + "\x1b[?25h" + "e"
	want := open + "a\x1b[1mb\x1b[m" + open + "c\x1b[m" + open + "\x1b[1m\x1b[4md\x1b[m" + open + "\x1b[?25he" + end
	if got := th.Selected.Over(row); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestANameThatIsNoneIsTheStandard(t *testing.T) {
	t.Parallel()
	for _, name := range []theme.Name{"", "purple"} {
		if !reflect.DeepEqual(theme.New(name, false), theme.New(theme.Standard, false)) {
			t.Errorf("%q is another theme", name)
		}
	}
}
