package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"testing"
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

// set asks the control for a fault.
func (g *guest) set(f wire.Fault) wire.FaultDone {
	g.t.Helper()
	return into[wire.FaultDone](g.t, g.send("POST", "/_sandbox/faults", "", encode(g.t, f)).want(g.t, 200))
}

func (g *guest) armed() []wire.Fault {
	g.t.Helper()
	return into[wire.SandboxFaults](g.t, g.send("GET", "/_sandbox/faults", "", "").want(g.t, 200)).Armed
}

func TestEveryAccountCodeCanBeArmedAndStruck(t *testing.T) {
	t.Parallel()
	for _, code := range wire.AccountErrorCodes() {
		name := wire.FaultName("account." + code)
		g := linking(t, Config{})
		g.set(wire.Fault{Name: name, Times: 1})
		g.ends(g.login("philhealth_ph", "username", "George", "123456"), wire.StatusError, code)
		if left := g.armed(); len(left) != 0 {
			t.Errorf("%s is armed still: %v", name, left)
		}
		id := g.login("philhealth_ph", "username", "George", "123456")
		g.ends(id, wire.StatusConnected, "")
		g.set(wire.Fault{Name: name, Now: true, When: wire.FaultWhen{UserID: g.userID}})
		g.ends(id, wire.StatusError, code)
	}
}

func TestWhatHappensToAnAccountAtOnce(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	refused := g.send("POST", "/_sandbox/faults", "", `{"name":"account.DISCONNECTED","now":true}`)
	refused.refused(t, 400, wire.CodeInvalidParameters, "link one first")
	id := g.login("philhealth_ph", "username", "George", "123456")
	for _, status := range []wire.MonitorStatus{
		wire.MonitorUserActionRequired, wire.MonitorCustomerDisabled, wire.MonitorUnsupported, wire.MonitorActive,
	} {
		g.set(wire.Fault{Name: "monitor." + wire.FaultName(status), Now: true})
		if a := g.openAccount(id, wire.StatusConnected); a.MonitorStatus != status || a.Monitor.Status != status {
			t.Errorf("monitorStatus is %s, want %s", a.MonitorStatus, status)
		}
	}
	g.set(wire.Fault{Name: fault.AccountDisconnected, Now: true})
	g.openAccount(id, wire.StatusDisconnected)
}

// The user changed their password: once they have logged in again at the provider, the
// account is synced as before. Another person's login there, or one elsewhere, does not help.
func TestANewLoginAuthorisesAnAccountAgain(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 1})
	id := g.login("philhealth_ph", "username", "George", "123456")
	g.clock.pass(10 * time.Second)
	g.set(wire.Fault{Name: fault.MonitorUserActionRequired, Now: true, When: wire.FaultWhen{UserID: g.userID}})
	monitor := func(want wire.MonitorStatus) {
		t.Helper()
		g.clock.pass(10 * time.Second)
		if a := g.openAccount(id, wire.StatusConnected); a.MonitorStatus != want {
			t.Errorf("monitor is %s, want %s", a.MonitorStatus, want)
		}
	}
	for _, other := range []struct{ provider, person, password string }{
		{"philhealth_ph", "George", "wrong"}, {"philhealth_ph", "Ryan", "654321"}, {"philhealth_ph", "George+2", "123456"}, {"freelancer", "George", "123456"},
	} {
		g.login(other.provider, "username", other.person, other.password)
		monitor(wire.MonitorUserActionRequired)
	}
	again := g.login("philhealth_ph", "username", "George", "123456")
	if a := g.openAccount(id, wire.StatusConnected); a.MonitorStatus != wire.MonitorUserActionRequired {
		t.Errorf("monitor is %s before the login is through", a.MonitorStatus)
	}
	monitor(wire.MonitorActive)
	g.ends(again, wire.StatusConnected, "")
	g.clock.pass(31 * day)
	if newest := g.tasksOf(id)[0]; newest.Type != wire.TaskUpdateAccount {
		t.Errorf("the newest task is %s: no monthly sync came", newest.Type)
	}
	g.set(wire.Fault{Name: fault.MonitorUserActionRequired, Now: true, When: wire.FaultWhen{UserID: g.userID, ProviderID: "philhealth_ph"}})
	if a := g.openAccount(again, wire.StatusConnected); a.MonitorStatus != wire.MonitorUserActionRequired {
		t.Errorf("the newest account's monitor is %s", a.MonitorStatus)
	}
}

func TestTheMonthlySyncCanFail(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 1})
	id := g.monitored()
	g.set(wire.Fault{Name: fault.MonitorUserActionRequired, Times: 1})
	g.clock.pass(31 * day)
	a := g.openAccount(id, wire.StatusError)
	if a.MonitorStatus != wire.MonitorUserActionRequired || a.ErrorCode() != wire.ErrExpiredCredentials {
		t.Errorf("monitor %s, code %s", a.MonitorStatus, a.ErrorCode())
	}
	if newest := g.tasksOf(id)[0]; newest.Type != wire.TaskUpdateAccount || len(newest.Datapoints) != 0 {
		t.Errorf("the failed sync is %+v", newest)
	}
	g.clock.pass(60 * day)
	g.openAccount(id, wire.StatusDisconnected)
}

func TestOutcomesOfTheSecondStep(t *testing.T) {
	t.Parallel()
	for name, story := range map[wire.FaultName]func(g *guest, id string){
		fault.MFAWrong: func(g *guest, id string) {
			g.code(id, "1234").want(t, 202)
			if a := g.ends(id, wire.StatusAwaitingMFA, ""); a.Challenge.LastError != wire.ErrInvalidMFA {
				t.Errorf("the right code is %q", a.Challenge.LastError)
			}
			g.code(id, "1234").want(t, 202)
			g.ends(id, wire.StatusConnected, "")
		},
		fault.MFARight: func(g *guest, id string) {
			g.code(id, "0000").want(t, 202)
			g.ends(id, wire.StatusConnected, "")
		},
		fault.MFALocked: func(g *guest, id string) {
			g.code(id, "1234").want(t, 202)
			g.ends(id, wire.StatusError, wire.ErrAccountLocked)
		},
	} {
		g := linking(t, Config{})
		g.set(wire.Fault{Name: name, Times: 1})
		id := g.login("sss_ph", "ssNumber", "3300000008", "123456")
		g.ends(id, wire.StatusAwaitingMFA, "")
		story(g, id)
	}
}

func TestAnotherCodeGetsLostOrIsNotSent(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	id := g.login("sss_ph", "ssNumber", "3300000008", "123456")
	g.ends(id, wire.StatusAwaitingMFA, "")
	resend := func() reply { return g.link("POST", "/accounts/"+id+"/mfa/resend", "") }
	g.set(wire.Fault{Name: fault.MFARefused, Times: 1})
	resend().refused(t, 400, wire.CodeInvalidParameters, "does not send another")
	g.set(wire.Fault{Name: fault.MFALimited, Times: 1})
	r := resend()
	r.refused(t, 429, wire.CodeRequestLimitExceeded, "after a while")
	if got := r.header.Get("Retry-After"); got != "30" {
		t.Errorf("Retry-After is %q", got)
	}
	g.set(wire.Fault{Name: fault.MFALost, Times: 1})
	resend().want(t, 202)
	g.code(id, "1234").want(t, 202)
	if a := g.ends(id, wire.StatusAwaitingMFA, ""); a.Challenge.LastError != wire.ErrInvalidMFA {
		t.Errorf("the code that was lost is taken: %q", a.Challenge.LastError)
	}
	resend().want(t, 202) // this one arrives
	g.code(id, "1234").want(t, 202)
	g.ends(id, wire.StatusConnected, "")
}

func TestACodeLapsesAtOnceOrAtTheNextChallenge(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	g.set(wire.Fault{Name: fault.MFAExpired, Times: 1})
	id := g.login("sss_ph", "ssNumber", "3300000008", "123456")
	g.ends(id, wire.StatusAwaitingMFA, "")
	g.ends(id, wire.StatusError, wire.ErrMFATimeout)
	id = g.login("sss_ph", "ssNumber", "3300000008", "123456")
	g.ends(id, wire.StatusAwaitingMFA, "")
	g.set(wire.Fault{Name: fault.MFAExpired, Now: true})
	g.ends(id, wire.StatusError, wire.ErrMFATimeout)
	g.code(id, "1234").want(t, 400)
}

func TestEveryEndOfAnArchiveOnDemand(t *testing.T) {
	t.Parallel()
	ends := map[wire.FaultName]string{
		"archive.UNSUPPORTED": "UNSUPPORTED ", "archive.MISSING_MANDATORY_FIELD": "ERROR MISSING_MANDATORY_FIELD",
		"archive.INVALID_FIELD_FORMAT": "ERROR INVALID_FIELD_FORMAT", "archive.SYSTEM_ERROR": "ERROR SYSTEM_ERROR",
	}
	for name, want := range ends {
		g := uploading(t, Config{})
		raw, _ := sample(t, "George")
		g.set(wire.Fault{Name: name, Times: 1})
		for range 2 { // armed for the first one, triggered by the second
			made := into[wire.Archive](t, g.link("POST", "/archives", encode(t, of("PAYSLIP", raw))).want(t, 200))
			seen := into[wire.Archive](t, g.link("GET", "/archives/"+made.ID, "").want(t, 200))
			if seen.State.Status == wire.ArchiveAnalyzed {
				g.set(wire.Fault{Name: name, Now: true})
				seen = into[wire.Archive](t, g.link("GET", "/archives/"+made.ID, "").want(t, 200))
			}
			if got := string(seen.State.Status) + " " + string(seen.ErrorCode()); got != want || seen.Extraction != nil {
				t.Errorf("%s: the archive is %s", name, got)
			}
		}
		made := into[wire.Archive](t, g.link("POST", "/archives", encode(t, of("PAYSLIP", raw))).want(t, 200))
		g.set(wire.Fault{Name: fault.ArchiveRevoked, Now: true})
		if last := into[wire.Archive](t, g.open("GET", "/archives/"+made.ID, "").want(t, 200)); last.State.Status != wire.ArchiveRevoked || len(last.RawFiles) != 0 {
			t.Errorf("the archive is %s with %d files", last.State.Status, len(last.RawFiles))
		}
	}
}

func TestTokensExpireOnDemand(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	other := into[wire.UserCreated](t, g.open("POST", "/users", "").want(t, 201))
	g.set(wire.Fault{Name: fault.TokenExpired, Now: true, When: wire.FaultWhen{UserID: g.userID}})
	g.link("GET", "/providers", "").refused(t, 401, wire.CodeInvalidToken, "session")
	g.spend(other.Token, wire.WidgetOptions{}).want(t, 201)
}

func TestEveryStatusOfTheEnvelope(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	for status, code := range map[int]wire.Code{
		400: wire.CodeInvalidParameters, 401: wire.CodeInvalidToken, 403: wire.CodeUnauthorizedAccess, 404: wire.CodeMissingResource,
		415: wire.CodeUnsupportedType, 429: wire.CodeRequestLimitExceeded, 500: wire.CodeServerError,
		501: wire.CodeUnsupportedMethod, 503: wire.CodeServerUnavailable, 504: wire.CodeTimeLimitExceeded,
	} {
		f := wire.Fault{Name: wire.FaultName("http." + http.StatusText(status)), Times: 1}
		f.Name = wire.FaultName("http." + encode(t, status))
		if status == 429 || status == 503 {
			f.RetryAfter = "7s"
		}
		g.set(f)
		before := g.users()
		r := g.open("POST", "/users", "{}")
		r.refused(t, status, code, "fault f-")
		if got := r.header.Get("Retry-After"); (f.RetryAfter != "") != (got == "7") {
			t.Errorf("%d: Retry-After %q", status, got)
		}
		if g.users() != before {
			t.Errorf("%d was answered, but a user was made", status)
		}
		g.open("POST", "/users", "{}").want(t, 201)
	}
}

func TestFaultsAreNarrowedToWhoseRequestItIs(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	id := g.login("philhealth_ph", "username", "George", "123456")
	other := into[wire.UserCreated](t, g.open("POST", "/users", "").want(t, 201)).User.ID
	g.set(wire.Fault{Name: "http.503", When: wire.FaultWhen{UserID: g.userID}})
	g.open("GET", "/users/"+other, "").want(t, 200)
	for _, path := range []string{"/users/" + g.userID, "/accounts/" + id, "/accounts?userId=" + g.userID, "/tasks?userId=" + g.userID} {
		g.open("GET", path, "").want(t, 503)
	}
	g.link("GET", "/providers", "").want(t, 503)
	g.send("DELETE", "/_sandbox/faults", "", "").want(t, 200)
	g.set(wire.Fault{Name: "http.404", When: wire.FaultWhen{Operation: "GET /v1/accounts/{id}", ProviderID: "philhealth_ph", Nth: 2}})
	g.open("GET", "/accounts/"+id, "").want(t, 200)
	g.open("GET", "/providers/philhealth_ph", "").want(t, 200)
	g.open("GET", "/accounts/"+id, "").want(t, 404)
	g.open("GET", "/accounts/"+id, "").want(t, 200)
}

func TestTheControlRefusesWhatCannotBe(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	for says, body := range map[string]string{
		"name: ":           `{"name":"account.NONSENSE"}`,
		"when.operation: ": `{"name":"http.503","when":{"operation":"GET /v1/user"}}`,
		"when.chance: ":    `{"name":"http.503","when":{"chance":2}}`,
		"delay: ":          `{"name":"http.slow","delay":"9h"}`,
		"now: ":            `{"name":"http.503","now":true}`,
		"body: ":           `[]`,
		`"time"`:           `{"name":"http.503","time":1}`,
		`"nht"`:            `{"name":"http.503","when":{"nht":1}}`,
		"no such user":     `{"name":"http.503","when":{"userId":"tenant-none"}}`,
		"id: ":             `{"name":"http.503","id":"f-1"}`,
		"triggered":        `{"name":"http.503","triggered":1}`,
		"such provider":    `{"name":"http.503","when":{"providerId":"sss"}}`,
		"field: ":          `{"name":"http.field","field":"connection.state"}`,
		"such user":        `{"name":"token.expired","now":true,"when":{"userId":"tenant-none"}}`,
	} {
		g.send("POST", "/_sandbox/faults", "", body).refused(t, 400, wire.CodeInvalidParameters, says)
	}
	g.send("POST", "/_sandbox/clock", "", `{"advance":"5h","by":"1h"}`).refused(t, 400, wire.CodeInvalidParameters, `"by"`)
	if list := into[wire.SandboxFaults](t, g.send("GET", "/_sandbox/faults", "", "")).Armed; len(list) != 0 {
		t.Errorf("armed in spite of the refusal: %v", list)
	}
	g.send("DELETE", "/_sandbox/faults/f-99", "", "").refused(t, 404, wire.CodeMissingResource, "no fault")
	foreign := map[string]string{"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
	for name, value := range foreign {
		req, _ := http.NewRequestWithContext(t.Context(), "POST", "http://127.0.0.1:8970/_sandbox/reset", http.NoBody)
		req.Header.Set(name, value)
		g.do(req).refused(t, 403, wire.CodeUnauthorizedAccess, "another origin")
	}
}

func TestFaultsOfTheConnection(t *testing.T) {
	t.Parallel()
	r := running(t, Config{Faults: []wire.Fault{{Name: fault.Cut, Times: 1}, {Name: fault.Lost, Times: 1}, {Name: fault.Half, Times: 1}}})
	post := func() (string, error) {
		req, err := http.NewRequestWithContext(t.Context(), "POST", r.OpenAPI()+"/users", strings.NewReader("{}"))
		if err != nil {
			return "", err
		}
		req.Header.Set("Authorization", goodKey)
		req.Header.Set("Content-Type", "application/json")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return "", err
		}
		defer func() { _ = resp.Body.Close() }()
		body, err := io.ReadAll(resp.Body)
		return string(body), err
	}
	for i, users := range []int{0, 1, 2} {
		if body, err := post(); err == nil {
			t.Errorf("request %d was answered: %s", i, body)
		}
		if sum, err := fetch[wire.SandboxState]("GET", r.Control(), "", nil); err != nil || sum.Users != users {
			t.Errorf("after request %d there are %d users, want %d: %v", i, sum.Users, users, err)
		}
	}
	if body, err := post(); err != nil || !json.Valid([]byte(body)) {
		t.Errorf("after all faults: %s %v", body, err)
	}
}

func TestSpoiltAnswers(t *testing.T) {
	t.Parallel()
	r := running(t, Config{})
	get := func(f wire.Fault) (status int, kind, body string) {
		t.Helper()
		if _, err := r.faults.Arm(f); err != nil {
			t.Fatal(err)
		}
		req, err := http.NewRequestWithContext(t.Context(), "GET", r.OpenAPI()+"/providers/grab", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", goodKey)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = resp.Body.Close() }()
		data, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, resp.Header.Get("Content-Type"), string(data)
	}
	if status, kind, body := get(wire.Fault{Name: fault.HTML, Times: 1}); status != 200 || !strings.HasPrefix(kind, "text/html") || !strings.Contains(body, "<html") {
		t.Errorf("HTML is %d %s %s", status, kind, body)
	}
	if _, kind, body := get(wire.Fault{Name: fault.Broken, Times: 1}); json.Valid([]byte(body)) || !strings.HasPrefix(kind, "application/json") {
		t.Errorf("broken JSON is %s %s", kind, body)
	}
	if _, _, body := get(wire.Fault{Name: fault.Enum, Times: 1}); !strings.Contains(body, fault.Unheard) {
		t.Errorf("no unknown value in %s", body)
	}
	if _, _, body := get(wire.Fault{Name: fault.Field, Field: "name", Times: 1}); strings.Contains(body, `"name"`) || !strings.Contains(body, "longName") {
		t.Errorf("the name is still in %s", body)
	}
}

func TestAllConnectionsAreCut(t *testing.T) {
	t.Parallel()
	r := running(t, Config{})
	other := &http.Client{Transport: &http.Transport{}}
	defer other.CloseIdleConnections()
	resp, err := other.Get(r.Control())
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	_ = resp.Body.Close()
	done, err := fetch[wire.FaultDone]("POST", r.Control()+"/faults", "", wire.Fault{Name: fault.ConnectionDrop, Now: true})
	if err != nil || done.Done != "every open connection is cut" {
		t.Errorf("%q %v", done.Done, err)
	}
	fresh := false
	ctx := httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{GotConn: func(c httptrace.GotConnInfo) { fresh = fresh || !c.Reused }})
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.Control(), http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	if resp, err = other.Do(req); err != nil || !fresh {
		t.Fatalf("the connection goes on: %v", err)
	}
	_ = resp.Body.Close()
}

func TestASlowAnswerCanBeGivenUp(t *testing.T) {
	t.Parallel()
	r := running(t, Config{Faults: []wire.Fault{{Name: fault.Slow, Delay: "1m"}}})
	ctx, cancel := context.WithCancel(t.Context())
	req, err := http.NewRequestWithContext(ctx, "GET", r.OpenAPI()+"/providers", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() {
		resp, err := http.DefaultClient.Do(req)
		if err == nil {
			_ = resp.Body.Close()
		}
		ended <- err
	}()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
}

func TestTheRateLimit(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{RateLimit: 5})
	ask := func() int {
		g.t.Helper()
		r := g.open("GET", "/fileTypes", "")
		if r.status == 429 && r.header.Get("Retry-After") != "1" {
			t.Errorf("Retry-After is %q", r.header.Get("Retry-After"))
		}
		return r.status
	}
	g.clock.pass(time.Second)
	for i := range 5 {
		if got := ask(); got != 200 {
			t.Errorf("request %d: %d", i, got)
		}
	}
	if got := ask(); got != 429 {
		t.Errorf("the sixth is %d", got)
	}
	g.send("GET", "/_sandbox", "", "").want(t, 200)
	g.clock.pass(200 * time.Millisecond)
	if got := ask(); got != 200 {
		t.Errorf("after a fifth of a second: %d", got)
	}
}

func TestTheLimitOfSmileOnDemand(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{})
	g.set(wire.Fault{Name: fault.Limit})
	limited := 0
	for range 30 {
		if g.open("GET", "/fileTypes", "").status == 429 {
			limited++
		}
	}
	if limited != 10 {
		t.Errorf("%d of 30 requests were refused, want 10", limited)
	}
	g.set(wire.Fault{Name: fault.Clear, Now: true})
	g.open("GET", "/fileTypes", "").want(t, 200)
}

func TestFaultsOfAFile(t *testing.T) {
	t.Parallel()
	faults, err := ReadFaults(strings.NewReader("faults:\n  - name: http.503\n    when: {operation: GET /v1/fileTypes}\n"))
	if err != nil {
		t.Fatal(err)
	}
	r := running(t, Config{Faults: faults})
	for range 2 { // a reset arms them again
		if _, err := fetch[any]("GET", r.OpenAPI()+"/fileTypes", goodKey, nil); err == nil || !strings.Contains(err.Error(), "503") {
			t.Errorf("it was answered: %v", err)
		}
		if _, err := fetch[any]("POST", r.Control()+"/reset", "", nil); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := ReadFaults(strings.NewReader("faults:\n  - name: http.503\n    when: {operation: GET /v1/filetypes}\n")); err == nil || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("a misspelt operation: %v", err)
	}
	for _, f := range []wire.Fault{
		{Name: "nonsense"}, {Name: "account.ACCOUNT_LOCKED", Now: true}, {Name: wire.FaultReset, Now: true},
	} {
		if _, err := Listen(t.Context(), Config{Faults: []wire.Fault{f}}); err == nil {
			t.Errorf("%s was there from the start", f.Name)
		}
	}
}

// TestAChanceOfNothing never triggers, and none is always.
func TestAChanceOfNothing(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	g.send("POST", "/_sandbox/faults", "", `{"name":"http.503","when":{"chance":0}}`).want(t, 200)
	for range 50 {
		g.open("GET", "/fileTypes", "").want(t, 200)
	}
	if list := g.armed(); len(list) != 1 || list[0].When.Chance == nil || *list[0].When.Chance != 0 {
		t.Errorf("armed are %+v", list)
	}
	g.send("POST", "/_sandbox/faults", "", `{"name":"http.503"}`).want(t, 200)
	g.open("GET", "/fileTypes", "").want(t, 503)
}

// TestAFileTriggersAtOnce moves the clock from the start, and again after a reset.
func TestAFileTriggersAtOnce(t *testing.T) {
	t.Parallel()
	faults, err := ReadFaults(strings.NewReader("faults:\n  - {name: clock.60d, now: true}\n  - {name: http.503, times: 1}\n"))
	if err != nil {
		t.Fatal(err)
	}
	clock := newClock()
	r := running(t, Config{Faults: faults, Clock: clock})
	for range 2 {
		sum, err := fetch[wire.SandboxState]("GET", r.Control(), "", nil)
		if err != nil || !sum.Now.Equal(clock.Now().Add(60*day)) {
			t.Errorf("the clock is at %s: %v", sum.Now, err)
		}
		if _, err := fetch[any]("GET", r.OpenAPI()+"/fileTypes", goodKey, nil); err == nil || !strings.Contains(err.Error(), "503") {
			t.Errorf("it was answered: %v", err)
		}
		if _, err := fetch[any]("POST", r.Control()+"/reset", "", nil); err != nil {
			t.Fatal(err)
		}
	}
}

func TestASixtyDayStory(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 1})
	id := g.monitored()
	at := func(name wire.FaultName) { g.set(wire.Fault{Name: name, Now: true}) }
	at("clock.5h")
	g.link("GET", "/providers", "").refused(t, 401, wire.CodeInvalidToken, "session")
	at("clock.1month")
	if n := len(g.tasksOf(id)); n != 2 {
		t.Errorf("%d tasks after a month", n)
	}
	at("monitor.USER_ACTION_REQUIRED")
	at("clock.60d")
	g.openAccount(id, wire.StatusDisconnected)
	if n := len(g.tasksOf(id)); n != 0 {
		t.Errorf("%d tasks after sixty days", n)
	}
	at(wire.FaultReset)
	if n := len(into[wire.Page[wire.User]](t, g.open("GET", "/users", "")).Items); n != 0 {
		t.Errorf("%d users after the reset", n)
	}
}
