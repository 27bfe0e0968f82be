package web_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

func TestTheEnvelope(t *testing.T) {
	t.Parallel()
	f := newFixture()
	h := f.handler(web.Route{Method: "POST", Path: "/v1/things", Status: 201, Do: give(map[string]string{"name": "<a&b>"}, nil)})
	r := send(t, h, "POST", "/v1/things", "")
	r.want(t, 201, wire.CodeOK, "Success")
	if r.RequestID != "r-1" || !strings.Contains(r.Body.String(), "<a&b>") {
		t.Errorf("got %s", r.Body)
	}
	for name, want := range map[string]string{
		"Content-Type": "application/json", "Content-Length": "76", "Date": "Sun, 01 Mar 2026 09:00:00 GMT", "Retry-After": "",
	} {
		if got := r.Header().Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestPathsAndMethods(t *testing.T) {
	t.Parallel()
	f := newFixture()
	h := f.handler(
		web.Route{Method: "POST", Path: "/v1/things", Status: 201, Do: give("made", nil)},
		web.Route{Method: "GET", Path: "/v1/things", Status: 200, Do: give("list", nil)},
		web.Route{Method: "DELETE", Path: "/v1/things/{id}", Status: 200, Do: func(c *web.Call) (any, error) { return c.ID() + " " + c.Route.Name(), nil }},
	)
	if r := send(t, h, "GET", "/v1/things", ""); r.Data != "list" {
		t.Errorf("got %s", r.Body)
	}
	if r := send(t, h, "HEAD", "/v1/things", ""); r.ResponseRecorder.Code != 200 || r.Data != "list" { // net/http leaves the body out
		t.Errorf("HEAD is %d %s", r.ResponseRecorder.Code, r.Body)
	}
	if r := send(t, h, "DELETE", "/v1/things/t-1", ""); r.Data != "t-1 DELETE /v1/things/{id}" {
		t.Errorf("got %s", r.Body)
	}
	for _, path := range []string{"/", "/v1", "/v1/things/", "/v1//things", "/v1/../v1/things"} {
		send(t, h, "GET", path, "").want(t, 404, wire.CodeMissingResource, "no operation")
	}
	for method, path := range map[string]string{"PATCH": "/v1/things", "HEAD": "/v1/things/t-1", "AVERYVERYLONGMETHODNAME": "/v1/things"} {
		r := send(t, h, method, path, "")
		r.want(t, 501, wire.CodeUnsupportedMethod, " is not supported here")
		if allow := r.Header().Get("Allow"); allow != "GET, POST" && allow != "DELETE" || len(r.Message) > 45 {
			t.Errorf("%s: Allow %q, %q", method, allow, r.Message)
		}
	}
}

func TestRefusalsAndMistakes(t *testing.T) {
	t.Parallel()
	f := newFixture()
	h := f.handler(
		web.Route{Method: "GET", Path: "/late", Do: give(nil, web.TooMany("slow down", 1200*time.Millisecond))},
		web.Route{Method: "GET", Path: "/soon", Do: give(nil, web.TooMany("slow down", time.Millisecond))},
		web.Route{Method: "GET", Path: "/second", Do: give(nil, web.TooMany("slow down", time.Second))},
		web.Route{Method: "GET", Path: "/missing", Do: give("data", web.Missing("gone"))},
		web.Route{Method: "GET", Path: "/broken", Do: give(nil, errors.New("disk of George"))},
		web.Route{Method: "GET", Path: "/panics", Do: func(*web.Call) (any, error) { panic("boom") }},
		web.Route{Method: "GET", Path: "/no-json", Status: 200, Do: give(func() {}, nil)},
	)
	for path, after := range map[string]string{"/late": "2", "/soon": "1", "/second": "1"} {
		r := send(t, h, "GET", path, "")
		r.want(t, 429, wire.CodeRequestLimitExceeded, "slow down")
		if got := r.Header().Get("Retry-After"); got != after {
			t.Errorf("%s: Retry-After %q, want %q", path, got, after)
		}
	}
	r := send(t, h, "GET", "/missing", "")
	r.want(t, 404, wire.CodeMissingResource, "gone")
	if r.Data != nil {
		t.Errorf("a refusal has data: %s", r.Body)
	}
	for path, logged := range map[string]string{"/broken": "disk of George", "/panics": "boom", "/no-json": "encode an answer"} {
		f.log.Reset()
		r := send(t, h, "GET", path, "")
		r.want(t, 500, wire.CodeServerError, "see its log")
		if strings.Contains(r.Body.String(), logged) || !strings.Contains(f.log.String(), logged) {
			t.Errorf("%s answers %s and logs\n%s", path, r.Body, &f.log)
		}
		if path == "/panics" && (!strings.Contains(f.log.String(), "GET /panics") || !strings.Contains(f.log.String(), "server_test.go")) {
			t.Errorf("the log does not say where\n%s", &f.log)
		}
	}
	if text := web.Invalid("a.b", "at most %d", 7).Error(); text != "INVALID_PARAMETERS: a.b: at most 7" {
		t.Errorf("got %q", text)
	}
	refused(t, web.Unauthorized("who"), 401, "who")
	refused(t, web.Forbidden("no"), 403, "no")
}

// TestWhatIsNotKeptIsNotAnswered, but for what was only asked.
func TestWhatIsNotKeptIsNotAnswered(t *testing.T) {
	t.Parallel()
	f := newFixture()
	h := f.handler(web.Route{Method: "GET", Path: "/x", Status: 200, Do: give(1, nil)}, web.Route{Method: "POST", Path: "/x", Status: 201, Do: give(1, nil)})
	f.flushed = errors.New("the disk is full")
	send(t, h, "GET", "/x", "").want(t, 200, wire.CodeOK, "")
	send(t, h, "POST", "/x", "").want(t, 500, wire.CodeServerError, "")
	f.flushed = nil
	send(t, h, "POST", "/x", "").want(t, 201, wire.CodeOK, "")
}

func TestEveryRequestIsNoted(t *testing.T) {
	t.Parallel()
	f := newFixture()
	h := f.handler(web.Route{Method: "GET", Path: "/x", Status: 200, Do: func(c *web.Call) (any, error) {
		c.Note.UserID = "u"
		return 1, nil
	}}, web.Route{Method: "POST", Path: "/x", Status: 200, Do: give(1, nil), Guard: func(c *web.Call) error {
		c.W.WriteHeader(299)
		panic("cut")
	}})
	send(t, h, "GET", "/x?secret=yes", "")
	send(t, h, "GET", "/lt-0123abc/"+strings.Repeat("x", 400), "")
	send(t, h, "GET", "/file", "")
	send(t, h, "GET", "/invite/invt-0123abc", "")
	if n := len(f.noted); n != 4 || f.noted[3].Path != "/invite/invt-•••" {
		t.Fatalf("noted are %+v", f.noted)
	}
	if n := f.noted[0]; n.Method != "GET" || n.Path != "/x" || n.UserID != "u" || n.Status != 200 || n.Bytes != 61 || !n.At.Equal(now()) {
		t.Errorf("noted is %+v", n)
	}
	if n := f.noted[1]; n.Status != 404 || !strings.HasPrefix(n.Path, "/lt-•••/xxx") || strings.Count(n.Path, "x") != 300-len("/lt-0123abc/") {
		t.Errorf("noted is %+v", n)
	}
	if n := f.noted[2]; n.Status != 200 || n.Bytes != 4 {
		t.Errorf("a file is noted as %+v", n)
	}
	if want := "level=INFO msg=request method=GET path=/x status=200 bytes=61 took=0s"; !strings.Contains(f.log.String(), want) || strings.Contains(f.log.String(), "secret") {
		t.Errorf("no %q in\n%s", want, &f.log)
	}
	send(t, h, "POST", "/x", "")
	if n := f.noted[4]; n.Status != 500 {
		t.Errorf("noted is %+v", n)
	}
}
