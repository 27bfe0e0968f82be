package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

func TestKeys(t *testing.T) {
	t.Parallel()
	guard := web.NeedKey("key", "hush")
	for _, c := range []struct {
		key, secret string
		let         bool
	}{{"key", "hush", true}, {"key", "hus", false}, {"ke", "hush", false}, {"", "", false}, {"hush", "key", false}, {"key", "", false}} {
		call := ask("GET", "/", "")
		call.R.SetBasicAuth(c.key, c.secret)
		if err := guard(call); (err == nil) != c.let {
			t.Errorf("%+v: %v", c, err)
		}
	}
	refused(t, guard(ask("GET", "/", "")), 401, "HTTP Basic")
	call := ask("GET", "/", "")
	call.R.SetBasicAuth("key", "x")
	refused(t, guard(call), 401, "wrong")
}

// TestTheGuardComesFirst: what it refuses is not done.
func TestTheGuardComesFirst(t *testing.T) {
	t.Parallel()
	f := newFixture()
	done := 0
	h := f.handler(web.Route{
		Method: "GET", Path: "/x", Status: 200, Guard: web.NeedKey("key", "hush"),
		Do: func(*web.Call) (any, error) { done++; return nil, nil },
	})
	send(t, h, "GET", "/x", "").want(t, 401, wire.CodeInvalidToken, "HTTP Basic")
	if done != 0 {
		t.Error("it was done all the same")
	}
	send(t, h, "GET", "/x", "", "Authorization", "Basic a2V5Omh1c2g=").want(t, 200, wire.CodeOK, "")
	if done != 1 {
		t.Error("it was not done")
	}
}

func TestBearer(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]string{
		"Bearer abc": "abc", "bearer  abc ": "abc", "Bearer": "", "Bearer ": "", "Basic abc": "", "": "", "abc": "", "Bearer a b": "a b",
	} {
		call := ask("GET", "/", "")
		call.R.Header.Set("Authorization", header)
		if got, ok := call.Bearer(); ok != (want != "") || ok && got != want {
			t.Errorf("%q gives %q, %t", header, got, ok)
		}
	}
}

func TestIDsInParameters(t *testing.T) {
	t.Parallel()
	for id, good := range map[string]bool{"": false, "a": true, strings.Repeat("a", web.MaxID): true, strings.Repeat("a", web.MaxID+1): false} {
		got, err := ask("GET", "/?userId="+id, "").IDParameter("userId")
		if good && (err != nil || got != id) {
			t.Errorf("%.10s: %q, %v", id, got, err)
		} else if !good {
			refused(t, err, 400, "userId: is wanted, up to 200")
		}
	}
}

// TestPagesOfOtherOrigins may use what is below a path that is open, and nothing else.
func TestPagesOfOtherOrigins(t *testing.T) {
	t.Parallel()
	f := newFixture()
	var routes []web.Route
	for _, path := range []string{"/open/x", "/closed"} {
		routes = append(routes, web.Route{Method: "GET", Path: path, Status: 200, Do: give(1, nil)}, web.Route{Method: "DELETE", Path: path, Status: 200, Do: give(1, nil)})
	}
	h := f.handler(routes...)
	from := []string{"Origin", "https://host.test"}
	r := send(t, h, "GET", "/open/x", "", from...)
	r.want(t, 200, wire.CodeOK, "")
	if r.Header().Get("Access-Control-Allow-Origin") != "*" || r.Header().Get("Access-Control-Expose-Headers") != "Date, Retry-After" {
		t.Errorf("got %v", r.Header())
	}
	asks := append([]string{"Access-Control-Request-Method", "DELETE"}, from...)
	r = send(t, h, "OPTIONS", "/open/x", "", asks...)
	want := map[string]string{
		"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "DELETE, GET",
		"Access-Control-Allow-Headers": "Authorization, Content-Type", "Access-Control-Max-Age": "600",
	}
	for name, value := range want {
		if r.ResponseRecorder.Code != 204 || r.Header().Get(name) != value {
			t.Errorf("%d, %s is %q", r.ResponseRecorder.Code, name, r.Header().Get(name))
		}
	}
	for _, r := range []reply{
		send(t, h, "OPTIONS", "/closed", "", asks...), send(t, h, "OPTIONS", "/open/x", "", from...),
		send(t, h, "OPTIONS", "/open/x", "", asks[:2]...), send(t, h, "PUT", "/open/x", "", asks...),
	} {
		r.want(t, 501, wire.CodeUnsupportedMethod, "")
	}
	r = send(t, h, "GET", "/closed", "", from...)
	r.want(t, 200, wire.CodeOK, "")
	for name := range r.Header() {
		if strings.HasPrefix(name, "Access-Control") {
			t.Errorf("a closed path has %s", name)
		}
	}
}

// deadlines is a connection whose deadlines can be moved.
type deadlines struct {
	http.ResponseWriter
	read, write time.Time
}

func (d *deadlines) SetReadDeadline(t time.Time) error  { d.read = t; return nil }
func (d *deadlines) SetWriteDeadline(t time.Time) error { d.write = t; return nil }

func TestDeadlinesAreMoved(t *testing.T) {
	t.Parallel()
	d := &deadlines{ResponseWriter: httptest.NewRecorder()}
	(&web.Call{W: d}).Extend(time.Hour)
	if d.read.IsZero() || !d.read.Equal(d.write) {
		t.Errorf("read %s, write %s", d.read, d.write)
	}
}
