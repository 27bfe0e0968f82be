package cli

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"winkterm/api/sandbox"
	"winkterm/api/webhook"
	"winkterm/api/webhook/post"
	"winkterm/api/wire"
)

// hook is a loud handler of webhooks: it wants POSTs of signed events and nothing else.
type hook struct {
	*httptest.Server
	secret wire.Secret
	status int
	answer string

	mu     sync.Mutex
	events []wire.Event
}

func newHook(t *testing.T, status int, answer string) *hook {
	t.Helper()
	h := &hook{secret: sandbox.ReceiveSecret, status: status, answer: answer}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		var e wire.Event
		if json.Unmarshal(body, &e) != nil || err != nil || r.Method != http.MethodPost || r.Header.Get("Authorization") != "" {
			t.Errorf("%s %s %s %v", r.Method, r.URL, body, r.Header)
		}
		if !webhook.Verify(h.secret, body, r.Header.Get(webhook.SignatureHeader)) {
			t.Errorf("the signature is not that of %s", body)
		}
		h.mu.Lock()
		h.events = append(h.events, e)
		h.mu.Unlock()
		w.WriteHeader(h.status)
		_, _ = io.WriteString(w, h.answer)
	}))
	t.Cleanup(h.Close)
	return h
}

func TestAnEventIsSent(t *testing.T) {
	t.Parallel()
	h := newHook(t, 202, "thank\x1b[31ms\nand again")
	code, out, errText := run(t, nil, "webhooks", "send", "account_connected", h.URL+"/hook", "--set", "data.accountId=a-7", "--set", "data.providers.1=upwork", "--id", "et-7")
	if code != ExitOK || errText != "" || !strings.HasPrefix(out, "202 Accepted  ") || !strings.Contains(out, "ACCOUNT_CONNECTED et-7\n  thanks\n  and again\n") {
		t.Errorf("exit %d, %q, %q", code, out, errText)
	}
	if e := h.events[0]; len(h.events) != 1 || e.ID != "et-7" || e.Type != "ACCOUNT_CONNECTED" || e.Data.AccountID != "a-7" || strings.Join(e.Data.Providers, " ") != "sss_ph upwork" {
		t.Errorf("%+v", h.events)
	}
}

func TestManyEventsHaveIdsOfTheirOwn(t *testing.T) {
	t.Parallel()
	h := newHook(t, 200, "")
	code, out, _ := run(t, nil, "webhooks", "send", "USER_CREATED", h.URL, "--count", "3", "--json")
	ids := map[string]bool{}
	for line := range strings.Lines(out) {
		var sent struct {
			SchemaVersion, Status int
			ID, Type              string
		}
		if err := json.Unmarshal([]byte(line), &sent); err != nil || sent.SchemaVersion != 1 || sent.Status != 200 || sent.Type != "USER_CREATED" {
			t.Errorf("%q: %v", line, err)
		}
		ids[sent.ID] = true
	}
	if code != ExitOK || len(ids) != 3 || len(h.events) != 3 {
		t.Errorf("exit %d, %v", code, ids)
	}
}

// TestHowASendEnds by what the handler answers.
func TestHowASendEnds(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]int{204: ExitOK, 302: ExitAssertion, 401: ExitAssertion, 500: ExitAssertion} {
		h := newHook(t, status, "")
		code, out, errText := run(t, nil, "webhooks", "send", "USER_CREATED", h.URL)
		if code != want || (errText == "") != (want == ExitOK) || !strings.HasPrefix(out, post.Answer{Status: status}.String()) {
			t.Errorf("%d: exit %d, %q, %q", status, code, out, errText)
		}
	}
	h := newHook(t, 200, "")
	h.Close()
	if code, out, errText := run(t, nil, "webhooks", "send", "USER_CREATED", h.URL); code != ExitNetwork || out != "" || !strings.Contains(errText, "cannot be reached") {
		t.Errorf("exit %d, %q, %q", code, out, errText)
	}
	silent := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { _, _ = io.ReadAll(r.Body); <-r.Context().Done() }))
	t.Cleanup(silent.Close)
	if code, _, errText := run(t, nil, "webhooks", "send", "USER_CREATED", silent.URL, "--timeout", "1ms"); code != ExitTimedOut || !strings.Contains(errText, "no answer within 1ms") {
		t.Errorf("exit %d, %q", code, errText)
	}
}

func TestALongAnswerIsCut(t *testing.T) {
	t.Parallel()
	h := newHook(t, 200, strings.Repeat("x", 1<<20))
	code, out, _ := run(t, nil, "webhooks", "send", "USER_CREATED", h.URL)
	if code != ExitOK || len(out) > 2*shownMost || !strings.Contains(out, "… and more") {
		t.Errorf("exit %d, %d bytes", code, len(out))
	}
}

func TestWhatIsNotSent(t *testing.T) {
	t.Parallel()
	const fine = "http://localhost:1/hook"
	for _, c := range []struct {
		want string
		args []string
	}{
		{"the nearest is ACCOUNT_CONNECTED", []string{"ACCOUNT_CONNECTE", fine}},
		{"no event type \"ALL_EVENTS\"", []string{"ALL_EVENTS", fine}},
		{"over https", []string{"USER_CREATED", "http://example.test/hook"}},
		{"would be seen", []string{"USER_CREATED", "https://me:pw@example.test/hook"}},
		{"wants a path", []string{"USER_CREATED", fine, "--set", "data.userId"}},
		{"is no path", []string{"USER_CREATED", fine, "--set", "data.*=1"}},
		{"is no path", []string{"USER_CREATED", fine, "--set", "=1"}},
		{"is no path", []string{"USER_CREATED", fine, "--set", "data.#=1"}},
		{"is no path", []string{"ACCOUNT_CREATED", fine, "--set", "data.providers.x=1"}},
		{"none of that name", []string{"USER_CREATED", fine, "--secret-env", "hush"}},
		{"--count", []string{"USER_CREATED", fine, "--count", "0"}},
		{"--timeout", []string{"USER_CREATED", fine, "--timeout", "0s"}},
		{"wants a type and an address", []string{"USER_CREATED"}},
	} {
		code, out, errText := run(t, nil, append([]string{"webhooks", "send"}, c.args...)...)
		if code != ExitUsage || out != "" || !strings.Contains(errText, c.want) || strings.Contains(errText, "hush") || strings.Contains(errText, "me:pw") {
			t.Errorf("%q: exit %d, %q, %q", c.args, code, out, errText)
		}
	}
}

// TestTheSecretIsShownNowhere, while it signs.
func TestTheSecretIsShownNowhere(t *testing.T) {
	t.Parallel()
	h := newHook(t, 200, "")
	h.secret = "very-hush"
	env := map[string]string{"HOOK_SECRET": "very-hush"}
	for _, more := range [][]string{nil, {"--json"}, {"--print"}, {"--print", "--json"}} {
		code, out, errText := run(t, env, append([]string{"webhooks", "send", "USER_CREATED", h.URL, "--secret-env", "HOOK_SECRET"}, more...)...)
		if code != ExitOK || strings.Contains(out+errText, "very-hush") {
			t.Errorf("%q: exit %d, %q, %q", more, code, out, errText)
		}
	}
	if len(h.events) != 2 {
		t.Errorf("%d were sent, and --print sends nothing", len(h.events))
	}
}

// TestThePrintedLineSendsTheSame bytes when a shell runs it.
func TestThePrintedLineSendsTheSame(t *testing.T) {
	t.Parallel()
	h := newHook(t, 200, "")
	code, out, _ := run(t, nil, "webhooks", "send", "ACCOUNT_FAILED", h.URL, "--print", "--set", "data.errorMessage=it's $HOME")
	body, rest, _ := strings.Cut(out, "\n")
	header, line, _ := strings.Cut(rest, "\n")
	signature := strings.TrimPrefix(header, "Smile-Signature: ")
	if code != ExitOK || !webhook.Verify(sandbox.ReceiveSecret, []byte(body), signature) || !strings.HasPrefix(line, "curl ") {
		t.Fatalf("exit %d, %s", code, out)
	}
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("left out: there is no curl")
	}
	if said, err := exec.CommandContext(t.Context(), "sh", "-c", line).CombinedOutput(); err != nil || len(h.events) != 1 || h.events[0].Data.ErrorMessage != "it's $HOME" {
		t.Errorf("%v, %s, %+v", err, said, h.events)
	}
}

func TestAFieldIsSet(t *testing.T) {
	t.Parallel()
	for assignment, want := range map[string]string{
		"data.count=0":          `"data":{"providers":["x"],"count":0,"id":"a"}`,
		"data.id=123":           `"data":{"providers":["x"],"count":2,"id":"123"}`,
		"data.providers=[]":     `"data":{"providers":[],"count":2,"id":"a"}`,
		"data.providers.-1=y=1": `"data":{"providers":["x","y=1"],"count":2,"id":"a"}`,
		"data.more.deep=\"1\"":  `"data":{"providers":["x"],"count":2,"id":"a","more":{"deep":"1"}}`,
		"data.count=not a \"no": `"data":{"providers":["x"],"count":"not a \"no","id":"a"}`,
		"type=NEW":              `"type":"NEW"`,
	} {
		e := wire.Event{Type: "OLD", Data: wire.EventData{Count: new(2), ID: "a", Providers: []string{"x"}}}
		if got, err := eventBody(e, []string{assignment}); err != nil || !strings.Contains(string(got), want) {
			t.Errorf("%s: %s, %v", assignment, got, err)
		}
	}
}
