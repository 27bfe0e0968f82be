package widget_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"winkterm/ui/widget"
)

func TestFit(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in    string
		width int
		want  string
	}{
		{"abc", 5, "abc  "},
		{"abc", 3, "abc"},
		{"abcd", 3, "ab…"},
		{"abc", 1, "…"},
		{"abc", 0, ""},
		{"abc", -1, ""},
		{"労働省", 4, "労… "},
		{"労働省", 5, "労働…"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
		{"👩\u200d👩\u200d👧x", 2, "… "},
		{"a\nb", 4, "a b "},
		{"\x1b[31mredder\x1b[m", 4, "\x1b[31mred…\x1b[m"},
	}
	for _, tt := range tests {
		if got := widget.Fit(tt.in, tt.width); got != tt.want {
			t.Errorf("Fit(%q, %d) = %q, want %q", tt.in, tt.width, got, tt.want)
		}
	}
}

func TestRight(t *testing.T) {
	t.Parallel()
	if got := widget.Right("12", 4); got != "  12" {
		t.Errorf("Right = %q", got)
	}
	if got := widget.Right("12345", 4); got != "123…" {
		t.Errorf("Right of a long text = %q", got)
	}
}

func TestWrapKeepsWordsAndLines(t *testing.T) {
	t.Parallel()
	got := widget.Wrap("log in to\nSocial Security", 9)
	if want := "log in to\nSocial\nSecurity"; got != want {
		t.Errorf("Wrap = %q, want %q", got, want)
	}
	if got := widget.Wrap("the id a-17bb-4c02", 12); got != "the id\na-17bb-4c02" {
		t.Errorf("Wrap of an id = %q", got)
	}
	if got := widget.Wrap("unbreakable", 4); got != "unbr\neaka\nble" {
		t.Errorf("Wrap of a long word = %q", got)
	}
}

func TestJoinFillsShortColumns(t *testing.T) {
	t.Parallel()
	if got, want := widget.Join("|", "ab\nc", "日"), "ab|日\nc |  "; got != want {
		t.Errorf("Join = %q, want %q", got, want)
	}
}

// anyText draws text as the wizard may meet it: wide, combining, emoji, styled.
func anyText() *rapid.Generator[string] {
	part := rapid.OneOf(
		rapid.SampledFrom([]string{
			"a", "B", " ", "  ", "-", "word ", "日本", "労", "e\u0301", "\u0301", "👩\u200d👩\u200d👧", "👍🏽", "🏽",
			"🇵🇭", "🇵", "1\ufe0f\u20e3", "☎\ufe0f", "\u200d", "\ufe0f", "ก็", "한", "\u1112\u1161", "ൎ", "ﷺ", "\ufffd",
			"\x1b[31m", "\x1b[1;38;5;75m", "\x1b[m", "\x1b[0m",
		}),
		rapid.Map(rapid.String(), widget.Clean),
	)
	return rapid.Map(rapid.SliceOfN(part, 0, 12), func(p []string) string { return strings.Join(p, "") })
}

func TestWidthIsTheTerminals(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "text") + rapid.SampledFrom([]string{"", "\x1b[1;2H", "\x1b[", "\x1b[31", "x\x1b", "\x1b]0;t\x07a"}).Draw(t, "end")
		if got, want := widget.Width(s), ansi.StringWidthWc(s); got != want {
			t.Fatalf("Width(%q) = %d, want %d", s, got, want)
		}
	})
}

func TestFitIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s, width := anyText().Draw(t, "text"), rapid.IntRange(0, 20).Draw(t, "width")
		if got := widget.Fit(s, width); widget.Width(got) != width {
			t.Fatalf("Fit(%q, %d) = %q, %d cells", s, width, got, widget.Width(got))
		}
		if got := widget.Right(s, width); widget.Width(got) != width {
			t.Fatalf("Right(%q, %d) = %q, %d cells", s, width, got, widget.Width(got))
		}
	})
}

func TestWrapNeverExceeds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s, width := anyText().Draw(t, "text"), rapid.IntRange(1, 20).Draw(t, "width")
		for _, line := range widget.Lines(widget.Wrap(s, width)) {
			if widget.Width(line) > width {
				t.Fatalf("Wrap(%q, %d) has %q, %d cells", s, width, line, widget.Width(line))
			}
		}
	})
}

func TestBoxIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(anyText(), 0, 5).Draw(t, "lines"), "\n")
		width, height := rapid.IntRange(0, 20).Draw(t, "width"), rapid.IntRange(1, 8).Draw(t, "height")
		exact(t, widget.Box(s, width, height), width, height)
	})
}

// exact fails unless the block has exactly width × height cells.
func exact(t interface {
	Helper()
	Fatalf(string, ...any)
}, block string, width, height int) {
	t.Helper()
	if got := len(widget.Lines(block)); got != height {
		t.Fatalf("%d lines, want %d:\n%s", got, height, block)
	}
	for i, line := range widget.Lines(block) {
		if got := widget.Width(line); got != width {
			t.Fatalf("line %d is %q, %d cells, want %d", i, line, got, width)
		}
	}
}
