package sandbox

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

func TestEverythingIsAnEnvelope(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	for _, p := range []string{"/", "/v1", "/v1/", "/v1/nothing", "/v1/users/", "/v1//users", "/v1/../v1/users", "/v2/users", "/link/v1/users", "/favicon.ico"} {
		g.send("GET", p, goodKey, "").refused(t, 404, wire.CodeMissingResource, "no operation")
	}
	r := g.open("DELETE", "/users", "")
	r.refused(t, 501, wire.CodeUnsupportedMethod, "DELETE")
	if r.header.Get("Allow") != "GET, POST" {
		t.Errorf("Allow %q", r.header.Get("Allow"))
	}
	g.link("PATCH", "/accounts/a-1", "").refused(t, 501, wire.CodeUnsupportedMethod, "PATCH")
}

func TestRequestIDsDiffer(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	seen := map[string]bool{}
	for range 100 {
		r := g.open("GET", "/users", "")
		if seen[r.Request] {
			t.Fatalf("%s came twice", r.Request)
		}
		seen[r.Request] = true
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{Key: "mine", Secret: "hush"})
	for _, auth := range []string{"", goodKey, "Bearer mine", "Basic !!!", "Basic bWluZTpvdGhlcg=="} {
		g.send("GET", "/v1/users", auth, "").refused(t, 401, wire.CodeInvalidToken, "API key")
	}
	g.send("GET", "/v1/users", "Basic bWluZTpodXNo", "").want(t, 200)
	g.send("GET", "/link/v1/providers", "Basic bWluZTpodXNo", "").refused(t, 401, wire.CodeInvalidToken, "Bearer")
	g.send("GET", "/link/v1/providers", "Bearer nobody", "").refused(t, 401, wire.CodeInvalidToken, "session")
}

func TestBodies(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	req := httptest.NewRequest("POST", "/v1/users", strings.NewReader("a=1"))
	req.Header.Set("Authorization", goodKey)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	g.do(req).refused(t, 415, wire.CodeUnsupportedType, "application/json")
	for body, says := range map[string]string{
		"{":                               "body",
		"[]":                              "body",
		`{}{}`:                            "body",
		`{"externalMetadata":{"a":1}}`:    "externalMetadata",
		`{"externalMetadata":{"a":{}}}`:   "externalMetadata",
		`{"externalMetadata":{"a":null}}`: "externalMetadata: a value must be text, not null",
		`{"externalMetadata":{"a":"ü"}}`:  "externalMetadata: must be ASCII",
		`{"x":"` + strings.Repeat("x", 1<<20) + `"}`: "body: is larger",
	} {
		g.open("POST", "/users", body).refused(t, 400, wire.CodeInvalidParameters, says)
	}
}

func TestMetadataBounds(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	post := func(m map[string]string) reply {
		return g.open("POST", "/users", encode(t, wire.UserRequest{ExternalMetadata: m}))
	}
	five := map[string]string{"1": "", "2": "", "3": "", "4": "", strings.Repeat("k", 50): strings.Repeat("v", 500)}
	u := into[wire.UserCreated](t, post(five).want(t, 201)).User
	if len(u.ExternalMetadata) != 5 || u.Providers == nil {
		t.Errorf("user %+v", u)
	}
	five["6"] = ""
	post(five).refused(t, 400, wire.CodeInvalidParameters, "more than 5")
	post(map[string]string{strings.Repeat("k", 51): ""}).refused(t, 400, wire.CodeInvalidParameters, "externalMetadata")
	post(map[string]string{"k": strings.Repeat("v", 501)}).refused(t, 400, wire.CodeInvalidParameters, "externalMetadata")
	g.open("GET", "/users/tenant-1", "").refused(t, 404, wire.CodeMissingResource, "user")
}

func TestBadParameters(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	for query, says := range map[string]string{
		"/users?size=0": "size", "/users?size=151": "size", "/users?size=x": "size",
		"/users?startDate=yesterday": "startDate", "/accounts?endDate=2026-13-01": "endDate",
		"/users?cursor=zzz": "cursor", "/tasks?cursor=X2Zyb209MQ": "cursor",
		"/providers?active=yes": "active", "/providers?enabled=1": "enabled", "/providers?accountConnection=no": "accountConnection",
		"/providers?topIds=1,2,3,4,5,6,7,8,9,10,11": "topIds", "/users?a=%zz": "query",
	} {
		g.open("GET", query, "").refused(t, 400, wire.CodeInvalidParameters, says)
	}
}

func TestControlAnswersOnLoopbackAlone(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{Seed: 7, Speed: 2})
	sum := into[wire.SandboxState](t, g.send("GET", "/_sandbox", "", "").want(t, 200))
	if sum.Seed != 7 || sum.Speed != 2 || !sum.Now.Equal(g.clock.Now()) || sum.Providers < 60 {
		t.Errorf("state %+v", sum)
	}
	for host, status := range map[string]int{
		"127.0.0.1:80": 200, "localhost": 200, "[::1]:80": 200, "[::1]": 200,
		"evil.example.invalid": 403, "127.0.0.1.example.invalid:80": 403, "10.0.0.1": 403, "": 403,
	} {
		req := httptest.NewRequest("GET", "/_sandbox", nil)
		req.Host = host
		if r := g.do(req); r.status != status {
			t.Errorf("Host %q: %d, want %d", host, r.status, status)
		}
	}
}

func TestTheClockOnlyGoesForward(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	for _, d := range []string{"-1s", "tomorrow", "", "2540400h"} {
		g.send("POST", "/_sandbox/clock", "", `{"advance":"`+d+`"}`).refused(t, 400, wire.CodeInvalidParameters, "advance")
	}
	sum := into[wire.SandboxState](t, g.send("POST", "/_sandbox/clock", "", `{"advance":"5h"}`).want(t, 200))
	if !sum.Now.Equal(g.clock.Now().Add(5 * 3600e9)) {
		t.Errorf("now %s", sum.Now)
	}
	g.clock.pass(-3 * 3600e9) // the machine's clock was set back
	r := g.send("GET", "/_sandbox", "", "")
	if now := into[wire.SandboxState](t, r).Now; !now.Equal(sum.Now) {
		t.Errorf("the clock went back to %s", now)
	}
	if r.header.Get("Date") != "Sun, 01 Mar 2026 14:00:00 GMT" {
		t.Errorf("Date %q", r.header.Get("Date"))
	}
}

func TestAPanicIsAnswered(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	rt := web.Route{Method: "GET", Path: "/v1/users", Status: 200, Do: func(*web.Call) (any, error) { panic("boom") }}
	rec := httptest.NewRecorder()
	g.srv.serve(&web.Call{Note: new(wire.SandboxRequest), W: rec, R: httptest.NewRequest("GET", "/v1/users", nil), Route: rt})
	if rec.Code != 500 || !strings.Contains(rec.Body.String(), "SERVER_ERROR") || strings.Contains(rec.Body.String(), "boom") {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
}

// TestHeadIsGetWithoutABody over the network, which leaves the body out.
func TestHeadIsGetWithoutABody(t *testing.T) {
	t.Parallel()
	r := running(t, Config{})
	for path, status := range map[string]int{"/providers/grab": 200, "/providers/nobody": 404, "/nowhere": 404, "/users/u/resetSession": 501} {
		get, head := [2]string{}, [2]string{}
		for method, seen := range map[string]*[2]string{"GET": &get, "HEAD": &head} {
			req, err := http.NewRequestWithContext(t.Context(), method, r.OpenAPI()+path, http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Authorization", goodKey)
			resp, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			body, _ := io.ReadAll(resp.Body)
			_ = resp.Body.Close()
			if resp.StatusCode != status || (len(body) > 0) != (method == "GET") {
				t.Errorf("%s %s: %d with %d bytes, want %d", method, path, resp.StatusCode, len(body), status)
			}
			*seen = [2]string{resp.Header.Get("Content-Type"), resp.Header.Get("Content-Length")}
		}
		if status == 200 && get != head {
			t.Errorf("%s: HEAD has %v, GET %v", path, head, get)
		}
	}
}
