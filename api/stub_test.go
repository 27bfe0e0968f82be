package api_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"winkterm/api"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// step is one call that a test expects, with its answer.
type step struct {
	// want is "METHOD /path?query".
	want   string
	answer http.HandlerFunc
}

// stub serves the steps in their order. It fails the test on a call that is not
// the next one, and on steps that nobody called.
func stub(t *testing.T, steps ...step) *httptest.Server {
	t.Helper()
	var mu sync.Mutex
	next := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		n := next
		next++
		mu.Unlock()
		got := r.Method + " " + r.URL.RequestURI()
		if n >= len(steps) || steps[n].want != got {
			t.Errorf("call %d is %s, which the test does not expect", n+1, got)
			w.WriteHeader(http.StatusTeapot)
			return
		}
		steps[n].answer(w, r)
	}))
	t.Cleanup(func() {
		server.Close()
		if next < len(steps) {
			t.Errorf("%d of %d expected calls were made", next, len(steps))
		}
	})
	return server
}

// reply answers with a status and a body.
func reply(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// envelope answers with a code and data, as the API does.
func envelope(status int, code, data string) http.HandlerFunc {
	return reply(status, fmt.Sprintf(`{"code":%q,"message":"said so","requestId":"req-1","data":%s}`, code, data))
}

// with sets a header before the answer.
func with(name, value string, then http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(name, value)
		then(w, r)
	}
}

// hijack takes the connection, writes raw bytes and closes it.
func hijack(t *testing.T, raw string) http.HandlerFunc {
	t.Helper()
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = io.WriteString(conn, raw)
		_ = conn.Close()
	}
}

// start is where a fakeClock begins.
var start = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// fakeClock goes forward by what is slept, at once.
type fakeClock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func newFakeClock() *fakeClock { return &fakeClock{now: start} }

func (c *fakeClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *fakeClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.slept = append(c.slept, d)
	c.now = c.now.Add(d)
	return ctx.Err()
}

func (c *fakeClock) sleeps() []time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]time.Duration(nil), c.slept...)
}

// client makes a client of the server, with a path in its base URL.
func client(t *testing.T, server *httptest.Server, change ...func(*api.Config)) *api.Client {
	t.Helper()
	cfg := api.Config{
		BaseURL: server.URL + "/v1", BaseURLName: "OPEN_API_HOST",
		Key: testKey, Secret: testSecret, HTTP: server.Client(), Clock: newFakeClock(),
	}
	for _, c := range change {
		c(&cfg)
	}
	c, err := api.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const (
	testKey    = "key-for-tests-4711"
	testSecret = "secret-for-tests-0815"
)

// anything is a host of one answer, whatever it is asked.
func anything(t *testing.T, answer http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	return server
}
