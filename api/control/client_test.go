package control_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"winkterm/api"
	"winkterm/api/control"
	"winkterm/api/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// step is one call that a test expects, with its answer.
type step struct {
	// want is "METHOD /path", body what it must carry, none when empty.
	want, body string
	status     int
	answer     string
}

// serve starts a host that is loud about any call but the steps in their order,
// and about steps that nobody made, and gives a client of it.
func serve(t *testing.T, steps ...step) *control.Client {
	t.Helper()
	var mu sync.Mutex
	next := 0
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		body, _ := io.ReadAll(r.Body)
		got := step{want: r.Method + " " + r.URL.RequestURI(), body: string(body)}
		if next >= len(steps) || steps[next].want != got.want || steps[next].body != got.body {
			t.Errorf("call %d is %s %s, which the test does not expect", next+1, got.want, got.body)
			w.WriteHeader(http.StatusTeapot)
			return
		}
		if r.Header.Get("Authorization") != "" {
			t.Errorf("%s is signed", got.want)
		}
		if got.body != "" && r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s is of type %q", got.want, r.Header.Get("Content-Type"))
		}
		w.WriteHeader(steps[next].status)
		_, _ = io.WriteString(w, steps[next].answer)
		next++
	}))
	t.Cleanup(func() {
		host.Close()
		if next < len(steps) {
			t.Errorf("%d of %d expected calls were made", next, len(steps))
		}
	})
	c, err := control.New(api.Config{BaseURL: host.URL + "/_sandbox", HTTP: host.Client()})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func ok(data string) string {
	return `{"code":"OK","message":"Success","requestId":"r-1","data":` + data + `}`
}

const done = `{"code":"OK","message":"Success","requestId":"r-1"}`

func TestEveryCall(t *testing.T) {
	t.Parallel()
	c := serve(t,
		step{"GET /_sandbox", "", 200, ok(`{"now":"2026-03-01T09:00:00Z","seed":7,"users":2}`)},
		step{"GET /_sandbox/faults", "", 200, ok(`{"offered":[{"name":"http.503","short":"h5","group":"http","label":"away","moment":"the next call","now":false}],
			"armed":[{"id":"f-1","name":"http.503","times":3,"triggered":1,"when":{"operation":"GET /v1/providers"}}]}`)},
		step{"POST /_sandbox/faults", `{"name":"account.ACCOUNT_LOCKED","when":{"userId":"u-1"},"times":1}`, 200, ok(`{"fault":{"id":"f-2","name":"account.ACCOUNT_LOCKED","times":1},"done":"waits for the next login"}`)},
		step{"POST /_sandbox/faults", `{"name":"token.expired","now":true}`, 200, ok(`{"fault":{"name":"token.expired","now":true},"done":"the session of u-1 is over"}`)},
		step{"DELETE /_sandbox/faults/f-2", "", 200, done},
		step{"DELETE /_sandbox/faults", "", 200, done},
		step{"GET /_sandbox/events", "", 200, ok(`{"items":[]}`)},
		step{"GET /_sandbox/events?since=4&size=2&type=TASK_STARTED&userId=u-1", "", 200, ok(`{"items":[{"n":5,"id":"et-1","type":"TASK_STARTED"}]}`)},
		step{"GET /_sandbox/deliveries", "", 200, ok(`{"items":[]}`)},
		step{"GET /_sandbox/deliveries?since=4&size=2&state=FAILED&type=TASK_STARTED&userId=u-1&webhookId=wh-1", "", 200,
			ok(`{"items":[{"n":5,"eventId":"et-1","state":"FAILED","attempts":[{"status":500}]}]}`)},
		step{"POST /_sandbox/clock", `{"advance":"5h0m0s"}`, 200, ok(`{"now":"2026-03-01T14:00:00Z"}`)},
		step{"POST /_sandbox/reset", "", 200, ok(`{"now":"2026-03-01T09:00:01Z","users":0}`)},
	)
	ctx := t.Context()
	if s, err := c.State(ctx); err != nil || s.Seed != 7 || s.Users != 2 {
		t.Errorf("state is %+v, %v", s, err)
	}
	found, err := c.Faults(ctx)
	want := wire.SandboxFaults{
		Offered: []wire.FaultKind{{Name: "http.503", Short: "h5", Group: "http", Label: "away", Moment: "the next call"}},
		Armed:   []wire.Fault{{ID: "f-1", Name: "http.503", Times: 3, Triggered: 1, When: wire.FaultWhen{Operation: "GET /v1/providers"}}},
	}
	if diff := cmp.Diff(want, found); err != nil || diff != "" {
		t.Errorf("faults: %v\n%s", err, diff)
	}
	armed, err := c.Set(ctx, wire.Fault{Name: "account.ACCOUNT_LOCKED", When: wire.FaultWhen{UserID: "u-1"}, Times: 1})
	if err != nil || armed.Fault.ID != "f-2" || armed.Done != "waits for the next login" {
		t.Errorf("armed %+v, %v", armed, err)
	}
	if triggered, err := c.Set(ctx, wire.Fault{Name: "token.expired", Now: true}); err != nil || triggered.Fault.ID != "" {
		t.Errorf("triggered %+v, %v", triggered, err)
	}
	if err := errors.Join(c.Disarm(ctx, "f-2"), c.Clear(ctx)); err != nil {
		t.Error(err)
	}
	if e, err := c.Events(ctx, control.EventOptions{}); err != nil || len(e.Items) != 0 {
		t.Errorf("events are %+v, %v", e, err)
	}
	e, err := c.Events(ctx, control.EventOptions{UserID: "u-1", Type: "TASK_STARTED", Behind: 4, Size: 2})
	if err != nil || len(e.Items) != 1 || e.Items[0].N != 5 {
		t.Errorf("events are %+v, %v", e, err)
	}
	if d, err := c.Deliveries(ctx, control.DeliveryOptions{}); err != nil || len(d.Items) != 0 {
		t.Errorf("deliveries are %+v, %v", d, err)
	}
	all := control.DeliveryOptions{UserID: "u-1", WebhookID: "wh-1", Type: "TASK_STARTED", State: wire.DeliveryFailed, Behind: 4, Size: 2}
	if d, err := c.Deliveries(ctx, all); err != nil || len(d.Items) != 1 || d.Items[0].N != 5 || d.Items[0].Attempts[0].Status != 500 {
		t.Errorf("deliveries are %+v, %v", d, err)
	}
	if s, err := c.Advance(ctx, 5*time.Hour); err != nil || s.Now.Hour() != 14 {
		t.Errorf("state is %+v, %v", s, err)
	}
	if s, err := c.Reset(ctx); err != nil || s.Now.Hour() != 9 {
		t.Errorf("state is %+v, %v", s, err)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status  int
		answer  string
		kind    api.Kind
		message string
	}{
		"nothing fits":   {400, `{"code":"INVALID_PARAMETERS","message":"there is no login to trigger","requestId":"r"}`, api.KindInvalid, "there is no login to trigger"},
		"no such route":  {404, `{"code":"MISSING_RESOURCE","message":"there is no operation at this path","requestId":"r"}`, api.KindMissing, "no operation"},
		"a web server":   {404, `<html>`, api.KindNotEnvelope, "not the API's envelope"},
		"it wants a key": {401, `{"code":"INVALID_TOKEN","message":"sign in","requestId":"r"}`, api.KindKeyRefused, "sign in"},
		"another name":   {403, `{"code":"UNAUTHORIZED_ACCESS","message":"on loopback names alone","requestId":"r"}`, api.KindForbidden, "loopback"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := serve(t, step{"POST /_sandbox/faults", `{"name":"http.500"}`, c.status, c.answer})
			_, err := client.Set(t.Context(), wire.Fault{Name: "http.500"})
			if kind, ok := api.KindOf(err); !ok || kind != c.kind || !strings.Contains(err.Error(), c.message) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// An id is one segment, whatever it holds: it must not lead to another call.
func TestAnIDStaysAnID(t *testing.T) {
	t.Parallel()
	c := serve(t, step{"DELETE /_sandbox/faults/..%2Freset", "", 404, `{"code":"MISSING_RESOURCE","requestId":"r"}`})
	if kind, _ := api.KindOf(c.Disarm(t.Context(), "../reset")); kind != api.KindMissing {
		t.Errorf("got kind %v", kind)
	}
	for _, id := range []string{"", "..", "."} {
		if kind, _ := api.KindOf(c.Disarm(t.Context(), id)); kind != api.KindInvalid {
			t.Errorf("%q: got kind %v", id, kind)
		}
	}
}

func TestABadAddressIsRefusedAtOnce(t *testing.T) {
	t.Parallel()
	_, err := control.New(api.Config{BaseURL: "127.0.0.1:8970", BaseURLName: "OPEN_API_HOST"})
	var bad *api.BaseURLError
	if !errors.As(err, &bad) || !strings.HasPrefix(err.Error(), "OPEN_API_HOST ") {
		t.Errorf("got %v", err)
	}
}
