package sandbox

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/store"
	"winkterm/api/wire"
)

// durable gives the guest's sandbox a data file.
func (g *guest) durable(file string) {
	g.t.Helper()
	if err := g.srv.state.Open(file); err != nil {
		g.t.Fatal(err)
	}
}

// restart ends the sandbox and starts another one on the same file and clock.
func (g *guest) restart(file string) {
	g.t.Helper()
	cfg := g.srv.cfg
	if err := g.srv.state.Close(); err != nil {
		g.t.Fatal(err)
	}
	g.srv = New(cfg)
	g.durable(file)
	g.t.Cleanup(func() { _ = g.srv.state.Close() })
}

// everything is all that the lists show.
func (g *guest) everything() map[string]string {
	g.t.Helper()
	all := map[string]string{}
	for _, op := range g.srv.below("/v1/") {
		if op.Method == "GET" && !strings.Contains(op.Path, "{") && !strings.Contains(op.Path, "-") {
			r := g.send("GET", op.Path+"?size=150", goodKey, "").want(g.t, 200)
			all[op.Path] = string(r.Data)
		}
	}
	return all
}

func TestARestartChangesNothing(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "sandbox.db")
	g := newGuest(t, Config{Speed: 1, Providers: 300})
	g.durable(file)
	g.openSession(wire.WidgetOptions{EnableUpload: true})
	linked := g.monitored()
	waiting := g.login("sss_ph", "ssNumber", "3300000008", "123456")
	revoked := g.login("freelancer", "username", "Ryan+2", "654321")
	g.login("freelancer", "username", "Ryan", "error_ACCOUNT_LOCKED")
	g.clock.pass(3 * time.Second)
	g.link("DELETE", "/accounts/"+revoked, "").want(t, 200)
	g.code(waiting, "9999").want(t, 202)
	g.clock.pass(3 * time.Second)
	raw, _ := sample(t, "George")
	g.link("POST", "/archives", encode(t, of("PAYSLIP", raw))).want(t, 200)
	g.open("POST", "/accounts/"+linked+"/disableMonitor", "").want(t, 200)
	g.send("POST", "/_sandbox/clock", "", `{"advance":"3s"}`).want(t, 200)
	before := g.everything()
	g.restart(file)
	if diff := cmp.Diff(before, g.everything()); diff != "" {
		t.Errorf("after the restart (-before +after):\n%s", diff)
	}
	if a := g.ends(waiting, wire.StatusAwaitingMFA, ""); a.Challenge.AttemptsLeft != 2 {
		t.Errorf("%d attempts are left, want 2", a.Challenge.AttemptsLeft)
	}
	g.code(waiting, "1234").want(t, 202)
	g.clock.pass(3 * time.Second)
	g.ends(waiting, wire.StatusConnected, "")
}

func TestNumbersGoOnAfterARestart(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "sandbox.db")
	g := newGuest(t, Config{Speed: 1})
	g.durable(file)
	g.openSession(wire.WidgetOptions{})
	id := g.monitored()
	old := g.tasksOf(id)[0].ID
	g.open("DELETE", "/accounts/"+id, "").want(t, 200)
	requests := map[string]bool{}
	for range 50 {
		requests[g.open("GET", "/users", "").Request] = true
	}
	g.restart(file)
	seen := map[string]bool{old: true}
	for range 3 {
		if id := g.tasksOf(g.login("philhealth_ph", "username", "George", "123456"))[0].ID; seen[id] {
			t.Errorf("task id %s was given twice", id)
		} else {
			seen[id] = true
		}
	}
	for range 50 {
		if requests[g.open("GET", "/users", "").Request] {
			t.Fatal("a request id was given twice")
		}
	}
}

func TestSyncsThatWereDueWhileItWasDownAreMadeUpFor(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "sandbox.db")
	g := newGuest(t, Config{Speed: 1})
	g.durable(file)
	g.openSession(wire.WidgetOptions{})
	id := g.monitored()
	g.clock.pass(40 * day)
	if n := len(g.tasksOf(id)); n != 2 {
		t.Fatalf("%d tasks, want the linking and a sync", n)
	}
	g.clock.pass(70 * day)
	g.restart(file)
	if n := len(g.tasksOf(id)); n != 4 {
		t.Errorf("%d tasks, want the linking and three syncs", n)
	}
	g.openAccount(id, wire.StatusConnected)
}

func TestStartingOverEmptiesTheFileToo(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "sandbox.db")
	g := newGuest(t, Config{Speed: 1})
	first := into[wire.UserCreated](t, g.open("POST", "/users", "").want(t, 201))
	g = newGuest(t, Config{Speed: 1})
	g.durable(file)
	g.openSession(wire.WidgetOptions{})
	g.monitored()
	g.send("POST", "/_sandbox/clock", "", `{"advance":"9h"}`).want(t, 200)
	after := into[wire.SandboxState](t, g.send("POST", "/_sandbox/reset", "", "").want(t, 200))
	if after.Users+after.Tokens+after.Sessions+after.Tasks+len(after.Accounts) != 0 || !after.Now.Equal(g.clock.Now()) {
		t.Errorf("after starting over there is %+v", after)
	}
	g.link("GET", "/providers", "").refused(t, 401, wire.CodeInvalidToken, "session")
	g.restart(file)
	if n := g.users(); n != 0 {
		t.Errorf("%d users came back", n)
	}
	again := into[wire.UserCreated](t, g.open("POST", "/users", "").want(t, 201))
	if again.User.ID != first.User.ID {
		t.Errorf("the first user after starting over is %s, of a new sandbox %s", again.User.ID, first.User.ID)
	}
}

func TestAFileThatCannotBeReadBackIsRefused(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "sandbox.db")
	g := newGuest(t, Config{Providers: 300})
	g.durable(file)
	g.openSession(wire.WidgetOptions{})
	page := into[wire.Page[wire.Provider]](t, g.open("GET", "/providers?size=150&accountConnection=true&active=true&type=SYSTEM", "").want(t, 200))
	form := into[wire.LoginForm](t, g.link("GET", "/providers/"+page.Items[len(page.Items)-1].ID+"/login", "").want(t, 200))
	option, who := form.Options[0].ID, map[string]string{"email": "gpalomero1234@smileapi.io", "mobile": "9559991234", "username": "George"}
	g.login(page.Items[len(page.Items)-1].ID, option, who[option], "123456")
	if err := g.srv.state.Close(); err != nil {
		t.Fatal(err)
	}
	if err := New(Config{}).state.Open(file); err == nil || !strings.Contains(err.Error(), "--providers") {
		t.Errorf("with a smaller catalogue: %v", err)
	}
	damage(t, file)
	if err := New(Config{Providers: 300}).state.Open(file); err == nil || !strings.Contains(err.Error(), "users") {
		t.Errorf("with a damaged user: %v", err)
	}
	if err := os.WriteFile(file, []byte("a letter to my aunt"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Listen(t.Context(), Config{File: file}); err == nil {
		t.Error("a letter was taken for a data file")
	}
}

// damage puts what is no user in the place of the first one.
func damage(t *testing.T, file string) {
	t.Helper()
	f, err := store.Open(file, state.Version)
	if err != nil {
		t.Fatal(err)
	}
	var b store.Batch
	b.Put("users", 0, []byte(`{"ID":7}`))
	f.Append(&b)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestADiskThatFails(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{})
	g.durable(filepath.Join(t.TempDir(), "sandbox.db"))
	g.open("POST", "/users", "").want(t, 201)
	if err := g.srv.state.Close(); err != nil { // nothing can be written any more
		t.Fatal(err)
	}
	g.open("POST", "/users", "").refused(t, 500, wire.CodeServerError, "log")
	g.open("GET", "/users", "").want(t, 200)
	g.open("GET", "/providers", "").want(t, 200)
}

func TestAFileOfTheVersionBeforeIsRefused(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "sandbox.db")
	f, err := store.Open(file, state.Version-1)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err := New(Config{}).state.Open(file); !errors.Is(err, store.ErrNotOurs) || !strings.Contains(err.Error(), "another file") {
		t.Errorf("it is opened with %v", err)
	}
}

// What a login has authorised again is known after a restart, and no login that was before
// an account came to wait for its user ends that waiting.
func TestARestartAuthorisesNothing(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "sandbox.db")
	g := newGuest(t, Config{Speed: 1})
	g.durable(file)
	g.openSession(wire.WidgetOptions{})
	id := g.monitored()
	g.login("philhealth_ph", "username", "George", "123456")
	g.clock.pass(10 * time.Second)
	second := g.monitored()
	wait := wire.Fault{Name: fault.MonitorUserActionRequired, Now: true}
	g.set(wait)
	g.restart(file)
	for account, want := range map[string]wire.MonitorStatus{id: wire.MonitorActive, second: wire.MonitorUserActionRequired} {
		if a := g.openAccount(account, wire.StatusConnected); a.MonitorStatus != want {
			t.Errorf("%s: monitor is %s, want %s", account, a.MonitorStatus, want)
		}
	}
}
