package inspector_test

import (
	"strings"
	"testing"

	"winkterm/flow/journal"
)

func TestFilterTakesSeveralWordsAndSearchesBodies(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"mfa account":            "AWAITING_MFA|POST /accounts/a-17bb0c52/mfa|ERROR INVALID_MFA",
		"MFA 503":                "POST /accounts/a-17bb0c52/mfa",
		"ssNumber option":        "POST /accounts 201", // in the request's body
		"\"errorCode\":null":     "POST /accounts 201", // in the response's body
		"application/json key_1": "POST /accounts 201", // in headers
		"reason error":           "onClose",
		"note dropped":           "late answer",
		"nothing 503":            "",
		"4.589 invalid":          "ERROR INVALID_MFA",
	} {
		m := fed(story()...)
		press(m, "/")
		for _, r := range words {
			press(m, string(r))
		}
		got := screenOf(m, 110, 30)
		rows := strings.Count(strings.Join(strings.Split(got, "\n")[1:28], "\n"), "00:")
		if texts := strings.Split(want, "|"); want != "" && len(texts) != rows || want == "" && rows != 0 {
			t.Errorf("%q lets %d rows through:\n%s", words, rows, got)
		} else {
			for _, text := range texts {
				if !strings.Contains(got, text) {
					t.Errorf("%q does not let %q through:\n%s", words, text, got)
				}
			}
		}
	}
}

// band is the line of the hit that was found last.
func band(m *model) string {
	for _, line := range strings.Split(m.View(100, 14, true), "\n") {
		if strings.Contains(line, "\x1b[48") || strings.Contains(line, ";48;") {
			return line
		}
	}
	return ""
}

func TestNAndShiftNGoFromHitToHit(t *testing.T) {
	t.Parallel()
	m := fed(story()...)
	press(m, "n", "N") // there is no filter
	wantSeen(t, m, "↓ 11/11", true)
	press(m, "/", "s", "s", "n", "u", "m", "enter", "home", "enter")
	for _, step := range []struct{ key, want string }{
		{"", `"option": "ssNumber"`}, {"n", `"ssNumber": "[SECRET_1]"`}, {"n", `"ssNumber": "[SECRET_1]"`},
		{"N", `"option": "ssNumber"`}, {"N", `"option": "ssNumber"`},
	} {
		if step.key != "" {
			press(m, step.key)
		}
		if got := band(m); !strings.Contains(got, strings.Split(step.want, `"`)[1]) || !strings.Contains(got, strings.Split(step.want, `"`)[3]) {
			t.Errorf("after %q the hit is %q, want %s:\n%s", step.key, got, step.want, screenOf(m, 100, 14))
		}
	}
	press(m, "esc", "/", "esc", "/", "m", "f", "a", "enter", "home", "enter")
	wantSeen(t, m, "record   9", true)
	press(m, "n", "n") // its title, then what it went to; then the next record
	wantSeen(t, m, "record     10", true)
	press(m, "N", "N", "N")
	wantSeen(t, m, "record   9", true)
	press(m, "esc", "home", "n")
	wantSeen(t, m, "2/3", true)
	press(m, "n", "n", "n", "N")
	wantSeen(t, m, "2/3", true)
}

func TestAnOpenRecordIsSearched(t *testing.T) {
	t.Parallel()
	m := fed(story()...)
	choose(t, m, "POST /accounts 201")
	m.View(100, 14, true)
	press(m, "enter", "/", "e", "r", "r", "o", "r", "c", "enter")
	if got := band(m); !m.Open() || !strings.Contains(got, "errorCode") {
		t.Errorf("the hit is %q:\n%s", got, screenOf(m, 100, 14))
	}
}

func TestAKeptFilterIsSeen(t *testing.T) {
	t.Parallel()
	m := fed(story()...)
	press(m, "/", "m", "f", "a")
	wantSeen(t, m, "only what has", false)
	press(m, "enter")
	wantSeen(t, m, "only what has: mfa", true)
	press(m, "enter")
	wantSeen(t, m, "only what has: mfa", true) // in a record too
	press(m, "esc", "right")
	wantSeen(t, m, "only what has: mfa", true)
	press(m, "/", "esc")
	wantSeen(t, m, "only what has", false)
}

func TestClosingARecordGoesOnFollowing(t *testing.T) {
	t.Parallel()
	m := fed(notes(1, 50)...)
	press(m, "enter")
	m.Feed(notes(51, 25))
	wantSeen(t, m, "number 50.", true)
	press(m, "esc")
	wantSeen(t, m, "number 75.", true)
	m.Feed(notes(76, 1))
	wantSeen(t, m, "number 76.", true)
	press(m, "up", "up", "enter", "esc")
	m.Feed(notes(77, 20))
	wantSeen(t, m, "number 74.", true)
	wantSeen(t, m, "number 96.", false)
}

// Long values cut no verdict, status or key, and ids keep both ends.
func TestLongValuesCutNoVerdict(t *testing.T) {
	t.Parallel()
	id := "a-17bbf36498de4d68a0d4f86c7b62f69f"
	path := "/tenants/of-a-very-long-name-without-any-digit/accounts/" + id + "/payslips/" + id
	call := journal.HTTP{
		API: "link", Method: "GET", URL: "http://127.0.0.1:41001/link/v1" + path, Path: path, Status: 503, Code: "SERVER_UNAVAILABLE",
		RequestID: "5b79399a-6852-4234-bb0e-ad472648282d", Attempt: 3, Err: strings.Repeat("no route to host ", 9),
	}
	none := call
	none.Method, none.Status = "POST", 0
	records := []journal.Record{
		{Lane: journal.LaneHTTP, Kind: "GET " + path, Data: call},
		{Lane: journal.LaneHTTP, Kind: "POST " + path, Data: none},
		{Lane: journal.LaneStatus, Kind: "ERROR", Data: journal.Status{Subject: "account", ID: id, From: "AWAITING_MFA", To: "ERROR", ErrorCode: "UNSUPPORTED_MFA_METHOD", Since: 1 << 50}},
		{Lane: journal.LaneStatus, Kind: "ERROR", Data: journal.Status{Subject: "archive", ID: id, From: "STARTED", To: "ERROR", ErrorCode: "MISSING_MANDATORY_FIELD", Since: 1 << 50}},
		{Lane: journal.LaneCallback, Kind: "onAccountError", Data: journal.Callback{Name: "onAccountError", Source: journal.SourceWidget, Args: journal.Text(`{"accountId":"` + id + `","providerId":"` + id + `","errorCode":"UNSUPPORTED_AUTH_TYPE"}`)}},
		{Lane: journal.LaneCallback, Kind: "onUIEvent", Data: journal.Callback{Name: "onUIEvent", Args: journal.Text(`{"eventName":"EmployerSurveyPageOpened","account":{"accountId":"` + id + `"}}`)}},
		{Lane: journal.LaneScreen, Kind: "ArchiveSuccessPageOpened", Data: journal.Screen{Page: "ArchiveSuccess", Event: "ArchiveSuccessPageOpened", AccountID: id, ProviderID: id}},
	}
	for i := range records {
		records[i].At = start.Add(1 << 41)
	}
	for _, size := range [][2]int{{64, 36}, {76, 20}, {56, 14}} { // of the lanes at 120×40, 80×24, 60×18
		m := fed(records...)
		got := screenOf(m, size[0], size[1])
		for _, want := range []string{
			" 503", " no answer", "✗ ERROR UNSUPPORTED_MFA_METHOD", "archive ✗ ERROR MISSING_MANDATORY_FIELD",
			"UNSUPPORTED_AUTH_TYPE", "EmployerSurveyPageOpened", "ArchiveSuccessPageOpened",
		} {
			if !strings.Contains(got, want) {
				t.Errorf("at %d columns %q is cut:\n%s", size[0], want, got)
			}
		}
		for _, line := range strings.Split(got, "\n")[1:] {
			if line = strings.TrimRight(line, " "); strings.HasSuffix(line, "…") && !strings.Contains(line, "no route") {
				t.Errorf("at %d columns the end of a row is cut: %q", size[0], line)
			}
		}
		press(m, "home", "enter")
		m.View(size[0], 44, true)
		whole := screenOf(m, size[0], 44)
		if m.Boxed() { // what is behind it is cut as ever
			var inside []string
			for _, line := range strings.Split(whole, "\n") {
				if _, rest, ok := strings.Cut(line, "│"); ok {
					inside = append(inside, strings.TrimSpace(rest[:strings.LastIndex(rest, "│")]))
				}
			}
			whole = strings.Join(inside, "\n")
		}
		if strings.Contains(whole, "…") || !strings.Contains(strings.ReplaceAll(whole, "\n", ""), call.RequestID) {
			t.Errorf("at %d columns the open record is cut:\n%s", size[0], whole)
		}
	}
}
