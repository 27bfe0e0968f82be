package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"winkterm/api/sandbox/fault"
	"winkterm/api/webhook"
	"winkterm/api/wire"
)

// TestEventsArePosted in their order to each webhook that wants them, and to no other.
func TestEventsArePosted(t *testing.T) {
	t.Parallel()
	g := posting(t, Config{})
	all, some, none := newInbox(t, nil), newInbox(t, nil), newInbox(t, nil)
	id := g.hook(all.address, "ALL_EVENTS", true, true)
	g.hook(some.address, "USER_CREATED TASK_FINISHED", true, false)
	g.hook(none.address, "ALL_EVENTS", false, true)
	g.openSession(wire.WidgetOptions{})
	g.login("freelancer", "username", "George", "123456")
	want := []string{"USER_CREATED", "ACCOUNT_CREATED", "TASK_STARTED", "ACCOUNT_CONNECTED", "USER_SESSION_COMPLETED",
		"IDENTITY_ADDED", "TRANSACTIONS_ADDED", "RATING_ADDED"}
	if diff := cmp.Diff(want, all.types(8)); diff != "" {
		t.Errorf("all:\n%s", diff)
	}
	full := all.next()
	some.types(1)
	plain := some.next()
	if !bytes.Contains(full.body, []byte(`"payload":{`)) || bytes.Contains(plain.body, []byte("payload")) || full.event.ID != plain.event.ID {
		t.Errorf("with payload %s\nwithout %s", full.body, plain.body)
	}
	g.open("DELETE", "/webhooks/"+id, "").want(t, 200)
	g.open("POST", "/users", "").want(t, 201)
	some.types(1)
	if n := len(all.got) + len(none.got) + len(some.got); n != 0 {
		t.Errorf("%d more were posted", n)
	}
	list := g.until("", func(l []wire.SandboxDelivery) bool { return l[0].State == wire.DeliveryDelivered })
	if len(list) != 12 || list[0].N != 12 || list[0].Attempts[0].Status != 204 || !list[0].NextAt.IsZero() || list[0].WebhookID == id {
		t.Errorf("%d, the last %+v", len(list), list[0])
	}
}

// TestAFailedOneIsTriedAgain by the clock, while those behind it wait; one that fails for
// the third time is given up.
func TestAFailedOneIsTriedAgain(t *testing.T) {
	t.Parallel()
	g := posting(t, Config{Speed: 2})
	in := newInbox(t, func(w http.ResponseWriter, n int) {
		w.WriteHeader([]int{500, 302, 201, 199 + 1, 404, 500, 503, 202}[n-1])
	})
	g.hook(in.address, "ALL_EVENTS", true, false)
	start := g.clock.Now()
	for range 4 {
		g.open("POST", "/users", "").want(t, 201)
	}
	first := in.next()
	wait := func(n, of int) time.Duration {
		t.Helper()
		list := g.until("?state=WAITING", tried(of))
		oldest, before := list[len(list)-1], g.clock.Now()
		if d := oldest.NextAt.Sub(before); d < 10*time.Second || d > 30*time.Second || len(list) != n {
			t.Errorf("%d wait, the next attempt is in %s", len(list), d)
		}
		g.clock.pass(oldest.NextAt.Sub(before) - time.Millisecond)
		g.open("GET", "/users", "").want(t, 200)
		if len(in.got) != 0 {
			t.Error("it was too soon")
		}
		g.clock.pass(time.Millisecond)
		g.open("GET", "/users", "").want(t, 200)
		return oldest.NextAt.Sub(start)
	}
	one := wait(4, 1)
	if again := in.next(); !bytes.Equal(again.body, first.body) || again.header.Get(webhook.SignatureHeader) != first.header.Get(webhook.SignatureHeader) {
		t.Error("another body was sent")
	}
	two := wait(4, 2)
	for range 3 {
		in.next()
	}
	wait(2, 1)
	in.next()
	wait(2, 2)
	in.next()
	last := in.next()
	list := g.until("", func(l []wire.SandboxDelivery) bool { return l[0].State == wire.DeliveryDelivered })
	states := func(d wire.SandboxDelivery) string {
		text := d.State
		for _, a := range d.Attempts {
			text += fmt.Sprint(" ", a.Status)
		}
		return text
	}
	want := []string{"DELIVERED 500 302 201", "DELIVERED 200", "FAILED 404 500 503", "DELIVERED 202"}
	for i, d := range list {
		if got := states(d); got != want[3-i] {
			t.Errorf("%d: %s, want %s", d.N, got, want[3-i])
		}
	}
	if at := list[3].Attempts; at[1].At.Sub(start) != one || at[2].At.Sub(start) != two || last.event.ID != list[0].EventID {
		t.Errorf("attempts %+v after %s and %s", at, one, two)
	}
}

// TestABadHandlerCostsItsOwnDeliveries alone: the other webhook gets all.
func TestABadHandlerCostsItsOwnDeliveries(t *testing.T) {
	t.Parallel()
	led := newInbox(t, nil)
	var whole atomic.Bool
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		status int
		says   string
		state  string
	}{
		"hangs": {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, 0, "no answer within 200ms", wire.DeliveryFailed},
		"100 MB": {func(w http.ResponseWriter, _ *http.Request) {
			for range 100 {
				if _, err := w.Write(make([]byte, 1<<20)); err != nil {
					return
				}
			}
			whole.Store(true)
		}, 200, "", wire.DeliveryDelivered},
		"redirects": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, led.address, http.StatusTemporaryRedirect)
		}, 307, "", wire.DeliveryFailed},
		"cuts": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, 0, "EOF", wire.DeliveryFailed},
		"drips": {func(w http.ResponseWriter, r *http.Request) {
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		}, 200, "", wire.DeliveryDelivered},
	} {
		g := posting(t, Config{})
		if g.srv.sender.AnswerTime = 200 * time.Millisecond; name == "100 MB" {
			g.srv.sender.AnswerTime = time.Minute
		}
		bad := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body) // so that the server sees when the sender goes away
			c.answer(w, r)
		}))
		good := newInbox(t, nil)
		id := g.hook(bad.URL+"/?token=hush", "ALL_EVENTS", true, true)
		g.hook(good.address, "ALL_EVENTS", true, true)
		for range 20 {
			g.open("POST", "/users", "").want(t, 201)
		}
		good.types(20)
		done := g.until("?webhookId="+id, func(l []wire.SandboxDelivery) bool { return l[len(l)-1].State != wire.DeliveryWaiting })
		d := done[len(done)-1]
		if a := d.Attempts[len(d.Attempts)-1]; a.Status != c.status || !strings.Contains(a.Err, c.says) || strings.Contains(a.Err, "hush") || d.State != c.state {
			t.Errorf("%s: %s %+v", name, d.State, a)
		}
		g.srv.sender.Close()
		bad.Close()
	}
	if whole.Load() {
		t.Error("100 MB were read")
	}
	if len(led.got) != 0 {
		t.Error("a redirect was followed")
	}
}

// TestAnAddressElsewhereIsRefused and says which flag would allow it.
func TestAnAddressElsewhereIsRefused(t *testing.T) {
	t.Parallel()
	g := posting(t, Config{})
	g.hook("https://hooks.example.invalid/smile", "ALL_EVENTS", true, true)
	g.open("POST", "/users", "").want(t, 201)
	failed := func(l []wire.SandboxDelivery) bool { return l[0].State == wire.DeliveryFailed }
	d := g.until("", failed)[0]
	if len(d.Attempts) != 1 || d.Attempts[0].Status != 0 || !strings.Contains(d.Attempts[0].Err, "--webhooks-anywhere") {
		t.Errorf("%+v", d)
	}
	g = posting(t, Config{WebhooksAnywhere: true})
	in := newInbox(t, nil)
	_, port, _ := strings.Cut(strings.TrimPrefix(in.address, "http://"), ":")
	g.hook("https://0.0.0.0:"+port, "ALL_EVENTS", true, true) // it leads to this machine, but is no loopback address
	g.open("POST", "/users", "").want(t, 201)
	if d := g.until("", failed)[0]; len(d.Attempts) != 3 || !strings.Contains(d.Attempts[0].Err, "HTTP response to HTTPS client") {
		t.Errorf("allowed, but %+v", d)
	}
}

// TestFaultsOfDeliveries are the same over HTTP as in the process.
func TestFaultsOfDeliveries(t *testing.T) {
	t.Parallel()
	for name, want := range map[wire.FaultName]string{
		fault.Duplicate:  "1 1 2 3",
		fault.Unsigned:   "1! 2 3",
		fault.BadSign:    "1? 2 3",
		fault.BodyCut:    "? 2 3",
		fault.Missing:    "2 3",
		fault.OutOfOrder: "2 1 3",
		fault.Late:       "2 3 1",
	} {
		g := posting(t, Config{Speed: 1})
		in := newInbox(t, nil)
		g.hook(in.address, "USER_CREATED", true, true)
		g.set(wire.Fault{Name: name, Times: 1, When: wire.FaultWhen{Nth: 1}})
		ids := map[string]int{}
		for n := range 3 {
			g.open("POST", "/users", "").want(t, 201)
			ids[g.events("?size=1")[0].ID] = n + 1
		}
		var got []string
		for range strings.Fields(want) {
			if name == fault.Late && len(got) == 2 {
				if w := g.until("?state=WAITING", func(l []wire.SandboxDelivery) bool { return len(l) == 1 })[0]; !w.NextAt.Equal(g.clock.Now().Add(30 * time.Second)) {
					t.Errorf("late until %s", w.NextAt)
				}
				g.clock.pass(30 * time.Second)
				g.open("GET", "/users", "").want(t, 200)
			}
			p := in.next()
			text := strings.Trim(fmt.Sprint(ids[p.event.ID]), "0")
			if p.header.Get(webhook.SignatureHeader) == "" {
				text += "!"
			} else if !p.signed() {
				text += "?"
			}
			got = append(got, text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", name, got, want)
		}
		over := g.until("", func(l []wire.SandboxDelivery) bool {
			return !slices.ContainsFunc(l, func(d wire.SandboxDelivery) bool { return d.State == wire.DeliveryWaiting })
		})
		if d := over[2]; name == fault.Missing && (d.State != wire.DeliveryFailed || !strings.Contains(d.Attempts[0].Err, "f-1")) ||
			name == fault.Duplicate && len(d.Attempts) != 2 || len(in.got) != 0 {
			t.Errorf("%s: %+v", name, d)
		}
	}
}

// TestTheLastOneOutOfOrderIsPosted once no other has come for a minute.
func TestTheLastOneOutOfOrderIsPosted(t *testing.T) {
	t.Parallel()
	g := posting(t, Config{})
	in := newInbox(t, nil)
	g.hook(in.address, "ALL_EVENTS", true, true)
	g.set(wire.Fault{Name: fault.OutOfOrder}) // each one, but not when it comes at last
	g.open("POST", "/users", "").want(t, 201)
	g.until("", func(l []wire.SandboxDelivery) bool { return l[0].NextAt.Equal(g.clock.Now().Add(time.Minute)) })
	g.clock.pass(time.Minute)
	g.open("GET", "/users", "").want(t, 200)
	in.types(1)
}

// TestWhatWasNotDeliveredSurvives a restart, with the same body, and what was deleted does not come.
func TestWhatWasNotDeliveredSurvives(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "sandbox.db")
	g := posting(t, Config{Speed: 1})
	g.durable(file)
	bad, gone, in := newInbox(t, func(w http.ResponseWriter, n int) {
		w.WriteHeader([]int{204, 204, 500, 204, 204, 204, 204, 204, 204, 204}[n-1])
	}), newInbox(t, func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusBadGateway) }), newInbox(t, nil)
	g.hook(bad.address, "USER_SESSION_COMPLETED TASK_FINISHED ACCOUNT_CONNECTED USER_SESSION_RESET", true, true)
	deleted := g.hook(gone.address, "USER_CREATED", true, true)
	g.hook(in.address, "USER_SESSION_COMPLETED TASK_FINISHED ACCOUNT_CONNECTED USER_SESSION_RESET", true, true)
	g.openSession(wire.WidgetOptions{})
	gone.next()
	g.until("?webhookId="+deleted, tried(1))
	g.atOnce(`{"providerId":"sss_ph","person":"George","userId":"` + g.userID + `"}`)
	g.clock.pass(10 * time.Second)
	g.open("POST", "/users/"+g.userID+"/resetSession", "").want(t, 200)
	want := []posted{in.next(), in.next(), in.next(), in.next()}
	got := []posted{bad.next(), bad.next(), bad.next()}
	g.until("?state=WAITING", func(l []wire.SandboxDelivery) bool {
		return len(l) == 3 && len(l[1].Attempts) == 1 && l[0].UserID == g.userID
	})
	g.open("DELETE", "/webhooks/"+deleted, "").want(t, 200)
	g.srv.sender.Close()
	g.restart(file)
	if l := g.deliveries(""); len(l) != 2 || len(l[1].Attempts) != 1 {
		t.Errorf("after the restart %+v", l)
	}
	g.clock.pass(61 * time.Second)
	g.open("GET", "/users", "").want(t, 200)
	got = append(got, bad.next(), bad.next())
	got = slices.Delete(got, 2, 3)
	for i, p := range want {
		if !bytes.Equal(p.body, got[i].body) {
			t.Errorf("%d:\n%s", i, cmp.Diff(string(p.body), string(got[i].body)))
		}
	}
	g.until("", func(l []wire.SandboxDelivery) bool { return len(l) == 2 && l[0].State == wire.DeliveryDelivered })
	if len(gone.got) != 0 {
		t.Error("a deleted webhook got one")
	}
}

// TestASessionsPayload has what was shared in that session, and nothing of the one before.
func TestASessionsPayload(t *testing.T) {
	t.Parallel()
	g := posting(t, Config{})
	in := newInbox(t, nil)
	g.hook(in.address, "USER_SESSION_COMPLETED", true, true)
	g.openSession(wire.WidgetOptions{})
	for _, provider := range []string{"upwork", "sss_ph"} {
		g.clock.pass(time.Minute)
		id := g.atOnce(`{"providerId":"` + provider + `","person":"George","userId":"` + g.userID + `"}`).ID
		var e struct {
			Data struct{ Payload wire.UserPayload }
		}
		if err := json.Unmarshal(in.next().body, &e); err != nil || len(e.Data.Payload.Accounts) != 1 || e.Data.Payload.Accounts[0].ID != id {
			t.Errorf("%s: %v %+v", provider, err, e.Data.Payload.Accounts)
		}
		g.clock.pass(time.Minute)
		g.open("POST", "/users/"+g.userID+"/resetSession", "").want(t, 200)
	}
}

// TestAResetForgetsDeliveries and what is on its way.
func TestAResetForgetsDeliveries(t *testing.T) {
	t.Parallel()
	g := posting(t, Config{Speed: 1})
	in := newInbox(t, func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusBadGateway) })
	g.hook(in.address, "ALL_EVENTS", true, true)
	for range 2 {
		g.open("POST", "/users", "").want(t, 201)
	}
	in.next()
	g.until("", tried(1))
	g.send("POST", "/_sandbox/reset", "", "").want(t, 200)
	g.clock.pass(time.Hour)
	if l := g.deliveries(""); len(l) != 0 || len(in.got) != 0 {
		t.Errorf("%+v are left", l)
	}
	g.hook(in.address, "ALL_EVENTS", true, true)
	g.open("POST", "/users", "").want(t, 201)
	in.next()
	if l := g.until("", tried(1)); len(l) != 1 || l[0].N != 1 {
		t.Errorf("%+v", l)
	}
}

func TestDeliveriesAreListedByTheControl(t *testing.T) {
	t.Parallel()
	g := posting(t, Config{Speed: 1})
	in, bad := newInbox(t, nil), newInbox(t, func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusBadGateway) })
	one, two := g.hook(in.address, "USER_CREATED ACCOUNT_CREATED", true, true), g.hook(bad.address, "ACCOUNT_CREATED", true, true)
	g.openSession(wire.WidgetOptions{})
	first := g.userID
	g.clock.pass(time.Second)
	g.openSession(wire.WidgetOptions{})
	g.login("freelancer", "username", "George", "123456")
	g.until("", func(l []wire.SandboxDelivery) bool {
		return len(l) == 4 && len(l[0].Attempts) == 1 && l[1].State == wire.DeliveryDelivered
	})
	for query, want := range map[string][]uint64{
		"": {4, 3, 2, 1}, "?size=2": {4, 3}, "?since=2": {4, 3}, "?since=2026-03-01T09:00:01Z": {4, 3, 2},
		"?userId=" + first: {1}, "?webhookId=" + one: {3, 2, 1}, "?webhookId=" + two: {4}, "?webhookId=wh-none": {},
		"?state=WAITING": {4}, "?state=DELIVERED": {3, 2, 1}, "?state=FAILED": {}, "?type=USER_CREATED&size=1": {2}, "?type=ALL_EVENTS&since=3": {4},
	} {
		var got []uint64
		for _, d := range g.deliveries(query) {
			got = append(got, d.N)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", query, diff)
		}
	}
	for query, says := range map[string]string{
		"?type=x": "type", "?userId=nobody": "userId", "?size=1001": "size", "?since=x": "since", "?state=waiting": "state", "?kind=x": "kind",
	} {
		g.send("GET", "/_sandbox/deliveries"+query, "", "").refused(t, 400, wire.CodeInvalidParameters, says)
	}
	for range 1100 {
		g.open("POST", "/users", "").want(t, 201)
	}
	list := g.until("?size=1000", func(l []wire.SandboxDelivery) bool { return l[0].N == 1104 && l[0].State == wire.DeliveryDelivered })
	if len(list) != 1000 || list[999].N != 105 {
		t.Errorf("%d are listed, the oldest %d", len(list), list[len(list)-1].N)
	}
	if l := g.deliveries("?size=1000&webhookId=" + one); len(l) != 1000 {
		t.Errorf("%d are kept", len(l))
	}
	if l := g.deliveries("?state=WAITING"); len(l) != 1 || l[0].N != 4 {
		t.Errorf("%+v wait", l)
	}
}
