package cli

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"winkterm/api/sandbox"
	"winkterm/api/webhook"
	"winkterm/flow/webhook/grade"
)

// graded is a handler that takes what is signed, and with open what is not as well.
func graded(t *testing.T, open bool) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		signature := r.Header.Get(webhook.SignatureHeader)
		if unsigned := open && signature == ""; !unsigned && !webhook.Verify(sandbox.ReceiveSecret, body, signature) {
			w.WriteHeader(http.StatusUnauthorized)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func TestAGoodHandlerIsPraised(t *testing.T) {
	t.Parallel()
	code, out, errText := run(t, nil, "webhooks", "check", graded(t, false))
	n := len(grade.Rules())
	if code != ExitOK || errText != "" || strings.Count(out, "  ✓ ") != n || !strings.HasSuffix(out, "\n13 passed, 0 with a warning, 0 failed\n") {
		t.Errorf("exit %d, %q, %s", code, errText, out)
	}
}

func TestABrokenRuleIsNamed(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "webhooks.xml")
	code, out, errText := run(t, nil, "webhooks", "check", graded(t, true)+"/hook?token=hush", "--junit", file)
	if code != ExitAssertion || errText != "winkterm: the handler breaks 1 rule\n" || !strings.Contains(out, "  ✗ missing-signature  refuses a delivery without signature with 4xx\n") ||
		!strings.Contains(out, "got one without signature: 200 OK\n") || !strings.Contains(out, "answer 401") || !strings.Contains(out, "12 passed, 0 with a warning, 1 failed") {
		t.Errorf("exit %d, %q, %s", code, errText, out)
	}
	for line := range strings.Lines(out) {
		if ansi.StringWidth(line) > columnsUsual {
			t.Errorf("too wide: %q", line)
		}
	}
	content, err := os.ReadFile(file)
	var report struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Cases    []struct {
			Name     string `xml:"name,attr"`
			Problems []struct {
				Text string `xml:",chardata"`
			} `xml:"failure"`
		} `xml:"testsuite>testcase"`
	}
	if err != nil || xml.Unmarshal(content, &report) != nil || report.Tests != 13 || report.Failures != 1 || len(report.Cases) != 13 || strings.Contains(string(content), "hush") {
		t.Fatalf("%v: %s", err, content)
	}
	for _, c := range report.Cases {
		if failed := len(c.Problems) > 0; failed != (c.Name == "missing-signature") ||
			failed && (!strings.HasPrefix(c.Problems[0].Text, "step: ") || !strings.Contains(c.Problems[0].Text, "again: winkterm webhooks check URL --rule missing-signature")) {
			t.Errorf("%+v", c)
		}
	}
}

func TestVerdictsAsJSON(t *testing.T) {
	t.Parallel()
	address := graded(t, true)
	code, out, _ := run(t, nil, "webhooks", "check", address, "--json", "--rule", "duplicate", "--rule", "missing-signature")
	var got struct {
		SchemaVersion int
		Host          string
		Counts        map[grade.Verdict]int
		Rules         []grade.Result
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != ExitAssertion || got.SchemaVersion != 1 || "http://"+got.Host != address ||
		got.Counts[grade.Failed] != 1 || got.Counts[grade.Passed] != 1 || len(got.Rules) != 2 || got.Rules[1].Verdict != grade.Failed || got.Rules[1].Got == "" {
		t.Errorf("exit %d, %v, %s", code, err, out)
	}
}

func TestTheRulesAreListed(t *testing.T) {
	t.Parallel()
	code, out, _ := run(t, nil, "webhooks", "check", "--list")
	asJSON, list, _ := run(t, nil, "webhooks", "check", "--list", "--json")
	var rules []grade.Rule
	if err := unmarshalLines(list, &rules); err != nil || code != ExitOK || asJSON != ExitOK || len(rules) != len(grade.Rules()) {
		t.Errorf("exit %d, %d, %v, %s", code, asJSON, err, list)
	}
	for _, r := range grade.Rules() {
		if !strings.Contains(out, "  "+r.Name+" ") {
			t.Errorf("no %s in %s", r.Name, out)
		}
	}
}

func TestWhatIsNotChecked(t *testing.T) {
	t.Parallel()
	const fine = "http://localhost:1/hook"
	for _, c := range []struct {
		want string
		args []string
	}{
		{"wants one address", nil},
		{"wants one address", []string{fine, "--list"}},
		{"the nearest is duplicate", []string{fine, "--rule", "duplicates"}},
		{"over https", []string{"http://example.test/"}},
		{"--timeout", []string{fine, "--timeout", "0s"}},
		{"--junit", []string{fine, "--junit", "-"}},
		{"none of that name", []string{fine, "--secret-env", "hush"}},
	} {
		code, out, errText := run(t, nil, append([]string{"webhooks", "check"}, c.args...)...)
		if code != ExitUsage || out != "" || !strings.Contains(errText, c.want) || strings.Contains(errText, "hush") {
			t.Errorf("%q: exit %d, %q, %q", c.args, code, out, errText)
		}
	}
	if code, out, errText := run(t, nil, "webhooks", "check", fine); code != ExitNetwork || out != "" || !strings.Contains(errText, "cannot be reached") {
		t.Errorf("nobody: exit %d, %q, %q", code, out, errText)
	}
}

// TestTheSecretOfACheck is used and shown nowhere; a terminal without signs gets none.
func TestTheSecretOfACheck(t *testing.T) {
	t.Parallel()
	h := newHook(t, 200, "")
	h.secret = "very-hush"
	env := map[string]string{"HOOK_SECRET": "very-hush", "TERM": "vt100"}
	code, out, errText := run(t, env, "webhooks", "check", h.URL, "--secret-env", "HOOK_SECRET", "--rule", "events")
	if code != ExitOK || strings.Contains(out+errText, "hush") || !strings.HasPrefix(out, "  v events") || len(h.events) != 37 {
		t.Errorf("exit %d, %q, %q", code, out, errText)
	}
}

func TestWebhooksAreCompleted(t *testing.T) {
	t.Parallel()
	for want, args := range map[string][]string{
		"RECORD_COMPLETED\n": {"send", ""}, "unknown-type\t": {"check", "--rule", ""}, "ALL_EVENTS\n": {"create", "--type", ""},
	} {
		if code, out, _ := run(t, nil, append([]string{"__complete", "webhooks"}, args...)...); code != ExitOK || !strings.Contains(out, want) {
			t.Errorf("%q: exit %d, %s", args, code, out)
		}
	}
}
