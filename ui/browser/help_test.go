package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
)

// patience is how long a test waits for what must come.
const patience = 30 * time.Second

const sdk = "https://web.smileapi.io/v2/smile.v2.js"

// heard is a terminal that keeps the events that it gets.
type heard struct {
	events chan flow.Event
	of     *Page // whose events they are
}

func newHeard() *heard { return &heard{events: make(chan flow.Event, 20_000)} }

func (h *heard) tell(e flow.Event) { h.events <- e }

// next waits for one event.
func (h *heard) next(t testing.TB) flow.Event {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	select {
	case e := <-h.events:
		return e
	case <-ctx.Done():
		t.Fatal("nothing came")
		return nil
	}
}

// page waits for a state of the page, the very next event.
func (h *heard) page(t testing.TB, want flow.PageState) flow.WidgetPage {
	t.Helper()
	e := h.next(t)
	got, ok := e.(flow.WidgetPage)
	if !ok || got.State != want {
		t.Fatalf("got %#v, wanted the page's state %d", e, want)
	}
	return got
}

// callback waits for a callback, the very next event.
func (h *heard) callback(t testing.TB, name wire.CallbackName, data string) flow.WidgetCallback {
	t.Helper()
	e := h.next(t)
	got, ok := e.(flow.WidgetCallback)
	if !ok || got.Name != name || string(got.Data) != data {
		t.Fatalf("got %#v with %s, wanted %s %s", e, got.Data, name, data)
	}
	return got
}

// nothing checks that all was heard: what the test itself tells comes next.
func (h *heard) nothing(t testing.TB) {
	t.Helper()
	fence := flow.WidgetPage{Text: "the test's own"}
	select {
	case <-h.of.out.done: // nothing is reported any more
		if len(h.events) > 0 {
			t.Fatalf("got %#v", <-h.events)
		}
	default:
		h.of.out.show(fence)
		if e := h.next(t); e != flow.Event(fence) {
			t.Fatalf("got %#v", e)
		}
	}
}

// tokens gives token-1, token-2, …
func tokens() func(context.Context) (wire.Secret, error) {
	var n atomic.Int32
	return func(context.Context) (wire.Secret, error) {
		return wire.Secret(fmt.Sprintf("token-%d", n.Add(1))), nil
	}
}

// made is a page that is called without a network.
func made(t testing.TB, change func(*Config, *bounds)) (*Page, *heard) {
	t.Helper()
	h := newHeard()
	c, b := Config{Script: sdk, Token: tokens(), OnEvent: h.tell}, usual
	if change != nil {
		change(&c, &b)
	}
	c, err := c.checked()
	if err != nil {
		t.Fatal(err)
	}
	p := newPage(t.Context(), c, b, netip.MustParseAddrPort("127.0.0.1:4242"))
	h.of = p
	t.Cleanup(func() {
		p.mu.Lock()
		p.notGone()
		p.mu.Unlock()
		p.cancel()
		_ = p.out.close(context.Background())
	})
	h.page(t, flow.PageWaiting)
	return p, h
}

// request is one that the page itself would send.
func request(ctx context.Context, p *Page, method, path, body string) *http.Request {
	r := httptest.NewRequestWithContext(ctx, method, "http://"+p.names[0]+p.base+path, strings.NewReader(body))
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if method == http.MethodPost {
		r.Header.Set("Origin", "http://"+p.names[0])
		r.Header.Set("Content-Type", "application/json")
	}
	return r
}

func do(p *Page, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w
}

// tab is one load of the page by a script of the test.
type tab struct {
	t    testing.TB
	page *Page
	claimed
	heard uint64
}

var secretOf = regexp.MustCompile(`<meta name="claim" content="([A-Z2-7]{26,})">`)

// secretOn reads the secret off the page.
func secretOn(t testing.TB, document string) string {
	t.Helper()
	found := secretOf.FindStringSubmatch(document)
	if found == nil {
		t.Fatalf("no secret in %s", document)
	}
	return found[1]
}

// loaded gets the page and claims its token.
func loaded(t testing.TB, p *Page) *tab {
	t.Helper()
	w := do(p, request(t.Context(), p, "GET", "", ""))
	b := &tab{t: t, page: p}
	w = do(p, request(t.Context(), p, "POST", "claim", fmt.Sprintf(`{"secret":%q}`, secretOn(t, w.Body.String()))))
	if w.Code != http.StatusOK {
		t.Fatalf("claim: %d %s", w.Code, w.Body)
	}
	b.read(w, &b.claimed)
	return b
}

func (b *tab) read(w *httptest.ResponseRecorder, into any) {
	b.t.Helper()
	if err := json.NewDecoder(bytes.NewReader(w.Body.Bytes())).Decode(into); err != nil {
		b.t.Fatalf("%d %q: %v", w.Code, w.Body, err)
	}
}

// post sends what the page would.
func (b *tab) post(path, body string) *httptest.ResponseRecorder {
	r := request(b.t.Context(), b.page, "POST", path, body)
	r.Header.Set("Authorization", "Bearer "+b.Key)
	return do(b.page, r)
}

// send sends items and gives the highest that the terminal has.
func (b *tab) send(items ...string) uint64 {
	b.t.Helper()
	w := b.post("callbacks", `{"items":[`+strings.Join(items, ",")+`]}`)
	for w.Code == http.StatusServiceUnavailable { // until the terminal has taken some
		w = b.post("callbacks", `{"items":[`+strings.Join(items, ",")+`]}`)
	}
	var got struct{ Have uint64 }
	if w.Code != http.StatusOK {
		b.t.Fatalf("callbacks: %d %s", w.Code, w.Body)
	}
	b.read(w, &got)
	return got.Have
}

// listen waits for an order.
func (b *tab) listen() orderKind {
	b.t.Helper()
	var got order
	w := b.post("listen", fmt.Sprintf(`{"heard":%d}`, b.heard))
	if w.Code != http.StatusOK {
		b.t.Fatalf("listen: %d %s", w.Code, w.Body)
	}
	b.read(w, &got)
	b.heard = got.N
	return got.What
}

// listens makes a tab that listens until the test or the session ends; the channel
// has the orders.
func (b *tab) listens(ctx context.Context) <-chan orderKind {
	orders := make(chan orderKind, 16)
	go func() {
		defer close(orders)
		for ctx.Err() == nil {
			r := request(ctx, b.page, "POST", "listen", fmt.Sprintf(`{"heard":%d}`, b.heard))
			r.Header.Set("Authorization", "Bearer "+b.Key)
			var got order
			if w := do(b.page, r); json.Unmarshal(w.Body.Bytes(), &got) == nil && got.N > b.heard {
				b.heard = got.N
				orders <- got.What
				if got.What != orderRenew {
					return
				}
			}
		}
	}()
	return orders
}

// callbackItem is a callback as the page writes it.
func callbackItem(n int, name wire.CallbackName, data string) string {
	return fmt.Sprintf(`{"n":%d,"at":"2026-03-01T09:00:%02d.500Z","name":%q,"data":%s}`, n, n%60, name, data)
}
