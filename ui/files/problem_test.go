package files

import (
	"strings"
	"testing"
)

func TestTextsAreCleanAndShort(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"給与.pdf":              "給与.pdf",
		"a\tb\x1b[2J\u0085c":  "a b [2J c",
		"\u202efdp.exe\u200b": "fdp.exe",
		"👩\u200d👩":            "👩\u200d👩",
		"line\u2028break":     "line break",
		"not\xffUTF-8":        "not\ufffdUTF-8",
	} {
		if got := clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := shorten(strings.Repeat("明", 300)+".pdf", nameMax); len([]rune(got)) != nameMax || !strings.HasSuffix(got, "明.pdf") || !strings.Contains(got, "明…明") {
		t.Errorf("%q", got)
	}
}

func TestProblemNamesTheFileAlone(t *testing.T) {
	t.Parallel()
	p := refuse("/home/jane/secret/a.pdf", "it is empty", "choose another")
	if p.Error() != `"a.pdf": it is empty; choose another` {
		t.Error(p)
	}
	if text := (&problem{what: "it is empty", do: "choose another"}).Error(); text != "it is empty; choose another" {
		t.Error(text)
	}
}
