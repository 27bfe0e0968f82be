package sandbox

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
)

// requests lists what was asked of the sandbox, newest first.
func (g *guest) requests(query string) []wire.SandboxRequest {
	g.t.Helper()
	return into[wire.SandboxRequests](g.t, g.send("GET", "/_sandbox/requests"+query, "", "").want(g.t, 200)).Items
}

// listed writes requests in short.
func listed(list []wire.SandboxRequest) string {
	var lines []string
	for _, r := range list {
		lines = append(lines, fmt.Sprintf("%d %s %d", r.N, r.Operation, r.Status))
	}
	return strings.Join(lines, "\n")
}

func TestRequestsAreListedNewestFirst(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	other := into[wire.UserCreated](t, g.open("POST", "/users", "").want(t, 201))
	id := g.login("philhealth_ph", "username", "George", "123456")
	g.set(wire.Fault{Name: "http.503", Times: 1})
	g.clock.pass(time.Minute)
	g.open("GET", "/accounts?userId="+g.userID, "").want(t, 503)
	g.open("GET", "/accounts/"+id, "").want(t, 200)
	g.open("GET", "/users/"+other.User.ID, "").want(t, 200)
	g.open("GET", "/nowhere", "").want(t, 404)
	g.send("GET", "/_sandbox", "", "").want(t, 200) // the control's own are not listed
	for query, want := range map[string]string{
		"": "8  404\n7 GET /v1/users/{id} 200\n6 GET /v1/accounts/{id} 200\n5 GET /v1/accounts 503\n" +
			"4 POST /link/v1/accounts 201\n3 POST /v1/users 201\n2 POST /link/v1/sessions 201\n1 POST /v1/users 201",
		"?size=2":                                      "8  404\n7 GET /v1/users/{id} 200",
		"?userId=" + g.userID:                          "6 GET /v1/accounts/{id} 200\n5 GET /v1/accounts 503\n4 POST /link/v1/accounts 201\n2 POST /link/v1/sessions 201",
		"?status=503":                                  "5 GET /v1/accounts 503",
		"?status=503&userId=" + other.User.ID:          "",
		"?operation=GET%20/v1/accounts/{accountId}":    "6 GET /v1/accounts/{id} 200",
		"?since=6":                                     "8  404\n7 GET /v1/users/{id} 200",
		"?since=2026-03-01T09:01:00Z&status=200":       "7 GET /v1/users/{id} 200\n6 GET /v1/accounts/{id} 200",
		"?since=2026-03-01T17:02:00%2B08:00&status=20": "",
	} {
		if strings.HasSuffix(query, "status=20") {
			g.send("GET", "/_sandbox/requests"+query, "", "").refused(t, 400, wire.CodeInvalidParameters, "status")
		} else if got := listed(g.requests(query)); got != want {
			t.Errorf("%s gives\n%s\nwant\n%s", query, got, want)
		}
	}
	if r := g.requests("?status=503")[0]; fmt.Sprint(r.Faults) != "[f-1]" || r.Path != "/v1/accounts" || r.UserID != g.userID || r.Bytes == 0 ||
		!r.At.Equal(g.clock.Now()) || r.Method != "GET" {
		t.Errorf("it is listed as %+v", r)
	}
	spent := into[wire.SandboxFaults](t, g.send("GET", "/_sandbox/faults", "", "")).Spent
	if len(spent) != 1 || spent[0].ID != "f-1" || spent[0].Triggered != 1 {
		t.Errorf("spent are %+v", spent)
	}
	g.send("POST", "/_sandbox/reset", "", "").want(t, 200)
	if list := g.requests(""); len(list) != 0 {
		t.Errorf("after a reset there are %+v", list)
	}
}

// TestRequestsKeepNoSecret looks for all of them in the list, and in the log's path.
func TestRequestsKeepNoSecret(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	g.login("philhealth_ph", "username", "George", "hush-hush")
	g.link("GET", "/providers?name=hush-hush", "").want(t, 200)
	g.link("GET", "/providers/"+g.key, "").want(t, 404)
	g.send("GET", "/"+g.key+"/"+strings.Repeat("x", 1<<12), "", "").want(t, 404)
	text := g.send("GET", "/_sandbox/requests", "", "").raw
	for _, secret := range []string{"hush-hush", g.key, g.key[4:20], "sandbox:sandbox", strings.TrimPrefix(goodKey, "Basic ")} {
		if strings.Contains(text, secret) {
			t.Errorf("%q is listed", secret)
		}
	}
	if strings.Contains(text, strings.Repeat("x", 301)) {
		t.Error("a path is listed whole, however long it is")
	}
}

func TestTheListOfRequestsIsBounded(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	for n := range 1005 {
		g.open("GET", []string{"/nowhere", "/fileTypes"}[(1004-n)/1000], "")
	}
	if list := g.requests("?status=200"); len(list) != 0 {
		t.Errorf("the first ones are remembered still: %+v", list)
	}
	list := g.requests("?size=1000")
	if len(list) != 1000 || list[0].N != 1005 || list[999].N != 6 || len(g.requests("")) != 100 {
		t.Errorf("%d are listed, from %d on", len(list), list[len(list)-1].N)
	}
}

func TestTheListOfRequestsRefusesWhatCannotBe(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	for query, says := range map[string]string{
		"userId=tenant-none": "userId: there is no such user", "operation=GET%20/v1/acounts": "the nearest is GET /v1/accounts",
		"status=lots": "status", "status=700": "status", "since=yesterday": "since", "since=-1": "since",
		"size=0": "size", "size=1001": "size", "size=x": "size", "usrId=tenant-1": `"usrId"`,
	} {
		g.send("GET", "/_sandbox/requests?"+query, "", "").refused(t, 400, wire.CodeInvalidParameters, says)
	}
	for _, call := range []string{"GET /_sandbox", "GET /_sandbox/faults", "POST /_sandbox/clock", "POST /_sandbox/reset", "DELETE /_sandbox/faults/f-1"} {
		method, path, _ := strings.Cut(call, " ")
		g.send(method, path+"?all=true", "", "").refused(t, 400, wire.CodeInvalidParameters, `"all"`)
	}
	for _, call := range []string{"POST /_sandbox/reset", "DELETE /_sandbox/faults", "DELETE /_sandbox/faults/f-1"} {
		method, path, _ := strings.Cut(call, " ")
		g.send(method, path, "", `{"all":true}`).refused(t, 400, wire.CodeInvalidParameters, "no fields")
	}
	g.send("POST", "/_sandbox/reset", "", "{}").want(t, 200)
}

// TestACutConnectionIsListed has no status.
func TestACutConnectionIsListed(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	g.set(wire.Fault{Name: "http.cut", Times: 1})
	func() {
		defer func() { _ = recover() }()
		g.open("GET", "/fileTypes", "")
	}()
	if got := listed(g.requests("?status=0")); got != "1 GET /v1/fileTypes 0" {
		t.Errorf("listed are %s", got)
	}
}
