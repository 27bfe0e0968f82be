package sandbox

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"winkterm/api/webhook"
	"winkterm/api/wire"
)

const hookSecret wire.Secret = "a quiet word"

// inbox is a back end's handler of webhooks on loopback.
type inbox struct {
	t       *testing.T
	address string
	got     chan posted
}

// posted is one POST.
type posted struct {
	header http.Header
	body   []byte
	event  wire.Event
}

// signed says whether the signature is that of the body.
func (p posted) signed() bool {
	return webhook.Verify(hookSecret, p.body, p.header.Get(webhook.SignatureHeader))
}

// newInbox starts a handler. answer answers the n-th POST, from 1; nil is 204 to all.
func newInbox(t *testing.T, answer func(w http.ResponseWriter, n int)) *inbox {
	t.Helper()
	in := &inbox{t: t, got: make(chan posted, 2000)}
	n := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		p := posted{header: r.Header, body: body}
		_ = json.Unmarshal(body, &p.event)
		if err != nil || r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s of %q: %v", r.Method, r.Header.Get("Content-Type"), err)
		}
		in.got <- p
		if n++; answer != nil {
			answer(w, n)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}))
	t.Cleanup(server.Close)
	in.address = server.URL
	return in
}

// next is the next POST.
func (in *inbox) next() posted {
	in.t.Helper()
	select {
	case p := <-in.got:
		return p
	case <-in.t.Context().Done():
		in.t.Fatal("nothing was posted")
		return posted{}
	}
}

// types are those of the next n events, each signed, and nothing more.
func (in *inbox) types(n int) (list []string) {
	in.t.Helper()
	for range n {
		p := in.next()
		if !p.signed() {
			in.t.Errorf("%s is not signed: %v", p.event.Type, p.header)
		}
		list = append(list, string(p.event.Type))
	}
	return list
}

// posting is newGuest whose deliveries end with the test.
func posting(t *testing.T, cfg Config) *guest {
	t.Helper()
	g := newGuest(t, cfg)
	t.Cleanup(func() { g.srv.sender.Close() })
	return g
}

// hook registers a webhook, and gives its id.
func (g *guest) hook(address, types string, active, payload bool) string {
	g.t.Helper()
	body := encode(g.t, map[string]any{
		"name": "Events", "url": address, "eventTypes": strings.Fields(types), "active": active, "includePayload": payload, "secret": hookSecret.Reveal(),
	})
	return into[wire.Webhook](g.t, g.open("POST", "/webhooks", body).want(g.t, 200)).ID
}

// deliveries lists them by the control, newest first.
func (g *guest) deliveries(query string) []wire.SandboxDelivery {
	g.t.Helper()
	return into[wire.SandboxDeliveries](g.t, g.send("GET", "/_sandbox/deliveries"+query, "", "").want(g.t, 200)).Items
}

// until lists the deliveries again and again until they are as they are to be.
func (g *guest) until(query string, so func([]wire.SandboxDelivery) bool) []wire.SandboxDelivery {
	g.t.Helper()
	var list []wire.SandboxDelivery
	for range 200_000 {
		if list = g.deliveries(query); so(list) {
			return list
		}
		runtime.Gosched()
	}
	g.t.Fatalf("the deliveries are %+v", list)
	return nil
}

// tried says that the oldest delivery has been tried so often.
func tried(n int) func([]wire.SandboxDelivery) bool {
	return func(list []wire.SandboxDelivery) bool { return len(list[len(list)-1].Attempts) == n }
}
