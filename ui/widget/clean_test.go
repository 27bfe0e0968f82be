package widget_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"winkterm/ui/widget"
)

func TestClean(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ in, want string }{
		"plain stays":          {"Social Security System", "Social Security System"},
		"accents and CJK stay": {"Café São 労働省 ñ", "Café São 労働省 ñ"},
		"emoji family stays":   {"👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"},
		"colour":               {"\x1b[31mred\x1b[0m", "red"},
		"colour by C1":         {"\u009b31mred", "red"},
		"title, BEL":           {"\x1b]0;owned\x07Grab", "Grab"},
		"title, ST":            {"\x1b]0;owned\x1b\\Grab", "Grab"},
		"title by C1":          {"\u009d0;owned\u009cGrab", "Grab"},
		"title without end":    {"\x1b]0;Grab", "0;Grab"},
		"clipboard write":      {"\x1b]52;c;ZXZpbA==\x07x", "x"},
		"hyperlink":            {"\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"},
		"device control":       {"\x1bPq#0\x1b\\x", "x"},
		"short escape":         {"\x1bcreset", "reset"},
		"escape at the end":    {"x\x1b", "x"},
		"sequence cut off":     {"x\x1b[31", "x"},
		"sequence broken off":  {"\x1b[3\nx", " x"},
		"raw C1 byte":          {"a\x9b31mb", "a\ufffd31mb"},
		"line breaks":          {"a\r\nb\nc\rd\u2028e\u0085f", "a b c d e f"},
		"tab":                  {"a\tb", "a b"},
		"bell, null, del":      {"a\x07\x00\x7fb", "ab"},
		"bidi override":        {"\u202egnp.exe\u202c \u2066x\u2069\u200e", "gnp.exe x"},
		"invisible":            {"a\u200bb\ufeffc\u00add", "abcd"},
		"many marks":           {"e" + strings.Repeat("\u0301", 50) + "x", "e" + strings.Repeat("\u0301", 8) + "x"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := widget.Clean(tt.in); got != tt.want {
				t.Errorf("Clean(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestCleanLinesKeepsLines(t *testing.T) {
	t.Parallel()
	in := "{\r\n\t\"a\": \x1b[1m1\x07\n}"
	if got, want := widget.CleanLines(in), "{\n    \"a\": 1\n}"; got != want {
		t.Errorf("CleanLines(%q) = %q, want %q", in, got, want)
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "abc", "\x1b[31m", "\x1b]0;x\x07y", "\u009b1m", "é\u0301", "\xff\x9b", "\u202e", "a\r\nb", "\x1b\x1b[[m"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := widget.Clean(s)
		if !utf8.ValidString(got) {
			t.Fatalf("Clean(%q) = %q is not UTF-8", s, got)
		}
		for _, r := range got {
			if unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control) {
				t.Fatalf("Clean(%q) = %q keeps %U", s, got, r)
			}
		}
		if again := widget.Clean(got); again != got {
			t.Fatalf("Clean(%q) = %q, cleaned again %q", s, got, again)
		}
		if stripped := ansi.Strip(got); stripped != got {
			t.Fatalf("Clean(%q) = %q has a sequence", s, got)
		}
		for _, r := range widget.CleanLines(s) {
			if r != '\n' && unicode.IsControl(r) {
				t.Fatalf("CleanLines(%q) keeps %U", s, r)
			}
		}
	})
}
