package widget_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// What is behind an overlay has one role and no cursor; what lies over it stays as it is.
func TestAnOverlayDimsWhatIsBehind(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, true)
	back := th.Error.Render("red") + "  \x1b[?25h\n" + th.Success.Render("gr") + "日本語"
	front := th.Title.Render("up") + "\x1b[?25h"
	got := widget.Overlay(th, back, front, 9, 3)
	want := strings.Join([]string{
		th.Dim.Render("red      "), th.Dim.Render("gr ") + front + th.Dim.Render(" 語 "), th.Dim.Render("         "),
	}, "\n")
	if got != want {
		t.Errorf("it is\n%q, want\n%q", got, want)
	}
}

func TestOverlaysAreExact(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, true)
	rapid.Check(t, func(t *rapid.T) {
		back := widget.CleanLines(anyText().Draw(t, "back"))
		width, height := rapid.IntRange(1, 90).Draw(t, "width"), rapid.IntRange(1, 20).Draw(t, "height")
		w, h := rapid.IntRange(1, width).Draw(t, "w"), rapid.IntRange(1, height).Draw(t, "h")
		exact(t, widget.Overlay(th, back, widget.Box("front", w, h), width, height), width, height)
		var d widget.Dialog
		block := d.Draw(th, back, "Title", "esc close", width, height, w, h, func(w, h int) string { return widget.Box("body", w, h) })
		exact(t, block, width, height)
	})
}

func TestADialogKnowsWhereItIs(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Standard, true)
	var d widget.Dialog
	draw := func(width, height int) []string {
		return widget.Lines(ansi.Strip(d.Draw(th, "back", "Title", "esc close", width, height, 50, 12, func(w, h int) string { return widget.Box("body", w, h) })))
	}
	lines := draw(100, 30)
	if !strings.HasPrefix(lines[0], "back") || !strings.Contains(lines[8], "╭ Title ──") || !strings.Contains(lines[9], "│ body ") || !strings.Contains(lines[21], "╰ esc close ──") {
		t.Errorf("it is drawn as\n%s", strings.Join(lines, "\n"))
	}
	if x, y := d.Inside(25, 9); x != 0 || y != 0 || !d.Boxed() {
		t.Errorf("the body begins at %d, %d", x, y)
	}
	for at, outside := range map[[2]int]bool{{23, 8}: false, {22, 8}: true, {23, 7}: true, {76, 21}: false, {77, 21}: true, {76, 22}: true} {
		if d.Outside(at[0], at[1]) != outside {
			t.Errorf("%v is outside: %v", at, !outside)
		}
	}
	if lines := draw(60, 30); lines[0] != widget.Fit("body", 60) || d.Boxed() || d.Outside(0, 0) {
		t.Errorf("without room it is drawn as\n%s", strings.Join(lines, "\n"))
	}
}
