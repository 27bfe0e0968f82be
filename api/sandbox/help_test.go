package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// handClock stands still unless it is moved.
type handClock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *handClock {
	return &handClock{now: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
}

func (c *handClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *handClock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// guest calls a sandbox without a network in between.
type guest struct {
	t     testing.TB
	srv   *Server
	clock *handClock
	// userID and key are of the session that openSession began.
	userID, key string
	// heard is all answers to the byte, of a guest that has it.
	heard *strings.Builder
}

// newGuest makes a sandbox on a clock that stands still. Nothing else of cfg is changed.
func newGuest(t testing.TB, cfg Config) *guest {
	t.Helper()
	clock := newClock()
	cfg.Clock = clock
	return &guest{t: t, srv: New(cfg), clock: clock}
}

// below returns the routes whose paths begin with a prefix.
func (s *Server) below(prefix string) []web.Route {
	var list []web.Route
	for _, rt := range s.routes {
		if strings.HasPrefix(rt.Path, prefix) {
			list = append(list, rt)
		}
	}
	return list
}

// users says how many there are.
func (g *guest) users() int {
	tx := g.srv.state.Begin()
	defer tx.End()
	return len(g.srv.users.Rows.All(tx))
}

// linking is newGuest with a user and a session.
func linking(t testing.TB, cfg Config) *guest {
	t.Helper()
	g := newGuest(t, cfg)
	g.openSession(wire.WidgetOptions{})
	return g
}

type reply struct {
	status  int
	header  http.Header
	raw     string
	Code    wire.Code       `json:"code"`
	Message string          `json:"message"`
	Request string          `json:"requestId"`
	Data    json.RawMessage `json:"data"`
}

// send calls with exactly this Authorization and body.
func (g *guest) send(method, path, auth, body string) reply {
	g.t.Helper()
	req := httptest.NewRequest(method, path, strings.NewReader(body))
	req.Host = "127.0.0.1:8970"
	if auth != "" {
		req.Header.Set("Authorization", auth)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	return g.do(req)
}

func (g *guest) do(req *http.Request) reply {
	g.t.Helper()
	if req.RemoteAddr == "" || strings.HasPrefix(req.RemoteAddr, "192.0.2.") { // what net/http and httptest give
		req.RemoteAddr = "127.0.0.1:50000"
	}
	rec := httptest.NewRecorder()
	g.srv.Handler().ServeHTTP(rec, req)
	r := reply{status: rec.Code, header: rec.Header(), raw: rec.Body.String()}
	if g.heard != nil {
		fmt.Fprintf(g.heard, "%s %s\n%d %v\n%s\n", req.Method, req.URL, r.status, r.header, r.raw)
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &r); err != nil || r.Request == "" || r.Code == "" {
		g.t.Fatalf("%s %s: no envelope: %v: %s", req.Method, req.URL, err, r.raw)
	}
	return r
}

const goodKey = "Basic c2FuZGJveDpzYW5kYm94" // sandbox:sandbox

// open calls the Open API.
func (g *guest) open(method, path, body string) reply {
	g.t.Helper()
	return g.send(method, "/v1"+path, goodKey, body)
}

// link calls the Link API in the session.
func (g *guest) link(method, path, body string) reply {
	g.t.Helper()
	return g.send(method, "/link/v1"+path, "Bearer "+g.key, body)
}

// want ends the test unless the answer has this status.
func (r reply) want(t testing.TB, status int) reply {
	t.Helper()
	if r.status != status {
		t.Fatalf("status %d, want %d: %s", r.status, status, r.raw)
	}
	return r
}

// refused wants an error envelope that says so.
func (r reply) refused(t testing.TB, status int, code wire.Code, says string) {
	t.Helper()
	if r.status != status || r.Code != code || !strings.Contains(r.Message, says) {
		t.Errorf("got %d %s %q, want %d %s with %q", r.status, r.Code, r.Message, status, code, says)
	}
	if len(r.Data) > 0 && string(r.Data) != "null" {
		t.Errorf("a refusal has no data: %s", r.raw)
	}
}

func into[T any](t testing.TB, r reply) T {
	t.Helper()
	var v T
	dec := json.NewDecoder(bytes.NewReader(r.Data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&v); err != nil {
		t.Fatalf("%v: %s", err, r.raw)
	}
	return v
}

func encode(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// openSession makes a user and spends its token.
func (g *guest) openSession(o wire.WidgetOptions) {
	g.t.Helper()
	made := into[wire.UserCreated](g.t, g.open("POST", "/users", "").want(g.t, 201))
	s := into[wire.Session](g.t, g.spend(made.Token, o).want(g.t, 201))
	g.userID, g.key = s.UserID, s.SessionKey.Reveal()
}

func (g *guest) spend(token wire.Token, o wire.WidgetOptions) reply {
	g.t.Helper()
	return g.send("POST", "/link/v1/sessions", "Bearer "+token.AccessToken.Reveal(), encode(g.t, wire.SessionRequest{Options: o}))
}

// try sends a login; option is also the name of its identifier field.
func (g *guest) try(provider, option, identifier, password string) reply {
	g.t.Helper()
	return g.link("POST", "/accounts", encode(g.t, wire.LoginRequest{
		ProviderID: provider, Option: option,
		Credentials: map[string]wire.Secret{option: wire.Secret(identifier), "password": wire.Secret(password)},
	}))
}

// login is try that must be accepted, and gives the account's id.
func (g *guest) login(provider, option, identifier, password string) string {
	g.t.Helper()
	a := into[wire.LinkAccount](g.t, g.try(provider, option, identifier, password).want(g.t, 201))
	if a.ConnectionStatus != wire.StatusPending || a.Challenge != nil {
		g.t.Fatalf("a new account is %s, want PENDING", a.ConnectionStatus)
	}
	return a.ID
}

func (g *guest) account(id string) wire.LinkAccount {
	g.t.Helper()
	return into[wire.LinkAccount](g.t, g.link("GET", "/accounts/"+id, "").want(g.t, 200))
}

// ends wants the account to be in that status now; code is for ERROR.
func (g *guest) ends(id string, status wire.ConnectionStatus, code wire.AccountErrorCode) wire.LinkAccount {
	g.t.Helper()
	a := g.account(id)
	if a.ConnectionStatus != status || a.Connection.Status != status || a.ErrorCode() != code {
		g.t.Errorf("account is %s %q, want %s %q", a.ConnectionStatus, a.ErrorCode(), status, code)
	}
	if (code != "") != (a.ErrorMessage() != "") {
		g.t.Errorf("code %q with message %q", code, a.ErrorMessage())
	}
	if (status == wire.StatusAwaitingMFA) != (a.Challenge != nil) {
		g.t.Errorf("%s with challenge %v", status, a.Challenge)
	}
	return a
}

// code answers a code challenge.
func (g *guest) code(id, code string) reply {
	g.t.Helper()
	return g.link("POST", "/accounts/"+id+"/mfa", encode(g.t, wire.MFAAnswer{Code: wire.Secret(code)}))
}
