package sandbox

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
)

// story is a walk through most of the sandbox, with everything it answered.
func story(t *testing.T, seed uint64) string {
	t.Helper()
	g := uploading(t, Config{Seed: seed, Speed: 1, Providers: 500})
	var b strings.Builder
	note := func(r reply) { fmt.Fprintln(&b, r.status, r.header, r.raw) }
	note(g.open("GET", "/users", ""))
	note(g.open("POST", "/tokens?userId="+g.userID, ""))
	note(g.open("GET", "/providers?size=150&name=a", ""))
	note(g.link("GET", "/providers/grab/login", ""))
	id := g.login("grab", "mobile", "9559991234+7", "slow_2")
	for i := range 40 {
		g.clock.pass(250 * time.Millisecond)
		note(g.link("GET", "/accounts/"+id, ""))
		if i == 20 {
			note(g.link("POST", "/accounts/"+id+"/mfa", `{"choice":"email"}`))
		}
		if i == 30 {
			note(g.code(id, "0000"))
		}
	}
	note(g.link("POST", "/accounts/"+id+"/mfa/resend", ""))
	note(g.code(id, "1234"))
	note(g.send("POST", "/_sandbox/clock", "", `{"advance":"10s"}`))
	note(g.open("GET", "/accounts", ""))
	note(g.open("GET", "/tasks", ""))
	note(g.open("DELETE", "/accounts/"+id, ""))
	tellUploads(t, g, note)
	note(g.send("GET", "/_sandbox", "", ""))
	return b.String()
}

// tellUploads is the part of the story that is about documents.
func tellUploads(t *testing.T, g *guest, note func(reply)) {
	t.Helper()
	payslip, _ := sample(t, "George")
	note(g.link("GET", "/fileTypes", ""))
	note(g.open("GET", "/fileTypes?size=150", ""))
	note(g.upload(wire.UserProvided, of("PAYSLIP", payslip)))
	note(g.open("POST", "/archives", encode(t, of("", object("missing", wire.FormatPDF, "", aPDF)))))
	note(g.open("POST", "/archives/classify", encode(t, of("", payslip))))
	for range 16 {
		g.clock.pass(250 * time.Millisecond)
		note(g.open("GET", "/archives", ""))
		note(g.open("GET", "/tasks", ""))
	}
	note(g.send("POST", "/_sandbox/clock", "", `{"advance":"1440h"}`))
	note(g.open("GET", "/archives", ""))
	note(g.open("GET", "/tasks", ""))
}

func TestTheSameSeedRepeatsToTheByte(t *testing.T) {
	t.Parallel()
	first := story(t, 42)
	if diff := cmp.Diff(first, story(t, 42)); diff != "" {
		t.Errorf("the second run differs:\n%s", diff)
	}
	for _, status := range []wire.ConnectionStatus{wire.StatusPending, wire.StatusAwaitingMFA, wire.StatusConnected, wire.StatusDisconnected} {
		if !strings.Contains(first, string(status)) {
			t.Errorf("the story never came by %s", status)
		}
	}
	for _, status := range []wire.ArchiveStatus{wire.ArchiveStarted, wire.ArchiveAnalyzed, wire.ArchiveError, wire.ArchiveRevoked} {
		if !strings.Contains(first, string(status)) {
			t.Errorf("the story never came by %s", status)
		}
	}
	if first == story(t, 43) {
		t.Error("another seed tells the same story")
	}
}

func TestPollingDoesNotChangeWhatComes(t *testing.T) {
	t.Parallel()
	run := func(polls int) (wire.LinkAccount, string) {
		g := linking(t, Config{Seed: 1, Speed: 1})
		id := g.login("sss_ph", "ssNumber", "3300000008", "123456")
		for range polls {
			g.account(id)
		}
		g.clock.pass(3 * time.Second)
		return g.account(id), g.login("upwork", "email", "ryan1234@smileapi.io", "654321")
	}
	few, next := run(0)
	many, nextOfMany := run(50)
	if diff := cmp.Diff(few, many); diff != "" || next != nextOfMany {
		t.Errorf("polling changed the account:\n%s", diff)
	}
}
