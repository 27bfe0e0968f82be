package journal

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCurl(t *testing.T) {
	t.Parallel()
	wantText(t, "get", Curl(HTTP{Method: "GET", URL: "https://h/v1/providers?size=1&name=a"}),
		`curl --globoff --url 'https://h/v1/providers?size=1&name=a'`)
	wantText(t, "post", Curl(HTTP{
		Method: "POST", URL: "https://h/v1/x?email=[EMAIL_1]",
		Request: Message{
			Header: []Header{
				{"Authorization", "Bearer [TOKEN_1]"}, {"Content-Type", "application/json"}, {"Content-Length", "9"},
				{"User-Agent", "winkterm"}, {"X-Empty", ""},
			},
			Body: `{"a":"it's"}`,
		},
	}), `curl --globoff -X 'POST' --url 'https://h/v1/x?email=[EMAIL_1]' -H 'Authorization: Bearer [TOKEN_1]' -H 'Content-Type: application/json' -H 'X-Empty;' --data-raw '{"a":"it'\''s"}'`)
	wantText(t, "control characters", ShellQuote("a\x1b[201~'\\\n\u009b"), `$'a\033[201~\'\\\012\302\233'`)
}

// A shell reads back what was quoted, whatever it is.
func TestShellQuote(t *testing.T) {
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if err != nil && os.Getenv("CI") != "" {
		t.Fatalf("CI may not leave this out: %v", err)
	}
	if err != nil {
		t.Skipf("left out: there is no bash here to read the quoted words: %v", err)
	}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringOf(rapid.OneOf(
			rapid.SampledFrom([]rune("'\"\\$`!;&|<>(){}*?~# \n\t\r\x1b\u202e")), rapid.Rune(),
		)), 1, 20).Draw(t, "words")
		script, want := "printf '%s\\0'", ""
		for _, word := range words {
			script += " " + ShellQuote(word)
			want += strings.ReplaceAll(word, "\x00", "") + "\x00"
		}
		got, err := exec.Command(bash, "-c", script).Output()
		if err != nil || string(got) != want {
			t.Fatalf("%q was read as %q (%v)", want, got, err)
		}
	})
}
