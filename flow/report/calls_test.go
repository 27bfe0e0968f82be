package report_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"winkterm/api/sandbox"
	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/report"
)

// program finds a program that a test runs; needed says that CI may not go without it.
func program(t *testing.T, name string, needed bool) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil && needed && os.Getenv("CI") != "" {
		t.Fatalf("CI may not leave this out: %v", err)
	}
	if err != nil {
		t.Skipf("left out: there is no %s here to run the calls: %v", name, err)
	}
	return path
}

// variables are what somebody sets who repeats the session with the wrong code.
func variables(s *sandbox.Running) []string {
	return []string{
		"OPEN_API_HOST=" + s.OpenAPI(), "LINK_API_HOST=" + s.Link(), "API_KEY=sandbox", "API_SECRET=sandbox",
		"SECRET_2=123456", "SSN_1=3300000008", "CODE_1=9999", "PAUSE=0",
	}
}

func listen(t *testing.T) *sandbox.Running {
	t.Helper()
	s, err := sandbox.Listen(t.Context(), sandbox.Config{Seed: 99})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close(t.Context()) })
	return s
}

// TestTheScriptRuns repeats a session at another sandbox, where every id is another one,
// and comes to the same end.
func TestTheScriptRuns(t *testing.T) {
	t.Parallel()
	program(t, "curl", true)
	s := listen(t)
	script := filepath.Join(t.TempDir(), "calls.sh")
	if err := os.WriteFile(script, []byte(written(t, "curl", caseOf(t, "wrong-code"))), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program(t, "sh", true), script)
	cmd.Env = append(variables(s), "PATH="+os.Getenv("PATH"), "NO_PROXY=*")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	statuses := regexp.MustCompile(`# HTTP (\d+)`).FindAllStringSubmatch(string(out), -1)
	for _, status := range statuses {
		if status[1][0] != '2' {
			t.Errorf("a call ended with %s", status[1])
		}
	}
	if !strings.Contains(string(out), "ACCOUNT_LOCKED") || len(statuses) < 10 {
		t.Errorf("%d calls, and the account is not locked:\n%s", len(statuses), out)
	}
}

// TestTheScriptWantsItsVariables says what is missing, and calls nobody.
func TestTheScriptWantsItsVariables(t *testing.T) {
	t.Parallel()
	cmd := exec.CommandContext(t.Context(), program(t, "sh", true))
	cmd.Env = []string{"API_KEY=sandbox", "API_SECRET=sandbox", "SECRET_2=x"}
	cmd.Stdin = strings.NewReader(written(t, "curl", caseOf(t, "wrong-code")))
	out, err := cmd.CombinedOutput()
	if err == nil || !bytes.Contains(out, []byte("SSN_1")) || bytes.Contains(out, []byte("HTTP")) {
		t.Errorf("%v: %s", err, out)
	}
}

// TestTheScriptWantsWhatACallLeftOutWouldGive: the id of an archive comes from its
// upload, which is not repeated.
func TestTheScriptWantsWhatACallLeftOutWouldGive(t *testing.T) {
	t.Parallel()
	for format, want := range map[string]string{"curl": `: "${ARCHIVE_1:?set it first}"`, "hurl": "#   archive_1: what record "} {
		if text := written(t, format, caseOf(t, "payslip")); !strings.Contains(text, want) {
			t.Errorf("%s has no %s:\n%s", format, want, text)
		}
	}
	program(t, "curl", true)
	s := listen(t)
	cmd := exec.CommandContext(t.Context(), program(t, "sh", true))
	cmd.Env = append(variables(s), "ARCHIVE_1=u-1", "ARCHIVE_2=u-2", "PATH="+os.Getenv("PATH"), "NO_PROXY=*")
	cmd.Stdin = strings.NewReader(written(t, "curl", caseOf(t, "payslip")))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestTheHurlFileRuns does the same with hurl, where that is installed; Debian has it
// from trixie on.
func TestTheHurlFileRuns(t *testing.T) {
	t.Parallel()
	hurl := program(t, "hurl", false)
	s := listen(t)
	file := filepath.Join(t.TempDir(), "calls.hurl")
	if err := os.WriteFile(file, []byte(written(t, "hurl", caseOf(t, "wrong-code"))), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"--test", file}
	for _, v := range variables(s) {
		name, value, _ := strings.Cut(v, "=")
		args = append(args, "--variable", strings.ToLower(name)+"="+value)
	}
	if out, err := exec.CommandContext(t.Context(), hurl, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// hurlLine are the lines that a file for hurl may have, of those that are written here.
var hurlLine = regexp.MustCompile(`^(#.*|[A-Z]+ \{\{(open|link)_api_host\}\}/\S*|[A-Za-z-]+: .*|\[(BasicAuth|Options|Captures|Asserts)\]|\{\{api_key\}\}: \{\{api_secret\}\}|` +
	`(retry: 60|retry-interval: 1000ms)|\{.*\}|HTTP \d{3}|[a-z0-9_]+: jsonpath "\$[^"]*"|jsonpath "\$[^"]*" == "[^"]*"|)$`)

// TestTheHurlFileIsOne holds each line against what hurl reads, and has the parts of an
// entry in its order.
func TestTheHurlFileIsOne(t *testing.T) {
	t.Parallel()
	order := []string{"[BasicAuth]", "[Options]", "{", "HTTP ", "[Captures]", "[Asserts]"}
	for name := range played {
		for entry := range strings.SplitSeq(written(t, "hurl", caseOf(t, name)), "\n\n") {
			last := -1
			for line := range strings.SplitSeq(entry, "\n") {
				if !hurlLine.MatchString(line) {
					t.Errorf("%s: no line of hurl's: %s", name, line)
				}
				for i, begins := range order {
					if strings.HasPrefix(line, begins) && !strings.HasPrefix(line, "{{api_key") {
						if i <= last {
							t.Errorf("%s: %s comes too late in\n%s", name, line, entry)
						}
						last = i
					}
				}
			}
		}
	}
}

// TestWhatCannotBeRepeatedIsSaid leaves out calls that would do something else.
func TestWhatCannotBeRepeatedIsSaid(t *testing.T) {
	t.Parallel()
	c := report.Case{Recording: recording.Of(recording.Header{}, []journal.Record{
		{Seq: 1, At: at, Lane: journal.LaneHTTP, Kind: "POST /archives", Data: journal.HTTP{
			API: "open", Method: "POST", URL: "https://h.test/v1/archives", Path: "/archives", Status: 200,
			Request: journal.Message{Body: `{"rawFiles":[{"fileContent":"[FILE]…[90000 bytes left out]`},
		}},
		{Seq: 2, At: at, Lane: journal.LaneHTTP, Kind: "GET /x", Data: journal.HTTP{
			API: "open", Method: "GET", URL: "https://h.test/v1/x", Path: "/x", Err: "connection refused",
		}},
		{Seq: 3, At: at, Lane: journal.LaneHTTP, Kind: "GET http://evil.test", Data: journal.HTTP{
			API: "open", Method: "GET http://evil.test\n", URL: "https://h.test/v1/x", Path: "/x", Status: 200,
		}},
		{Seq: 4, At: at, Lane: journal.LaneHTTP, Kind: "GET /x", Data: journal.HTTP{
			API: "open", Method: "GET", URL: "https://h.test/v1/x", Path: "/x", Status: 200,
			Request: journal.Message{Header: []journal.Header{{Name: "X\nGET http://evil.test", Value: "1"}}},
		}},
	})}
	for _, format := range []string{"curl", "hurl"} {
		text := written(t, format, c)
		for line := range strings.Lines(text) {
			if strings.Contains(line, "evil") && !strings.HasPrefix(line, "#") || strings.HasPrefix(line, "call curl") {
				t.Errorf("%s: %s", format, line)
			}
		}
		if strings.Count(text, "is not repeated") != 4 {
			t.Errorf("%s", text)
		}
	}
}

// TestHurlKeepsWhatMeansSomethingToIt has values that hurl would read as something else.
func TestHurlKeepsWhatMeansSomethingToIt(t *testing.T) {
	t.Parallel()
	text := written(t, "hurl", report.Case{Recording: recorded(journal.HTTP{
		API: "link", Method: "POST", URL: "https://h.test/v1/x?q={{a}}", Path: "/x", Status: 200,
		Request: journal.Message{Header: []journal.Header{{Name: "X", Value: `a # b {{c}} \d`}}, Body: `{"a":"{{x}} #"}`},
	})})
	want := "POST {{link_api_host}}/x?q=%7B%7Ba%7D%7D\n" + `X: a \# b \u{7b}\u{7b}c}} \\d` + "\n" + `{"a":"\u007b\u007bx}} #"}` + "\nHTTP 200\n"
	if !strings.Contains(text, want) {
		t.Errorf("%s is not in\n%s", want, text)
	}
}
