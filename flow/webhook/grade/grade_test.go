package grade_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"winkterm/api/webhook"
	"winkterm/api/webhook/post"
	"winkterm/api/wire"
	"winkterm/flow/webhook/grade"
)

const secret wire.Secret = "hush-hush"

// handler is one that does everything right, but for what a test has it do.
type handler struct {
	// verify says whether a signature is right.
	verify func(body []byte, signature string) bool
	// first is asked before anything else; a status other than 0 is the answer.
	first func(h *handler, e wire.Event, r *http.Request) int
	// answer is the body of an answer.
	answer []byte
	// strict has it refuse fields that it does not know.
	strict bool
	// slow is how long each answer takes on the clock.
	slow time.Duration

	mu   sync.Mutex
	now  time.Time
	seen []wire.Event
	two  chan struct{}
}

func (h *handler) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	var e wire.Event
	_ = json.Unmarshal(body, &e) // of what was spoilt the signature is wrong
	status := 0
	if h.first != nil {
		status = h.first(h, e, r)
	}
	if status == 0 && !h.verify(body, r.Header.Get("Smile-Signature")) {
		status = http.StatusUnauthorized
	}
	if status == 0 && h.strict {
		known := json.NewDecoder(bytes.NewReader(body))
		if known.DisallowUnknownFields(); known.Decode(&e) != nil {
			status = http.StatusBadRequest
		}
	}
	h.mu.Lock()
	h.now = h.now.Add(h.slow)
	h.seen = append(h.seen, e)
	h.mu.Unlock()
	if status/100 == 3 {
		w.Header().Set("Location", "/login")
	}
	w.WriteHeader(cmp.Or(status, http.StatusOK))
	_, _ = w.Write(h.answer)
}

// had says whether an event was there for which something is so.
func (h *handler) had(is func(wire.Event) bool) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.ContainsFunc(h.seen, is)
}

func verify(body []byte, signature string) bool { return webhook.Verify(secret, body, signature) }

// graded gives the verdicts of a handler.
func graded(t *testing.T, h *handler, names ...string) (results []grade.Result, err error) {
	t.Helper()
	if h.verify == nil {
		h.verify = verify
	}
	h.now, h.two = time.Date(2026, 1, 15, 9, 0, 0, 0, time.UTC), make(chan struct{}, 10)
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	ids := 0
	var mu sync.Mutex
	err = grade.Run(t.Context(), grade.Config{
		Address: s.URL + "/hook", Secret: secret, Timeout: time.Minute, Now: h.clock,
		NewID:  func() string { mu.Lock(); defer mu.Unlock(); ids++; return fmt.Sprint("et-", ids) },
		Report: func(r grade.Result) { results = append(results, r) },
	}, names...)
	return results, err
}

// with lists the rules of a verdict.
func with(results []grade.Result, v grade.Verdict) (names []string) {
	for _, r := range results {
		if r.Verdict == v {
			names = append(names, r.Name)
		}
	}
	return names
}

func TestAGoodHandlerPassesAllRules(t *testing.T) {
	t.Parallel()
	h := &handler{}
	results, err := graded(t, h)
	if err != nil || len(results) != len(grade.Rules()) || len(with(results, grade.Passed)) != len(results) {
		t.Errorf("%v, %d results, failed %v, warned %v", err, len(results), with(results, grade.Failed), with(results, grade.Warned))
	}
	if results[0].Got != "37 of 37" {
		t.Errorf("the first got %q", results[0].Got)
	}
	for _, e := range h.seen {
		if !strings.Contains(fmt.Sprintf("%+v %+v", e, e.Data.Session), "check-") && e.Data.VerificationID == "" && e.Data.RecordID == "" {
			t.Errorf("whose is %+v", e)
		}
	}
}

// TestWhatIsSent counts the deliveries of each rule but the first, whose events have all
// kinds of ids.
func TestWhatIsSent(t *testing.T) {
	t.Parallel()
	h := &handler{}
	if _, err := graded(t, h); err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, e := range h.seen {
		got[strings.TrimPrefix(e.Data.UserID, "tenant-check-")]++
	}
	for rule, want := range map[string]int{
		"in-time": 3, "duplicate": 2, "wrong-signature": 2, "missing-signature": 1, "changed-body": 2, "out-of-order": 2,
		"unknown-type": 1, "unknown-fields": 1, "large-payload": 1, "concurrent": 10, "no-redirect": 2, "short-answer": 3,
	} {
		if got[rule] != want {
			t.Errorf("%s sends %d", rule, got[rule])
		}
	}
	if !h.had(func(e wire.Event) bool { return e.Data.AccountID == "not-a-check-changed-body" }) {
		t.Error("no body has another account")
	}
}

// TestManyMistakesAreNotAllNamed: the rest is counted.
func TestManyMistakesAreNotAllNamed(t *testing.T) {
	t.Parallel()
	results, err := graded(t, &handler{first: func(*handler, wire.Event, *http.Request) int { return 400 }}, "events")
	if want := "USER_CREATED: 400 Bad Request, ACCOUNT_CREATED: 400 Bad Request, ACCOUNT_CONNECTED: 400 Bad Request, and 34 more"; err != nil || results[0].Got != want {
		t.Errorf("%v, %+v", err, results)
	}
}

func status(is bool, n int) int {
	if is {
		return n
	}
	return 0
}

// broken are handlers that break one rule each.
var broken = map[string]struct {
	handler *handler
	got     string
}{
	"events":  {&handler{first: func(_ *handler, e wire.Event, _ *http.Request) int { return status(e.Type == "RECORD_COMPLETED", 422) }}, "RECORD_COMPLETED: 422 Unprocessable Entity"},
	"in-time": {&handler{slow: 11 * time.Second}, "the slowest took 11s"},
	"duplicate": {&handler{first: func(h *handler, e wire.Event, _ *http.Request) int {
		return status(h.had(func(other wire.Event) bool { return other.ID == e.ID }), 409)
	}}, "ACCOUNT_CONNECTED: 409 Conflict"},
	"wrong-signature": {&handler{verify: func(body []byte, signature string) bool {
		return len(signature) > 16 && strings.HasPrefix(webhook.Sign(secret, body), signature[:16])
	}}, "one with a wrong last digit: 200 OK"},
	"missing-signature": {&handler{verify: func(body []byte, signature string) bool { return signature == "" || verify(body, signature) }}, "one without signature: 200 OK"},
	"changed-body": {&handler{verify: func(body []byte, signature string) bool {
		var again bytes.Buffer
		return json.Compact(&again, body) == nil && verify(again.Bytes(), signature)
	}}, "a blank more: 200 OK"},
	"out-of-order": {&handler{first: func(h *handler, e wire.Event, _ *http.Request) int {
		return status(h.had(func(other wire.Event) bool { return other.CreatedAt.After(e.CreatedAt) }), 409)
	}}, "ACCOUNT_CREATED: 409 Conflict"},
	"unknown-type": {&handler{first: func(_ *handler, e wire.Event, _ *http.Request) int {
		return status(!slices.Contains(wire.WebhookEventTypes(), e.Type), 400)
	}}, "ACCOUNT_RENAMED: 400 Bad Request"},
	"unknown-fields": {&handler{strict: true}, "one with new fields: 400 Bad Request"},
	"large-payload":  {&handler{first: func(_ *handler, _ wire.Event, r *http.Request) int { return status(r.ContentLength > 1<<16, 413) }}, "TASK_FINISHED: 413 Request Entity Too Large"},
	"concurrent":     {&handler{first: inTurn}, "INCOMES_ADDED: 503 Service Unavailable"},
	"no-redirect": {&handler{first: func(_ *handler, _ wire.Event, r *http.Request) int {
		return status(r.Header.Get("Smile-Signature") == "", 302)
	}}, "one without signature: 302 Found"},
	"short-answer": {&handler{answer: make([]byte, post.BodyMax+1)}, "with more than 64 KiB"},
}

// inTurn refuses what comes at once but for the first, which waits until there was another.
func inTurn(h *handler, e wire.Event, _ *http.Request) int {
	if !strings.Contains(e.Data.UserID, "concurrent") {
		return 0
	}
	h.mu.Lock()
	h.seen = append(h.seen, e)
	n := 0
	for _, other := range h.seen {
		if other.Data.UserID == e.Data.UserID {
			n++
		}
	}
	h.mu.Unlock()
	if n > 1 {
		h.two <- struct{}{}
		return 503
	}
	<-h.two
	return 0
}

func TestEachRuleFindsItsHandler(t *testing.T) {
	t.Parallel()
	for _, rule := range grade.Rules() {
		t.Run(rule.Name, func(t *testing.T) {
			t.Parallel()
			b, there := broken[rule.Name]
			if !there {
				t.Fatal("no handler breaks it")
			}
			results, err := graded(t, b.handler)
			failed := with(results, grade.Failed)
			if err != nil || !slices.Equal(failed, []string{rule.Name}) {
				t.Fatalf("%v, failed %q", err, failed)
			}
			i := slices.IndexFunc(results, func(r grade.Result) bool { return r.Name == rule.Name })
			if got := results[i].Got; !strings.Contains(got, b.got) {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestAHandlerMayBeBetter(t *testing.T) {
	t.Parallel()
	results, err := graded(t, &handler{slow: 4 * time.Second})
	if warned := with(results, grade.Warned); err != nil || !slices.Equal(warned, []string{"in-time"}) || len(with(results, grade.Failed)) > 0 {
		t.Errorf("slow: %v, %q", err, warned)
	}
	results, err = graded(t, &handler{first: broken["no-redirect"].handler.first})
	if warned := with(results, grade.Warned); err != nil || !slices.Equal(warned, []string{"missing-signature"}) {
		t.Errorf("redirecting: %v, %q", err, warned)
	}
}

func TestSomeRules(t *testing.T) {
	t.Parallel()
	results, err := graded(t, &handler{}, "short-answer", "duplicate")
	if names := with(results, grade.Passed); err != nil || !slices.Equal(names, []string{"duplicate", "short-answer"}) {
		t.Errorf("%v, %q", err, names)
	}
}

// TestAHandlerThatDoesNotAnswer is given up: at once where nobody is there, and after two
// rules where the time is over.
func TestAHandlerThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	var requests atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		_, _ = io.ReadAll(r.Body)
		<-r.Context().Done()
	}))
	t.Cleanup(s.Close)
	n := 0
	c := grade.Config{
		Address: s.URL, Secret: secret, Timeout: time.Millisecond, Now: func() time.Time { return time.Unix(0, 0) },
		NewID: func() string { return "et-1" }, Report: func(grade.Result) { n++ },
	}
	if err := grade.Run(t.Context(), c); !errors.Is(err, context.DeadlineExceeded) || n != 1 || requests.Load() > 2 {
		t.Errorf("silent: %v, %d results, %d deliveries", err, n, requests.Load())
	}
	gone := httptest.NewServer(nil)
	gone.Close()
	c.Address, c.Timeout, n = gone.URL, time.Minute, 0
	unreachable := new(post.UnreachableError)
	if err := grade.Run(t.Context(), c); !errors.As(err, &unreachable) || n != 0 {
		t.Errorf("nobody: %v, %d results", err, n)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := grade.Run(ended, c); !errors.Is(err, context.Canceled) || n != 0 {
		t.Errorf("cancelled: %v, %d results", err, n)
	}
}

// TestOneTypeThatBreaksTheConnection fails a rule, and not the whole.
func TestOneTypeThatBreaksTheConnection(t *testing.T) {
	t.Parallel()
	results, err := graded(t, &handler{first: func(_ *handler, e wire.Event, _ *http.Request) int {
		if e.Type == "ARCHIVE_FAILED" {
			panic(http.ErrAbortHandler)
		}
		return 0
	}})
	if failed := with(results, grade.Failed); err != nil || !slices.Equal(failed, []string{"events"}) || !strings.Contains(results[0].Got, "ARCHIVE_FAILED") {
		t.Errorf("%v, %q", err, failed)
	}
}
