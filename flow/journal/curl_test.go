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
	}), `curl --globoff -X 'POST' --url 'https://h/v1/x?email='"$EMAIL_1" -H 'Authorization: Bearer '"$TOKEN_1" -H 'Content-Type: application/json' -H 'X-Empty;' --data-raw '{"a":"it'\''s"}'`)
	wantText(t, "the key", Curl(HTTP{
		Method: "POST", URL: "https://h/v1/x",
		Request: Message{Header: []Header{{"Authorization", "Basic [SECRET_1]"}}, Body: `{"password":"[SECRET_2]","cut":"[SECRET]"}`},
	}), `curl --globoff -X 'POST' --url 'https://h/v1/x' -u "$API_KEY:$API_SECRET" --data-raw '{"password":"'"$SECRET_2"'","cut":"'"$SECRET"'"}'`)
	wantText(t, "named", CurlLine(HTTP{Method: "GET", URL: "https://h/v1/users/tenant-1?x=[]"}, ScriptQuote, []Named{
		{"https://h/v1", "OPEN_API_HOST"}, {"tenant-1", "USER_1"}, {"", "NOTHING"},
	}), `curl --globoff --url "$OPEN_API_HOST"'/users/'"$USER_1"'?x=[]'`)
	wantText(t, "control characters", ShellQuote("a\x1b[201~'\\\n\u009b"), `$'a\033[201~\'\\\012\302\233'`)
}

// A shell reads back what was quoted, whatever it is.
func TestShellQuote(t *testing.T) {
	t.Parallel()
	shellReads(t, "bash", ShellQuote)
}

// TestScriptQuote has the plainest shell there is read it.
func TestScriptQuote(t *testing.T) {
	t.Parallel()
	shellReads(t, "sh", ScriptQuote)
	wantText(t, "control characters", ScriptQuote("a\x1bb"), `'a'"$(printf '\033')"'b'`)
}

func shellReads(t *testing.T, shell string, quote func(string) string) {
	t.Helper()
	path, err := exec.LookPath(shell)
	if err != nil && os.Getenv("CI") != "" {
		t.Fatalf("CI may not leave this out: %v", err)
	}
	if err != nil {
		t.Skipf("left out: there is no %s here to read the quoted words: %v", shell, err)
	}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringOf(rapid.OneOf(
			rapid.SampledFrom([]rune("'\"\\$`!;&|<>(){}*?~# \n\t\r\x1b\u202e")), rapid.Rune(),
		)), 1, 20).Draw(t, "words")
		script, want := "printf '%s\\0'", ""
		for _, word := range words {
			script += " " + quote(word)
			want += strings.ReplaceAll(word, "\x00", "") + "\x00"
		}
		got, err := exec.Command(path, "-c", script).Output()
		if err != nil || string(got) != want {
			t.Fatalf("%q was read as %q (%v)", want, got, err)
		}
	})
}
