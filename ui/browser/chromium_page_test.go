package browser

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
)

func TestInABrowserEveryCallbackIsReported(t *testing.T) {
	t.Parallel()
	_, h, w := shown(t, nil, nil)
	before := systemNow().Add(-time.Minute)
	for n, name := range callbacks {
		data := fmt.Sprintf(`{"accountId":"a-%d","errorCode":"INVALID_AUTH"}`, n)
		w.fire(string(name), data)
		if at := h.callback(t, name, data).At; at.Before(before) || at.After(systemNow().Add(time.Minute)) {
			t.Errorf("%s at %s", name, at)
		}
	}
	for data, want := range map[string]string{
		`{reason: 'exit'}`: `{"reason":"exit"}`, `'error'`: `{"reason":"error"}`, `undefined`: `null`,
		`{reason: 'close', self: window}`: `{"leftOut":"cannot be written as JSON: TypeError"}`,
		`{n: 1n}`:                         `{"leftOut":"cannot be written as JSON: TypeError"}`,
		`{text: 'é'.repeat(20000)}`:       `{"leftOut":"40011 bytes, more than fits"}`,
		`{text: '<img src=x onerror=alert(1)>\u2028\ud800'}`: `{"text":"<img src=x onerror=alert(1)>` + "\u2028" + `\ud800"}`,
	} {
		w.fire("onClose", data)
		got := h.next(t)
		if got, ok := got.(flow.WidgetCallback); !ok || string(got.Data) != want {
			t.Errorf("%s: %#v %s", data, got, got.Data)
		}
	}
	h.nothing(t)
	if text := w.text(); !strings.Contains(text, "onUIEvent") || !strings.Contains(text, "INVALID_AUTH") || !strings.Contains(text, "Callbacks 16") {
		t.Errorf("the page shows\n%s", text)
	}
}

func TestInABrowserTheOptionsReachTheWidget(t *testing.T) {
	t.Parallel()
	no := false
	for version, api := range map[string]string{"/v1/smile.v1.js": "https://link-sandbox.smileapi.io/v1", "/v2/smile.v2.js": ""} {
		_, _, w := shown(t, func(c *Config, _ *bounds) {
			c.Script = strings.TrimSuffix(c.Script, "/v2/smile.v2.js") + version
			c.APIHost = api
			c.Options = wire.WidgetOptions{TemplateID: "wtpl-1", Providers: []string{"sss_ph"}, EnableConsentPage: &no}
		}, nil)
		want := `{"templateId":"wtpl-1","providers":["sss_ph"],"enableConsentPage":false,"userToken":"token-1"}`
		if api != "" {
			want = strings.Replace(want, `"userToken"`, `"apiHost":"`+api+`","userToken"`, 1)
		}
		if got := run[string](w, `JSON.stringify(built[0].options)`); got != want {
			t.Errorf("%s: %s", version, got)
		}
		for _, name := range callbacks {
			if got := run[string](w, fmt.Sprintf(`typeof built[0].options[%q]`, name)); got != "function" {
				t.Errorf("%s is %s", name, got)
			}
		}
		if got := run[string](w, `[...document.scripts].at(-1).src`); !strings.HasSuffix(got, version) {
			t.Errorf("loaded %s", got)
		}
	}
}

func TestInABrowserAReloadGetsAFreshToken(t *testing.T) {
	t.Parallel()
	var first atomic.Pointer[string] // the key of the first load
	left := make(chan struct{})
	leave := sync.OnceFunc(func() { close(left) })
	// What was not sent by the end goes along with the goodbye, which is here before
	// the next load claims its token.
	_, h, w := shown(t, nil, func(next http.Handler) http.Handler {
		lost := drops(func(*http.Request) (bool, bool) { return true, false })(next)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			key := r.Header.Get("Authorization")
			switch {
			case in(r, "claim") && first.Load() != nil:
				<-left
			case in(r, "callbacks") && (first.CompareAndSwap(nil, &key) || *first.Load() == key):
				body, _ := io.ReadAll(r.Body)
				r.Body = io.NopCloser(bytes.NewReader(body))
				if !bytes.Contains(body, []byte(`"leaving":true`)) {
					lost.ServeHTTP(w, r)
					return
				}
				defer leave()
			}
			next.ServeHTTP(w, r)
		})
	})
	w.fire("onAccountCreated", `{accountId: 'a-1'}`)
	run[bool](w, `built[0].fire('onClose', 'exit'), location.reload(), true`)
	h.callback(t, wire.OnAccountCreated, `{"accountId":"a-1"}`)
	h.callback(t, wire.OnClose, `{"reason":"exit"}`)
	h.page(t, flow.PageOpen)
	w.until(`built[0].options.userToken === 'token-2' && built[0].root`)
	w.fire("onAccountConnected", `{accountId: 'a-2'}`)
	h.callback(t, wire.OnAccountConnected, `{"accountId":"a-2"}`)
	h.nothing(t)
}

func TestInABrowserOpeningAgain(t *testing.T) {
	t.Parallel()
	_, h, w := shown(t, nil, nil)
	if run[bool](w, `document.getElementById('again').checkVisibility()`) {
		t.Error("offered while the widget is open")
	}
	w.fire("onClose", `{reason: 'exit'}`)
	h.callback(t, wire.OnClose, `{"reason":"exit"}`)
	run[bool](w, `document.getElementById('again-button').click(), true`)
	h.page(t, flow.PageOpen)
	w.until(`built[0].options.userToken === 'token-2'`)
}

func TestInABrowserASecondTabTakesOver(t *testing.T) {
	t.Parallel()
	p, h, first := shown(t, nil, nil)
	second := opened(t, p.URL())
	h.page(t, flow.PageOpen)
	first.state("moved")
	first.until(`built[0].closed && !document.querySelector('.fake-widget')`)
	first.fire("onAccountConnected", `{accountId: 'a-1'}`) // what it was about is not lost
	h.callback(t, wire.OnAccountConnected, `{"accountId":"a-1"}`)
	second.until(`built[0].options.userToken === 'token-2' && built[0].root`)
	second.fire("onClose", `'close'`)
	h.callback(t, wire.OnClose, `{"reason":"close"}`)
	h.nothing(t)
	run[bool](first, `document.getElementById('again-button').click(), true`)
	h.page(t, flow.PageOpen)
	second.state("moved")
}

func TestInABrowserAFreshToken(t *testing.T) {
	t.Parallel()
	var lost atomic.Int32
	p, h, w := shown(t, nil, drops(func(r *http.Request) (bool, bool) { return false, in(r, "renew") && lost.Add(1) == 1 }))
	w.fire("onTokenExpired", ``)
	h.callback(t, wire.OnTokenExpired, `null`)
	if err := p.Renew(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.page(t, flow.PageOpen)
	h.page(t, flow.PageOpen) // the first answer was lost
	w.until(`built.length === 2 && built[0].closed && built[1].root && document.querySelectorAll('.fake-widget').length === 1`)
	if got := run[string](w, `built[1].options.userToken`); got != "token-3" {
		t.Errorf("token %s", got)
	}
	w.fire("onAccountCreated", `{}`)
	h.callback(t, wire.OnAccountCreated, `{}`)
	h.nothing(t) // the widget before was closed by the page, which tells nobody
}

func TestInABrowserTheTerminalCloses(t *testing.T) {
	t.Parallel()
	p, h, w := shown(t, func(_ *Config, b *bounds) { b.grace = patience }, nil)
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	w.state("ended")
	if text := w.text(); !strings.Contains(text, "The terminal has ended: you can close this tab.") {
		t.Errorf("the page shows\n%s", text)
	}
	if run[bool](w, `Boolean(document.querySelector('.fake-widget'))`) {
		t.Error("the widget is still there")
	}
	h.nothing(t)
}

func TestInABrowserTheTerminalIsKilled(t *testing.T) {
	t.Parallel()
	p, h, w := shown(t, nil, nil)
	w.hurry()
	_ = p.http.Close()
	w.state("trying")
	w.state("lost")
	if !run[bool](w, `document.getElementById('banner').matches(':popover-open')`) {
		t.Error("nothing is said above the widget")
	}
	if !run[bool](w, `Boolean(document.querySelector('.fake-widget'))`) {
		t.Error("the widget was taken away from the user")
	}
	h.nothing(t)
}

// A tab that is closed says goodbye; what it had goes along.
func TestInABrowserThePageIsClosed(t *testing.T) {
	t.Parallel()
	_, h, w := shown(t, func(_ *Config, b *bounds) { b.left, b.away = time.Millisecond, time.Hour }, nil)
	w.navigate("about:blank")
	if got := h.page(t, flow.PageGone); !strings.Contains(got.Text, "closed") {
		t.Errorf("got %q", got.Text)
	}
}

func TestInABrowserATabThatVanishes(t *testing.T) {
	t.Parallel()
	_, h, w := shown(t, func(_ *Config, b *bounds) { b.left, b.away = time.Millisecond, 500*time.Millisecond }, nil)
	w.close()
	h.page(t, flow.PageGone)
}

// Of what the widget tells nothing is lost and nothing comes twice, though
// requests and answers get lost all the time.
func TestInABrowserABadNetworkLosesNothing(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	counts := map[string]int{}
	p, h, w := shown(t, nil, drops(func(r *http.Request) (bool, bool) {
		mu.Lock()
		defer mu.Unlock()
		for _, path := range []string{"callbacks", "listen"} {
			if in(r, path) {
				counts[path]++
				return counts[path]%4 == 1, counts[path]%4 == 3
			}
		}
		return false, false
	}))
	w.hurry()
	const all = 200
	run[bool](w, `new Promise((done) => {
		let n = 0;
		const fire = () => {
			built[0].fire('onUIEvent', { n: ++n });
			if (n === 200) done(true); else setTimeout(fire, n % 10 ? 0 : 30);
		};
		fire();
	})`)
	if err := p.Renew(t.Context()); err != nil {
		t.Fatal(err)
	}
	renewed := false
	for n := 1; n <= all; {
		e := h.next(t)
		if page, ok := e.(flow.WidgetPage); ok {
			renewed = page.State == flow.PageOpen
			continue
		}
		if got, ok := e.(flow.WidgetCallback); !ok || string(got.Data) != fmt.Sprintf(`{"n":%d}`, n) {
			t.Fatalf("got %#v, wanted number %d", e, n)
		}
		n++
	}
	if !renewed {
		h.page(t, flow.PageOpen)
	}
	w.until(`built.length === 2`)
	w.state("connected")
	h.nothing(t)
	mu.Lock()
	defer mu.Unlock()
	if counts["callbacks"] < 5 || counts["listen"] < 2 {
		t.Errorf("the network was not that bad: %v", counts)
	}
}

// The last callback of all is sent again too, though nothing comes after it that
// would take it along: when the terminal is busy, and when its answer is lost.
func TestInABrowserTheLastCallbackIsSentAgain(t *testing.T) {
	t.Parallel()
	var posts atomic.Int32
	_, h, w := shown(t, nil, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			n := int32(0)
			if in(r, "callbacks") {
				n = posts.Add(1)
			}
			if n == 3 {
				next.ServeHTTP(httptest.NewRecorder(), r)
			}
			if 0 < n && n <= 3 { // not cut off, for that makes the browser itself try again
				http.Error(w, "busy", http.StatusServiceUnavailable)
				return
			}
			next.ServeHTTP(w, r)
		})
	})
	w.hurry()
	w.fire("onClose", `'exit'`)
	h.callback(t, wire.OnClose, `{"reason":"exit"}`)
	for posts.Load() < 4 { // the third was taken and not answered
		run[bool](w, `new Promise((done) => setTimeout(() => done(true), 5))`)
	}
	h.nothing(t)
}

// An answer to a claim that is lost costs a token, no more.
func TestInABrowserAClaimThatIsLost(t *testing.T) {
	t.Parallel()
	var claims atomic.Int32
	script := serveSDK(t, fakeSDK)
	p, h := served(t, func(c *Config, b *bounds) { c.Script, b.left, b.away = script, patience, patience },
		drops(func(r *http.Request) (bool, bool) {
			if !in(r, "claim") {
				return false, false
			}
			n := claims.Add(1)
			return n == 1, n == 2
		}))
	w := opened(t, p.URL())
	w.until(`built.length === 1 && built[0].root`)
	w.state("connected")
	h.page(t, flow.PageOpen)
	if got := run[string](w, `built[0].options.userToken`); got == "token-1" {
		t.Errorf("%s, whose answer was lost", got)
	}
}

func TestInABrowserAWidgetThatDoesNotRun(t *testing.T) {
	t.Parallel()
	elsewhere := serveSDK(t, fakeSDK)
	moved := httptest.NewServer(http.RedirectHandler(elsewhere, http.StatusFound))
	t.Cleanup(moved.Close)
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	for name, c := range map[string]struct{ script, got, shown string }{
		"404":          {strings.Replace(elsewhere, "smile.v2", "other", 1), "cannot be loaded", "ad blocker"},
		"no server":    {closed.URL + "/v2/smile.v2.js", "cannot be loaded", "proxy"},
		"other origin": {moved.URL + "/v2/smile.v2.js", "cannot be loaded", "(script-src"},
		"no class":     {serveSDK(t, `var other = 1;`), "no SmileLinkModal", "defines no SmileLinkModal"},
		"no function":  {serveSDK(t, `var SmileLinkModal = {};`), "no SmileLinkModal", "Try again"},
		"bad script":   {serveSDK(t, `}{`), "no SmileLinkModal", "Try again"},
		"throws": {
			serveSDK(t, `class SmileLinkModal { constructor(o) { throw new Error('no such token ' + o.userToken); } }`),
			"(no such token [userToken])", "no such token [userToken]",
		},
		"throws a text": {serveSDK(t, `class SmileLinkModal { open() { throw 'no way'; } }`), "(no way)", "no way"},
		"no open":       {serveSDK(t, `class SmileLinkModal {}`), "failed", "The widget failed"},
		"fails later":   {serveSDK(t, `class SmileLinkModal { async open() { throw new Error('too late'); } }`), "(too late)", "too late"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, h := served(t, func(cfg *Config, _ *bounds) { cfg.Script = c.script }, nil)
			w := opened(t, p.URL())
			h.page(t, flow.PageOpen)
			if got := h.page(t, flow.PageBroken); !strings.Contains(got.Text, c.got) || !strings.Contains(got.Text, c.script) || strings.Contains(got.Text, "token-1") {
				t.Errorf("got %q", got.Text)
			}
			w.until(fmt.Sprintf(`document.querySelector('main').innerText.includes(%q)`, c.shown))
			if text := w.text(); !strings.Contains(text, c.script) && name != "fails later" {
				t.Errorf("the page shows\n%s", text)
			}
		})
	}
}

// The policy keeps what stands in the page from running and from calling out.
func TestInABrowserThePolicyHolds(t *testing.T) {
	t.Parallel()
	stranger := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the stranger was called") }))
	t.Cleanup(stranger.Close)
	_, _, w := shown(t, nil, nil)
	run[bool](w, `(() => {
		const script = document.createElement('script');
		script.textContent = 'window.inline = true';
		document.body.append(script);
		const picture = document.createElement('img');
		picture.src = '`+stranger.URL+`/x.png?secret=s3cret';
		document.body.append(picture);
		return true;
	})()`)
	if got := run[string](w, `fetch('`+stranger.URL+`').then(() => 'went', () => 'stopped')`); got != "stopped" {
		t.Errorf("a call %s", got)
	}
	w.until(`document.getElementById('blocked').children.length === 3`)
	if text := w.text(); run[bool](w, `'inline' in window`) || strings.Contains(text, "s3cret") || !strings.Contains(text, stranger.URL+" (img-src)") {
		t.Errorf("the page shows\n%s", text)
	}
}

// The link token is in the widget alone.
func TestInABrowserTheTokenIsNowhereElse(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var asked []string
	_, h, w := shown(t, nil, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			asked = append(asked, fmt.Sprint(r.Method, r.RequestURI, r.Header))
			mu.Unlock()
			next.ServeHTTP(w, r)
		})
	})
	w.fire("onTokenExpired", ``)
	h.callback(t, wire.OnTokenExpired, `null`)
	all := run[string](w, `JSON.stringify([
		performance.getEntries().map((e) => e.name), document.documentElement.outerHTML, { ...localStorage }, { ...sessionStorage },
		document.cookie, location.href, history.state, window.name, document.title,
	])`)
	mu.Lock()
	all += strings.Join(asked, "\n")
	mu.Unlock()
	if strings.Contains(all, "token-1") || !strings.Contains(all, "/claim") {
		t.Errorf("it is in\n%s", all)
	}
	if got := run[string](w, `JSON.stringify(performance.getEntriesByType('navigation')[0].name)`); strings.Contains(got, "?") {
		t.Errorf("loaded from %s", got)
	}
	if meta := run[bool](w, `Boolean(document.querySelector('meta[name=claim]'))`); meta {
		t.Error("the spent secret is still in the page")
	}
}

// The page can be read without its looks, and fits a phone.
func TestInABrowserThePageIsLabelled(t *testing.T) {
	t.Parallel()
	_, h, w := shown(t, nil, nil)
	for n := range 3 {
		w.fire("onUIEvent", `{eventName: 'ProviderListPageOpened', account: {providerId: 'a-provider-with-quite-a-long-name_ph'}}`)
		h.callback(t, wire.OnUIEvent, `{"eventName":"ProviderListPageOpened","account":{"providerId":"a-provider-with-quite-a-long-name_ph"}}`)
		if got := run[int](w, `document.querySelectorAll('#callbacks li').length`); got != n+1 {
			t.Errorf("%d rows", got)
		}
	}
	for what, js := range map[string]string{
		"language":        `document.documentElement.lang === 'en'`,
		"title":           `document.title !== ''`,
		"one heading":     `document.querySelectorAll('h1').length === 1`,
		"names":           `[...document.querySelectorAll('[aria-labelledby]')].every((e) => document.getElementById(e.getAttribute('aria-labelledby')).textContent)`,
		"status":          `document.querySelector('[role=status]').textContent.includes('Connected')`,
		"log":             `document.querySelector('[role=log]').checkVisibility()`,
		"no pictures":     `document.querySelectorAll('main img').length === 0`,
		"fits its window": `document.documentElement.scrollWidth <= innerWidth`,
	} {
		if !run[bool](w, js) {
			t.Error(what)
		}
	}
}
