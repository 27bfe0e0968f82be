package sandbox

import (
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
)

// begun is when the clock of these tests begins.
var begun = time.Date(2026, 1, 15, 0, 0, 0, 0, time.UTC)

// frozen makes a sandbox whose clock stands still, on a machine whose clock runs.
func frozen(t testing.TB, real time.Time) *guest {
	t.Helper()
	g := newGuest(t, Config{Now: begun, Freeze: true, Seed: 7, Speed: 1, Providers: 300})
	g.clock.now = real
	g.heard = new(strings.Builder)
	return g
}

// move moves the clock of the sandbox by the control.
func (g *guest) move(by string) time.Time {
	g.t.Helper()
	return into[wire.SandboxState](g.t, g.send("POST", "/_sandbox/clock", "", `{"advance":"`+by+`"}`).want(g.t, 200)).Now
}

// useAll starts over, links, uploads and reads, and asks for every list, with pauses
// by the machine's clock.
func (g *guest) useAll(pause time.Duration) {
	g.send("POST", "/_sandbox/reset", "", "").want(g.t, 200)
	g.openSession(wire.WidgetOptions{EnableUpload: true})
	lists := func() {
		for _, op := range g.srv.routes {
			if op.Method == "GET" && !strings.Contains(op.Path, "{") {
				g.send("GET", op.Path+"?size=150", goodKey, "")
				g.send("GET", op.Path, "Bearer "+g.key, "")
				g.clock.pass(pause)
			}
		}
	}
	g.login("philhealth_ph", "username", "George", "123456")
	g.login("upwork", "email", "gpalomero1234@smileapi.io", "123456")
	g.login("freelancer", "username", "Ryan+2", "error_ACCOUNT_LOCKED")
	waiting := g.login("sss_ph", "ssNumber", "3300000008", "123456")
	archive := g.payslip("George")
	g.open("POST", "/archives", encode(g.t, of("PAYSLIP", object("a", wire.FormatPDF, "", aPDF))))
	v := g.invited()
	g.open("POST", "/webhooks", `{"name":"a","url":"https://a.test/b","secret":"0123456789abcdef","eventTypes":["ALL_EVENTS"],"active":true}`)
	lists()
	g.move("20s")
	g.code(waiting, "1234")
	lists()
	for _, id := range g.ids("/accounts", "10") {
		g.open("GET", "/accounts/"+id+"/payload", "")
	}
	g.open("GET", "/archives/"+archive.ID, "")
	g.open("GET", "/archives/-/payslips/queryPrediction?archiveId="+url.QueryEscape(archive.ID), "")
	g.open("GET", "/users/"+g.userID+"/payload", "")
	g.linkAs(v.UserID)
	for _, by := range []string{"5h", "31d", "60d"} {
		g.move(by)
		lists()
	}
	g.send("POST", "/_sandbox/faults", "", `{"name":"http.503","when":{"chance":0.3}}`)
	lists()
	for _, path := range []string{"", "/faults", "/requests"} {
		g.send("GET", "/_sandbox"+path, "", "")
	}
}

func TestTheSameSeedAndCallsGiveTheSameBytes(t *testing.T) {
	t.Parallel()
	var runs [][]string
	for _, real := range []time.Time{begun.AddDate(1, 3, 7), begun.AddDate(-9, 0, 0).Add(time.Nanosecond)} {
		g := frozen(t, real)
		for range 2 {
			g.heard.Reset()
			g.useAll(time.Duration(len(runs)) * 1234567 * time.Microsecond)
			runs = append(runs, strings.Split(g.heard.String(), "\n"))
		}
	}
	if len(runs[0]) < 300 {
		t.Errorf("only %d lines were answered", len(runs[0]))
	}
	for _, run := range runs[1:] {
		if diff := cmp.Diff(runs[0], run); diff != "" {
			t.Errorf("%.4000s", diff)
		}
	}
}

func TestTheClockBeginsWhereItIsTold(t *testing.T) {
	t.Parallel()
	g := newGuest(t, Config{Now: begun})
	g.clock.pass(time.Hour)
	if now := g.move("60d"); !now.Equal(begun.Add(61*24*time.Hour - 23*time.Hour)) {
		t.Errorf("it runs to %s", now)
	}
	g.send("POST", "/_sandbox/reset", "", "").want(t, 200)
	if now := g.move("1d12h"); !now.Equal(begun.Add(36 * time.Hour)) {
		t.Errorf("it begins anew at %s", now)
	}
	g = newGuest(t, Config{Freeze: true})
	stands := g.move("0s")
	g.clock.pass(time.Hour)
	if now := g.move("36500d"); !now.Equal(stands.Add(36500 * 24 * time.Hour)) {
		t.Errorf("frozen at %s it goes to %s", stands, now)
	}
	for _, by := range []string{"1d", "36501d", "1h1d", "1d5", "d", "-1d", "0.5d", "99999999999999d"} {
		g.send("POST", "/_sandbox/clock", "", `{"advance":"`+by+`"}`).refused(t, 400, wire.CodeInvalidParameters, "36500 days")
	}
}

// TestAClockThatBeginsEarlierGoesOn: rows are in the order of time, and the clock with
// them.
func TestAClockThatBeginsEarlierGoesOn(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "sandbox.db")
	g := newGuest(t, Config{Now: begun, Freeze: true})
	g.durable(file)
	g.openSession(wire.WidgetOptions{})
	g.clock.pass(time.Hour)
	g.srv.cfg.Now = begun.AddDate(0, -1, 0)
	g.restart(file)
	if now := g.move("0s"); !now.Equal(begun) {
		t.Errorf("it goes on at %s", now)
	}
}
