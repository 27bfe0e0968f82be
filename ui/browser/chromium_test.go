package browser

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"winkterm/flow"
)

// fakeSDK is a widget that does what the test says. Its class stands beside
// window, as one does that a script declares.
const fakeSDK = `
var built = [];
class SmileLinkModal {
  constructor(options) {
    this.options = options;
    built.push(this);
  }
  open() {
    this.root = document.createElement('div');
    this.root.className = 'fake-widget';
    document.body.append(this.root);
  }
  close() {
    this.closed = true;
    this.root.remove();
    this.options.onClose({ reason: 'close' });
  }
  fire(name, ...data) { this.options[name](...data); }
}`

// serveSDK serves a script at the addresses of both versions.
func serveSDK(t testing.TB, script string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/v2/smile.v2.js" && r.URL.Path != "/v1/smile.v1.js" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = io.WriteString(w, script)
	}))
	t.Cleanup(s.Close)
	return s.URL + "/v2/smile.v2.js"
}

var errNoChromium = errors.New("there is no chromium, chromium-browser or google-chrome on this machine")

var stopChromium = func() {}

func endChromium() { stopChromium() }

// chromium is one browser for all tests, started by the first.
var chromium = sync.OnceValues(func() (context.Context, error) {
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		return nil, errNoChromium
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.DisableGPU)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocated, free := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocated, chromedp.WithErrorf(func(string, ...any) {}))
	stopChromium = func() {
		_ = chromedp.Cancel(ctx)
		cancel()
		free()
	}
	return ctx, chromedp.Do(ctx)
})

// window is a tab of the browser.
type window struct {
	t     testing.TB
	ctx   context.Context
	close func()
}

// opened opens an address in a tab of its own. Without a browser the test is left
// out, but not in CI.
func opened(t testing.TB, url string) *window {
	t.Helper()
	browser, err := chromium()
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the page must be tested in a browser: %v", err)
		}
		t.Skipf("left out, the page is not tested in a browser: %v", err)
	}
	tab, closeTab := chromedp.NewContext(browser)
	t.Cleanup(closeTab)
	if err := chromedp.Do(tab); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(tab, 2*patience)
	t.Cleanup(cancel)
	w := &window{t: t, ctx: ctx, close: closeTab}
	w.navigate(url)
	return w
}

func (w *window) navigate(url string) {
	w.t.Helper()
	if err := chromedp.Do(w.ctx, chromedp.Navigate(url)); err != nil {
		w.t.Fatal(err)
	}
}

// run evaluates an expression, and waits for it where it is a promise.
func run[T any](w *window, js string) T {
	w.t.Helper()
	v, err := chromedp.Run(w.ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		w.t.Fatalf("%s: %v", js, err)
	}
	return v
}

// until waits until an expression is true, across loads of the page.
func (w *window) until(js string) {
	w.t.Helper()
	for {
		seen, err := chromedp.Run(w.ctx, chromedp.Evaluate[bool](fmt.Sprintf(`new Promise((done) => {
			const end = Date.now() + 1000;
			const look = () => {
				let seen = false;
				try { seen = Boolean(%s); } catch {}
				if (seen || Date.now() > end) done(seen); else setTimeout(look, 10);
			};
			look();
		})`, js), chromedp.EvalAwaitPromise))
		if seen {
			return
		}
		if w.ctx.Err() != nil {
			w.t.Fatalf("%s has not come to be: %v", js, err)
		}
		runtime.Gosched()
	}
}

// hurry makes the page's pauses twenty times shorter, until it is loaded again.
func (w *window) hurry() {
	w.t.Helper()
	run[bool](w, `(() => {
		const wait = window.setTimeout;
		window.setTimeout = (f, ms, ...rest) => wait(f, ms > 100 ? ms / 20 : ms, ...rest);
		return true;
	})()`)
}

// state waits for how the page says that the line stands.
func (w *window) state(name string) {
	w.t.Helper()
	w.until(fmt.Sprintf(`document.getElementById('connection').dataset.state === %q`, name))
}

// text is what the page shows.
func (w *window) text() string { return run[string](w, `document.querySelector('main').innerText`) }

// fire fires a callback of the newest widget; data is an expression.
func (w *window) fire(name, data string) {
	w.t.Helper()
	run[bool](w, fmt.Sprintf(`built.at(-1).fire(%q, %s), true`, name, data))
}

// shown is a page with the fake widget in a browser, once it is open.
func shown(t testing.TB, change func(*Config, *bounds), around func(http.Handler) http.Handler) (*Page, *heard, *window) {
	t.Helper()
	script := serveSDK(t, fakeSDK)
	p, h := served(t, func(c *Config, b *bounds) {
		c.Script = script
		// A machine that is busy is no page that is gone.
		b.left, b.away = patience, patience
		if change != nil {
			change(c, b)
		}
	}, around)
	w := opened(t, p.URL())
	h.page(t, flow.PageOpen)
	w.until(`built.at(-1).root`)
	w.state("connected")
	return p, h, w
}

// drops is a network that loses what it is asked to: a request before the page sees
// it, or the answer to it.
func drops(lose func(r *http.Request) (request, answer bool)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			request, answer := lose(r)
			if answer {
				next.ServeHTTP(httptest.NewRecorder(), r)
			}
			if !request && !answer {
				next.ServeHTTP(w, r)
				return
			}
			if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
				_ = conn.Close()
			}
		})
	}
}

// in says whether a request is for a path of the page.
func in(r *http.Request, path string) bool { return strings.HasSuffix(r.URL.Path, "/"+path) }
