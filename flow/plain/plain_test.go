package plain_test

import (
	"testing"

	"winkterm/flow/plain"
)

func TestTextsArePlain(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"plain\ttext":               "plain text",
		"two\r\nlines\rand":         "two\nlines and",
		"\x1b[31mred\x1b[0m\x07":    "red",
		"\x1b]0;title\x07rest":      "rest",
		"turned \u202eback\u200b":   "turned back",
		"cut \xff short":            "cut \ufffd short",
		"no character \ufffe\uffff": "no character ",
		"ünïcode 日本":                "ünïcode 日本",
	} {
		if got := plain.Lines(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := plain.Line("two\nlines"); got != "two lines" {
		t.Errorf("%q", got)
	}
}
