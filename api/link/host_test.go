package link_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
	"go.uber.org/goleak"

	"winkterm/api"
	"winkterm/api/link"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	linkToken  = "link-token-for-tests"
	sessionKey = "session-key-for-tests"
)

// step is one call that a test expects.
type step struct {
	// want is "METHOD /path?query", bearer the token that must sign it, body
	// what it must carry.
	want, bearer, body string
	status             int
	answer             string
}

// host speaks the contract to the letter: what is asked of it and what it
// answers must fit openapi.yaml, and the steps must come in their order.
type host struct {
	t     *testing.T
	steps []step
	paths routers.Router
	mu    sync.Mutex
	next  int
}

func document(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromFile("openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// serve starts a host and gives a client of it.
func serve(t *testing.T, steps ...step) *link.Client {
	t.Helper()
	h := &host{t: t, steps: steps}
	server := httptest.NewServer(h)
	doc := document(t)
	doc.Servers = openapi3.Servers{{URL: server.URL + "/link/v1"}}
	paths, err := legacy.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	h.paths = paths
	t.Cleanup(func() {
		server.Close()
		if h.next < len(steps) {
			t.Errorf("%d of %d expected calls were made", h.next, len(steps))
		}
	})
	client, err := link.New(link.Config{BaseURL: server.URL + "/link/v1", BaseURLName: "LINK_API_HOST", HTTP: server.Client()})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	got := r.Method + " " + strings.TrimPrefix(r.URL.RequestURI(), "/link/v1")
	if h.next >= len(h.steps) || h.steps[h.next].want != got {
		h.t.Errorf("call %d is %s, which the test does not expect", h.next+1, got)
		w.WriteHeader(http.StatusTeapot)
		return
	}
	s := h.steps[h.next]
	h.next++
	body, _ := io.ReadAll(r.Body)
	if auth := r.Header.Get("Authorization"); auth != "Bearer "+s.bearer || string(body) != s.body {
		h.t.Errorf("%s: signed %q with body %s, want %q and %s", got, auth, body, s.bearer, s.body)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	h.check(r, s)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(s.status)
	_, _ = io.WriteString(w, s.answer)
}

// check holds the call and its answer against the document.
func (h *host) check(r *http.Request, s step) {
	r.URL.Scheme, r.URL.Host = "http", r.Host
	route, params, err := h.paths.FindRoute(r)
	if err != nil {
		h.t.Errorf("%s is not in the document: %v", s.want, err)
		return
	}
	options := &openapi3filter.Options{AuthenticationFunc: signed}
	request := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route, Options: options}
	if err := openapi3filter.ValidateRequest(r.Context(), request); err != nil {
		h.t.Errorf("%s does not fit the document: %v", s.want, err)
	}
	response := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: request, Status: s.status, Options: options,
		Header: http.Header{"Content-Type": {"application/json"}},
	}
	response.SetBodyBytes([]byte(s.answer))
	if err := openapi3filter.ValidateResponse(r.Context(), response); err != nil {
		h.t.Errorf("the answer to %s does not fit the document: %v", s.want, err)
	}
}

// signed wants the scheme that the document names for the call.
func signed(_ context.Context, input *openapi3filter.AuthenticationInput) error {
	want := "Bearer " + sessionKey
	if input.SecuritySchemeName == "linkToken" {
		want = "Bearer " + linkToken
	}
	if input.RequestValidationInput.Request.Header.Get("Authorization") != want {
		return errors.New("not signed for " + input.SecuritySchemeName)
	}
	return nil
}

func ok(data string) string {
	return `{"code":"OK","message":"Success","requestId":"req-1","data":` + data + `}`
}

func fault(code string) string {
	return `{"code":"` + code + `","message":"said so","requestId":"req-1"}`
}

// opening is the step that opens a session.
func opening() step {
	return step{"POST /sessions", linkToken, `{"options":{"providers":["sss_ph"],"enableUpload":false}}`, 201, ok(
		`{"sessionKey":"` + sessionKey + `","userId":"u","mode":"SANDBOX","expiresAt":"2026-01-01T05:00:00Z",` +
			`"template":{"id":"wtpl-1","companyName":"Acme"}}`)}
}

func wantKind(t *testing.T, err error, kind api.Kind) {
	t.Helper()
	if got, _ := api.KindOf(err); got != kind {
		t.Errorf("got %q (%v), want %q", got, err, kind)
	}
}
