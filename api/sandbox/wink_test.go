package sandbox

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"winkterm/api/wire"
	"winkterm/assets"
)

// ask sends a request as a page of another origin would.
func (g *guest) ask(method, path string, header ...string) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, path, nil)
	req.Host, req.RemoteAddr = "127.0.0.1:8970", "127.0.0.1:50000"
	req.Header.Set("Origin", "http://host.example.invalid")
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	rec := httptest.NewRecorder()
	g.srv.Handler().ServeHTTP(rec, req)
	return rec
}

// preflight asks whether a page may call.
func (g *guest) preflight(path, method string) *httptest.ResponseRecorder {
	return g.ask("OPTIONS", path, "Access-Control-Request-Method", method, "Access-Control-Request-Headers", "authorization,content-type")
}

func TestTheStandInIsServed(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	for path, want := range map[string]struct {
		kind    string
		content []byte
	}{
		"/wink/v1/smile.v1.js": {"text/javascript; charset=utf-8", assets.WinkScript()},
		"/wink/v2/smile.v2.js": {"text/javascript; charset=utf-8", assets.WinkScript()},
		"/wink/wink.css":       {"text/css; charset=utf-8", assets.WinkStyle()},
	} {
		r := g.ask("GET", path)
		if r.Code != 200 || !bytes.Equal(r.Body.Bytes(), want.content) {
			t.Errorf("%s: %d with %d bytes", path, r.Code, r.Body.Len())
		}
		for name, value := range map[string]string{
			"Content-Type": want.kind, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
			"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin",
		} {
			if got := r.Header().Get(name); got != value {
				t.Errorf("%s: %s %q, want %q", path, name, got, value)
			}
		}
		if head := g.ask("HEAD", path); head.Code != 200 || head.Body.Len() > 0 || head.Header().Get("Content-Length") != r.Header().Get("Content-Length") {
			t.Errorf("HEAD %s: %d %v", path, head.Code, head.Header())
		}
		refusal := g.send("POST", path, "", "{}")
		refusal.refused(t, 501, wire.CodeUnsupportedMethod, "POST")
		if refusal.header.Get("Allow") != "GET, HEAD" {
			t.Errorf("Allow %q", refusal.header.Get("Allow"))
		}
	}
	for _, path := range []string{"/wink", "/wink/", "/wink/v3/smile.v3.js", "/wink/dom.js", "/wink/../v1/users", "/wink/v1"} {
		g.send("GET", path, "", "").refused(t, 404, wire.CodeMissingResource, "no operation")
	}
}

func TestPagesMayCallTheLinkAPI(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	for path, methods := range map[string]string{
		"/link/v1/sessions": "POST", "/link/v1/providers": "GET", "/link/v1/accounts/a-1": "DELETE, GET", "/link/v1/accounts/a-1/mfa/resend": "POST",
	} {
		r := g.preflight(path, "POST")
		if r.Code != http.StatusNoContent || r.Body.Len() > 0 || r.Header().Get("Access-Control-Allow-Methods") != methods {
			t.Errorf("%s: %d %v", path, r.Code, r.Header())
		}
		if r.Header().Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(r.Header().Get("Access-Control-Allow-Headers"), "Authorization") {
			t.Errorf("%s: %v", path, r.Header())
		}
	}
	r := g.ask("GET", "/link/v1/providers", "Authorization", "Bearer "+g.key)
	if r.Code != 200 || r.Header().Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(r.Header().Get("Access-Control-Expose-Headers"), "Retry-After") {
		t.Errorf("%d %v", r.Code, r.Header())
	}
	if r.Header().Get("Access-Control-Allow-Credentials") != "" {
		t.Error("a page may bring cookies along")
	}
	// A refusal must be readable as well, also where there is nothing.
	for _, path := range []string{"/link/v1/providers", "/link/v1/nothing"} {
		if r := g.ask("GET", path); r.Code < 400 || r.Header().Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: %d %v", path, r.Code, r.Header())
		}
	}
}

func TestPagesMayCallNothingElse(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	for _, path := range []string{"/v1/users", "/v1/accounts/a-1", "/_sandbox", "/_sandbox/clock", "/", "/link", "/winked", "/v1/nothing"} {
		for _, r := range []*httptest.ResponseRecorder{g.preflight(path, "GET"), g.ask("GET", path, "Authorization", goodKey)} {
			for name := range r.Header() {
				if strings.HasPrefix(name, "Access-Control-") {
					t.Errorf("%s: %s", path, name)
				}
			}
		}
	}
	g.send("OPTIONS", "/v1/users", goodKey, "").refused(t, 501, wire.CodeUnsupportedMethod, "OPTIONS")
	g.send("OPTIONS", "/link/v1/providers", "", "").refused(t, 501, wire.CodeUnsupportedMethod, "OPTIONS") // asked by no page
	g.send("OPTIONS", "/link/v1/nothing", "", "").refused(t, 404, wire.CodeMissingResource, "no operation")
}

func TestNeitherFaultsNorTheRateMeetTheStandIn(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{RateLimit: 1})
	g.send("POST", "/_sandbox/faults", "", `{"name":"http.503"}`).want(t, 200)
	for range 5 {
		if r := g.ask("GET", "/wink/v2/smile.v2.js"); r.Code != 200 {
			t.Fatalf("the script: %d", r.Code)
		}
		if r := g.preflight("/link/v1/providers", "GET"); r.Code != http.StatusNoContent {
			t.Fatalf("the preflight: %d", r.Code)
		}
	}
	if r := g.ask("GET", "/link/v1/providers"); r.Code != http.StatusServiceUnavailable || r.Header().Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("the call itself: %d %v", r.Code, r.Header())
	}
}
