package sandbox

import (
	"path/filepath"
	"testing"
	"time"

	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/store"
	"winkterm/api/wire"
)

// TestARestartMakesUpForEvents has what came while the sandbox was down come with the next
// call, at its own moment, and nothing a second time.
func TestARestartMakesUpForEvents(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "sandbox.db")
	box := &mailbox{}
	g := newGuest(t, Config{Speed: 1, Deliver: box.take})
	g.durable(file)
	g.openSession(wire.WidgetOptions{EnableUpload: true})
	start := g.clock.Now()
	g.monitored()
	raw, _ := sample(t, "George")
	g.link("POST", "/archives", encode(t, of("PAYSLIP", raw))).want(t, 200)
	linking := g.login("freelancer", "username", "Ryan", "654321")
	done := g.login("freelancer", "username", "Ryan", "error_ACCOUNT_LOCKED")
	g.link("DELETE", "/accounts/"+done, "").want(t, 200)
	box.events()
	before := g.events("")
	g.restart(file)
	g.told(box, start)
	g.clock.pass(2 * time.Second)
	g.restart(file)
	g.clock.pass(31 * day)
	g.restart(file)
	g.told(box, start)
	g.open("GET", "/accounts/"+linking, "").want(t, 200)
	g.told(box, start,
		"12s ACCOUNT_CONNECTED", "12s ARCHIVE_ANALYZED", "12s TASK_FINISHED",
		"14s IDENTITY_ADDED", "14s TRANSACTIONS_ADDED", "14s RATING_ADDED", "14s TASK_FINISHED",
		"744h0m2s TASK_STARTED", "744h0m4s EMPLOYMENTS_UPDATED", "744h0m4s CONTRIBUTIONS_UPDATED", "744h0m4s TASK_FINISHED", "744h0m4s ACCOUNT_SYNC_TASK_FINISHED")
	after := g.events("?size=1000")
	if n := len(before); len(after) != n+12 || after[len(after)-n].N != uint64(n) || after[len(after)-n].ID != before[0].ID {
		t.Errorf("before %d events, after %d", n, len(after))
	}
}

// TestAFileFromBeforeThereWereEvents makes up for nothing, and goes on.
func TestAFileFromBeforeThereWereEvents(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "sandbox.db")
	box := &mailbox{}
	g := newGuest(t, Config{Speed: 1, Deliver: box.take})
	g.durable(file)
	g.openSession(wire.WidgetOptions{})
	id := g.monitored()
	g.login("sss_ph", "ssNumber", "3300000008", "123456")
	if err := g.srv.state.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(file, state.Version)
	if err != nil {
		t.Fatal(err)
	}
	var b store.Batch
	b.Delete("events.next", 0)
	for i := range uint64(100) {
		b.Delete("events", i)
	}
	s.Append(&b)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	g.srv = New(g.srv.cfg)
	g.durable(file)
	defer g.srv.state.Close() //nolint:errcheck // it is thrown away
	box.events()
	g.open("GET", "/accounts/"+id, "").want(t, 200)
	g.told(box, g.clock.Now())
	g.clock.pass(6 * time.Minute)
	g.link("DELETE", "/accounts/"+id, "").want(t, 200)
	g.told(box, g.clock.Now(), "-58s ACCOUNT_FAILED", "-58s TASK_FINISHED", "0s ACCOUNT_DISCONNECTED")
}

// events lists what has happened by the control.
func (g *guest) events(query string) []wire.SandboxEvent {
	g.t.Helper()
	return into[wire.SandboxEvents](g.t, g.send("GET", "/_sandbox/events"+query, "", "").want(g.t, 200)).Items
}

func TestEventsAreListedByTheControl(t *testing.T) {
	t.Parallel()
	g := linking(t, Config{Speed: 1})
	one, other := g.userID, into[wire.UserCreated](t, g.open("POST", "/users", "").want(t, 201)).User.ID
	id := g.login("freelancer", "username", "George", "wrong")
	g.clock.pass(time.Minute)
	types := func(query string) (list string) {
		for _, e := range g.events(query) {
			list += string(e.Type) + " "
		}
		return list
	}
	for query, want := range map[string]string{
		"":                                 "TASK_FINISHED ACCOUNT_FAILED TASK_STARTED ACCOUNT_CREATED USER_CREATED USER_CREATED ",
		"?size=2":                          "TASK_FINISHED ACCOUNT_FAILED ",
		"?since=4":                         "TASK_FINISHED ACCOUNT_FAILED ",
		"?since=2026-03-01T09:00:01Z":      "TASK_FINISHED ACCOUNT_FAILED ",
		"?userId=" + other:                 "USER_CREATED ",
		"?type=ALL_EVENTS&size=1":          "TASK_FINISHED ",
		"?type=TASK_STARTED":               "TASK_STARTED ",
		"?type=INVITE_LINKED":              "",
		"?type=USER_CREATED&userId=" + one: "USER_CREATED ",
	} {
		if got := types(query); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
	if e := g.events("?type=ACCOUNT_FAILED")[0]; e.N != 5 || e.SourceID != id || e.UserID != one || e.ID == "" || e.At.After(g.clock.Now().Add(-50*time.Second)) {
		t.Errorf("listed as %+v", e)
	}
	for query, says := range map[string]string{
		"?type=account_failed": "type", "?userId=nobody": "userId", "?size=0": "size", "?size=1001": "size", "?since=x": "since", "?kind=x": "kind",
	} {
		g.send("GET", "/_sandbox/events"+query, "", "").refused(t, 400, wire.CodeInvalidParameters, says)
	}
	for range 1000 {
		g.open("POST", "/users", "").want(t, 201)
	}
	if list := g.events("?size=1000"); len(list) != 1000 || list[0].N != 1006 || list[999].N != 7 {
		t.Errorf("%d events are listed", len(list))
	}
	tx := g.srv.state.Begin()
	defer tx.End()
	if kept := len(g.srv.control.Events.Rows.All(tx)); kept != 1000 {
		t.Errorf("%d events are kept", kept)
	}
}
