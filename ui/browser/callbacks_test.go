package browser

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
)

func TestCallbacksAreReportedInOrderWithTheirTime(t *testing.T) {
	t.Parallel()
	p, h := made(t, nil)
	b := loaded(t, p)
	h.page(t, flow.PageOpen)
	for n, name := range callbacks {
		data := fmt.Sprintf(`{"n":%d}`, n)
		if have := b.send(callbackItem(n+1, name, data)); have != uint64(n+1) {
			t.Errorf("has %d", have)
		}
		got := h.callback(t, name, data)
		if want := time.Date(2026, 3, 1, 9, 0, n+1, 5e8, time.UTC); !got.At.Equal(want) || got.At.Location() != time.UTC {
			t.Errorf("at %s", got.At)
		}
	}
}

// What a page sends again because an acknowledgement was lost, or what overtakes
// something that was lost, is reported once and in its place.
func TestLostDoubledAndReordered(t *testing.T) {
	t.Parallel()
	p, h := made(t, nil)
	b := loaded(t, p)
	h.page(t, flow.PageOpen)
	item := func(n int) string { return callbackItem(n, wire.OnUIEvent, fmt.Sprintf(`{"n":%d}`, n)) }
	for _, c := range []struct {
		send []int
		have uint64
	}{
		{[]int{2}, 0}, {[]int{3, 4}, 0}, {[]int{1, 2}, 2}, {[]int{1}, 2}, {[]int{1, 2, 3}, 3}, {[]int{5}, 3}, {[]int{2, 3, 4, 5}, 5}, {nil, 5},
	} {
		var items []string
		for _, n := range c.send {
			items = append(items, item(n))
		}
		if have := b.send(items...); have != c.have {
			t.Errorf("%d: has %d, wanted %d", c.send, have, c.have)
		}
	}
	for n := 1; n <= 5; n++ {
		h.callback(t, wire.OnUIEvent, fmt.Sprintf(`{"n":%d}`, n))
	}
	h.nothing(t)
}

// A page that sends as the real one does, over a line that loses requests and
// answers and repeats what was sent before, loses nothing.
func TestNothingIsLostOverABadNetwork(t *testing.T) {
	t.Parallel()
	const all = 500
	p, h := made(t, nil)
	b := loaded(t, p)
	h.page(t, flow.PageOpen)
	luck := rand.New(rand.NewPCG(1, 2))
	acknowledged, sent := 0, []string(nil)
	for acknowledged < all {
		var items []string
		for n := acknowledged + 1; n <= min(all, acknowledged+1+luck.IntN(20)); n++ {
			items = append(items, callbackItem(n, wire.OnUIEvent, fmt.Sprintf(`{"n":%d}`, n)))
		}
		if luck.IntN(3) == 0 {
			continue // the request is lost
		}
		if sent != nil && luck.IntN(4) == 0 {
			b.send(sent...) // an old one arrives late
		}
		sent = items
		if have := b.send(items...); luck.IntN(3) > 0 { // else the answer is lost
			acknowledged = int(have)
		}
	}
	for n := 1; n <= all; n++ {
		h.callback(t, wire.OnUIEvent, fmt.Sprintf(`{"n":%d}`, n))
	}
	h.nothing(t)
}

func TestShapesOfData(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       wire.CallbackName
		data, want string
	}{
		{wire.OnClose, `{"reason":"close"}`, `{"reason":"close"}`},
		{wire.OnClose, `"close"`, `{"reason":"close"}`},
		{wire.OnClose, ` "er\"ror" `, `{"reason":"er\"ror"}`},
		{wire.OnClose, `null`, `null`},
		{wire.OnTokenExpired, `null`, `null`},
		{wire.OnTokenExpired, `true`, `{"value":true}`},
		{wire.OnAccountError, `"BAD"`, `{"value":"BAD"}`},
		{wire.OnUploadsCreated, `[ 1, 2 ]`, `{"value":[1,2]}`},
		{wire.OnUIEvent, "{ \"a\" :\n{\"b\": [ ] } }", `{"a":{"b":[]}}`},
	} {
		_, events, err := readReport([]byte(`{"items":[`+callbackItem(1, c.name, c.data)+`]}`), sdk)
		if err != nil {
			t.Errorf("%s %s: %v", c.name, c.data, err)
			continue
		}
		if got, ok := events[0].(flow.WidgetCallback); !ok || string(got.Data) != c.want {
			t.Errorf("%s %s: %s", c.name, c.data, got.Data)
		}
	}
	_, events, err := readReport([]byte(`{"items":[{"n":1,"at":"2026-03-01T09:00:00Z","name":"onTokenExpired"}]}`), sdk)
	if got, ok := events[0].(flow.WidgetCallback); err != nil || !ok || string(got.Data) != "null" {
		t.Errorf("without data: %#v, %v", events, err)
	}
}

func TestWhatThePageDoesNotSendIsRefused(t *testing.T) {
	t.Parallel()
	p, h := made(t, nil)
	b := loaded(t, p)
	h.page(t, flow.PageOpen)
	good := callbackItem(1, wire.OnUIEvent, `{}`)
	for name, items := range map[string]string{
		"unknown callback":   callbackItem(1, "onEvil", `{}`),
		"no callback":        callbackItem(1, "", `{}`),
		"number 0":           callbackItem(0, wire.OnClose, `{}`),
		"a gap inside":       good + "," + callbackItem(3, wire.OnClose, `{}`),
		"twice inside":       good + "," + good,
		"no time":            `{"n":1,"name":"onClose","data":{}}`,
		"bad time":           `{"n":1,"at":"today","name":"onClose","data":{}}`,
		"bad JSON":           `{"n":1,"at":"2026-03-01T09:00:00Z","name":"onClose","data":{]}`,
		"unknown field":      `{"n":1,"at":"2026-03-01T09:00:00Z","name":"onClose","data":{},"html":"x"}`,
		"unknown trouble":    `{"n":1,"at":"2026-03-01T09:00:00Z","broken":"evil"}`,
		"trouble and name":   `{"n":1,"at":"2026-03-01T09:00:00Z","broken":"script","name":"onClose"}`,
		"trouble and data":   `{"n":1,"at":"2026-03-01T09:00:00Z","broken":"script","data":{}}`,
		"callback with text": `{"n":1,"at":"2026-03-01T09:00:00Z","name":"onClose","text":"x"}`,
		"large data":         callbackItem(1, wire.OnUIEvent, `"`+strings.Repeat("a", maxData-1)+`"`),
		"good, then bad":     good + "," + callbackItem(2, "onEvil", `{}`),
	} {
		if w := b.post("callbacks", `{"items":[`+items+`]}`); w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	if w := b.post("callbacks", `{"items":[`+callbackItem(1, wire.OnUIEvent, `"`+strings.Repeat("a", maxBody)+`"`)+`]}`); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("large body: %d", w.Code)
	}
	h.nothing(t)
	fits := `"` + strings.Repeat("a", maxData-2) + `"`
	if have := b.send(callbackItem(1, wire.OnClose, fits)); have != 1 {
		t.Errorf("the most that fits: has %d", have)
	}
	h.callback(t, wire.OnClose, `{"reason":`+fits+`}`)
}

// A terminal that takes no events has the page keep the callbacks.
func TestATerminalThatIsBusy(t *testing.T) {
	t.Parallel()
	h, release := newHeard(), make(chan struct{})
	p, _ := made(t, func(c *Config, _ *bounds) {
		before := c.OnEvent
		c.OnEvent = func(e flow.Event) {
			if _, page := e.(flow.WidgetPage); page {
				before(e)
				return
			}
			<-release
			h.tell(e)
		}
	})
	b := loaded(t, p)
	sent, busy := 0, false
	for !busy && sent < 2*outboxRoom {
		sent++
		busy = b.post("callbacks", `{"items":[`+callbackItem(sent, wire.OnUIEvent, fmt.Sprintf(`{"n":%d}`, sent))+`]}`).Code == http.StatusServiceUnavailable
	}
	if !busy || sent < outboxRoom {
		t.Fatalf("busy %t after %d", busy, sent)
	}
	close(release)
	for n := 1; n < sent; n++ {
		h.callback(t, wire.OnUIEvent, fmt.Sprintf(`{"n":%d}`, n))
	}
	if have := b.send(callbackItem(sent, wire.OnUIEvent, fmt.Sprintf(`{"n":%d}`, sent))); have != uint64(sent) {
		t.Errorf("sent again: has %d of %d", have, sent)
	}
	h.callback(t, wire.OnUIEvent, fmt.Sprintf(`{"n":%d}`, sent))
}

func TestAWidgetThatDoesNotRun(t *testing.T) {
	t.Parallel()
	p, h := made(t, nil)
	b := loaded(t, p)
	h.page(t, flow.PageOpen)
	n := 0
	broken := func(what, text string) string {
		n++
		return fmt.Sprintf(`{"n":%d,"at":"2026-03-01T09:00:00Z","broken":%q,"text":%s}`, n, what, text)
	}
	for what, want := range map[string]string{"script": "ad blocker", "missing": "no SmileLinkModal", "failed": "failed", "overflow": "lost"} {
		b.send(broken(what, `"a\u001b[31m\n\t  b\u202e"`))
		got := h.page(t, flow.PageBroken)
		if !strings.Contains(got.Text, want) || !strings.Contains(got.Text, sdk) || !strings.HasSuffix(got.Text, " (a [31m b)") {
			t.Errorf("%s: %q", what, got.Text)
		}
	}
	b.send(broken("failed", `"`+strings.Repeat("é", 5000)+`"`))
	if got := h.page(t, flow.PageBroken); strings.Count(got.Text, "é") != maxText {
		t.Errorf("%d letters", strings.Count(got.Text, "é"))
	}
	loaded(t, p)
	h.page(t, flow.PageOpen)
	b.send(broken("script", `""`)) // the session before is not what shows
	h.nothing(t)
}

// The session before may deliver what it has: a reload loses no callback.
func TestTheSessionBeforeDeliversWhatItHas(t *testing.T) {
	t.Parallel()
	p, h := made(t, nil)
	before := loaded(t, p)
	h.page(t, flow.PageOpen)
	now := loaded(t, p)
	h.page(t, flow.PageOpen)
	now.send(callbackItem(1, wire.OnUIEvent, `{}`))
	before.send(callbackItem(1, wire.OnClose, `{"reason":"exit"}`))
	h.callback(t, wire.OnUIEvent, `{}`)
	h.callback(t, wire.OnClose, `{"reason":"exit"}`)
	if what := before.listen(); what != orderMoved {
		t.Errorf("ordered %q", what)
	}
}

func FuzzReadReport(f *testing.F) {
	for _, seed := range []string{
		`{"items":[` + callbackItem(1, wire.OnClose, `"close"`) + `],"leaving":true}`,
		`{"items":[` + callbackItem(1, wire.OnAccountError, `{"errorCode":"X"}`) + `,` + callbackItem(2, wire.OnTokenExpired, `null`) + `]}`,
		`{"items":[{"n":3,"at":"2026-03-01T09:00:00Z","broken":"script","text":"x"}]}`,
		`{}`, `{"items":null}`, `[`, `{"items":[{"n":1,"at":"0001-01-01T00:00:00Z","name":"onClose","data":1e999}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		got, events, err := readReport(body, sdk)
		if err != nil {
			if len(events) > 0 || len(got.Items) > 0 {
				t.Errorf("%v, yet %d events", err, len(events))
			}
			return
		}
		if len(events) != len(got.Items) {
			t.Errorf("%d events of %d items", len(events), len(got.Items))
		}
		for i, e := range events {
			if i > 0 && got.Items[i].N != got.Items[i-1].N+1 {
				t.Error("a gap")
			}
			checkEvent(t, e)
		}
	})
}

// checkEvent holds an event against what the terminal relies on.
func checkEvent(t *testing.T, e flow.Event) {
	t.Helper()
	if page, ok := e.(flow.WidgetPage); ok {
		if page.State != flow.PageBroken || len([]rune(page.Text)) > maxText+300 || strings.ContainsAny(page.Text, "\x1b\n\r") {
			t.Errorf("%#v", e)
		}
		return
	}
	got, ok := e.(flow.WidgetCallback)
	if !ok || !slices.Contains(callbacks, got.Name) || len(got.Data) > maxData+16 || got.At.IsZero() {
		t.Errorf("%#v", e)
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(got.Data, &object); err != nil {
		t.Errorf("%s: %v", got.Data, err)
	}
}
