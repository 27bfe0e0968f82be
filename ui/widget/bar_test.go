package widget_test

import (
	"image/color"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

func TestABarIsExact(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, true)
	for part, want := range map[float64]string{-1: "........", 0: "........", 0.5: "####....", 0.99: "#######.", 1: "########", 2: "########"} {
		if got := theme.Plain(ansi.Strip(widget.Bar(th, part, 8))); got != want {
			t.Errorf("%v is %q, want %q", part, got, want)
		}
	}
	if got := widget.Bar(th, 0.5, -1); widget.Width(got) != 0 {
		t.Errorf("without room it is %q", got)
	}
}

func TestAPictureTakesACellAPixel(t *testing.T) {
	t.Parallel()
	red, blue := color.RGBA{R: 255, A: 255}, color.RGBA{B: 255, A: 255}
	lines := widget.Picture([][][2]color.RGBA{{{red, blue}, {red, blue}, {blue, red}}, {}})
	if len(lines) != 2 || widget.Width(lines[0]) != 3 || lines[1] != "" {
		t.Fatalf("drawn as %q", lines)
	}
	if want := "\x1b[38;2;255;0;0;48;2;0;0;255m▀▀\x1b[38;2;0;0;255;48;2;255;0;0m▀\x1b[m"; lines[0] != want {
		t.Errorf("drawn as %q, want %q", lines[0], want)
	}
}
