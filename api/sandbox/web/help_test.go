package web_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// now is the clock of all servers here.
func now() time.Time { return time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC) }

// fixture is a server, and what it has written down.
type fixture struct {
	web.Server
	log     bytes.Buffer
	flushed error
	noted   []wire.SandboxRequest
}

func newFixture() *fixture {
	f := new(fixture)
	ids := 0
	f.Server = web.Server{
		Now: now, Flush: func() error { return f.flushed }, Log: slog.New(slog.NewTextHandler(&f.log, nil)),
		NewID: func() string { ids++; return fmt.Sprint("r-", ids) },
	}
	return f
}

// handler serves routes, /open to pages of any origin.
func (f *fixture) handler(routes ...web.Route) http.Handler {
	files := map[string]http.Handler{"/file": http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("file")) })}
	all := f.Handler(routes, files, func(c *web.Call) { f.Send(c.W, f.Answer(c)) })
	return f.Watch(now, func(r wire.SandboxRequest) { f.noted = append(f.noted, r) }, web.CrossOrigin(all, "/open/"))
}

// reply is what came back.
type reply struct {
	*httptest.ResponseRecorder
	wire.Envelope[any]
}

// send calls with headers, each a name and a value.
func send(t *testing.T, h http.Handler, method, target, body string, headers ...string) reply {
	t.Helper()
	req := httptest.NewRequest(method, target, strings.NewReader(body))
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	r := reply{ResponseRecorder: httptest.NewRecorder()}
	h.ServeHTTP(r.ResponseRecorder, req)
	_ = json.Unmarshal(r.Body.Bytes(), &r.Envelope) // a preflight and a file have none
	return r
}

func (r reply) want(t *testing.T, status int, code wire.Code, says string) {
	t.Helper()
	if r.ResponseRecorder.Code != status || r.Envelope.Code != code || !strings.Contains(r.Message, says) {
		t.Errorf("got %d %s %q, want %d %s %q", r.ResponseRecorder.Code, r.Envelope.Code, r.Message, status, code, says)
	}
}

// refused wants an error to be a refusal of that status, whose message says so.
func refused(t *testing.T, err error, status int, says string) {
	t.Helper()
	var no *web.Refused
	if !errors.As(err, &no) || no.Status != status || !strings.Contains(no.Message, says) {
		t.Errorf("got %v, want %d with %q", err, status, says)
	}
}

// ask makes a call with a body.
func ask(method, target, body string) *web.Call {
	req := httptest.NewRequest(method, target, strings.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	return &web.Call{W: httptest.NewRecorder(), R: req}
}

func give(data any, err error) web.Operation {
	return func(*web.Call) (any, error) { return data, err }
}
