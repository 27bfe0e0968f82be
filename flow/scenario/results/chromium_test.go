package results_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// browser opens a browser, and fails the test for whatever its console has at the end.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("there is no chromium: install it")
		}
		t.Skip("left out: there is no chromium")
	}
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.Flag("headless", "new"), chromedp.Flag("disable-gpu", true),
		chromedp.Flag("no-sandbox", os.Geteuid() == 0), chromedp.UserDataDir(t.TempDir()))...)
	tab, end := chromedp.NewContext(allocator)
	ctx, stop := context.WithTimeout(tab, time.Minute)
	t.Cleanup(func() {
		stop()
		_ = chromedp.Cancel(tab)
		end()
		cancel()
	})
	if err := chromedp.Do(tab); err != nil {
		t.Fatalf("the browser does not start: %v", err)
	}
	var mu sync.Mutex
	var said []string
	err := chromedp.Listen(ctx, func(event any) {
		mu.Lock()
		defer mu.Unlock()
		switch event := event.(type) {
		case *runtime.EventConsoleAPICalled:
			said = append(said, "console."+string(event.Type))
		case *runtime.EventExceptionThrown:
			said = append(said, event.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			said = append(said, event.Entry.Text)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		if len(said) > 0 {
			t.Errorf("the console has %q", said)
		}
	})
	return ctx
}

func eval[T any](ctx context.Context, t *testing.T, js string) T {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](js))
	if err != nil {
		t.Fatalf("%s: %v", js, err)
	}
	return value
}

// unreadable lists the texts without enough contrast where they stand.
const unreadable = `(() => {
  const parse = (c) => (c.match(/[\d.]+/g) || []).map(Number);
  const lum = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
  const ground = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0) return c } return [255, 255, 255] };
  return [...document.querySelectorAll("h1,h2,h4,p,dt,dd,summary,span,strong,label,td,th,pre")].filter((e) => e.checkVisibility() && e.textContent.trim()).filter((e) => {
    const a = lum(parse(getComputedStyle(e).color)), b = lum(ground(e));
    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) < 4.5;
  }).map((e) => e.tagName + " " + e.textContent.slice(0, 30));
})()`

// TestThePageIsForEverybody opens the page wide and narrow, by day and in the dark, with
// texts that want their script to run, and searches it by keyboard.
func TestThePageIsForEverybody(t *testing.T) {
	t.Parallel()
	page := written(t, "html", everyKind())
	var asked sync.Map
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		asked.Store(q.URL.Path, true)
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(page))
	}))
	t.Cleanup(server.Close)
	ctx := browser(t)
	do := func(actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, actions...); err != nil {
			t.Fatal(err)
		}
	}
	do(chromedp.Navigate(server.URL + "/page"))
	for _, scheme := range []string{"light", "dark"} {
		if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		}); err != nil {
			t.Fatal(err)
		}
		for _, width := range []int64{400, 1280} {
			do(chromedp.EmulateViewport(width, 800))
			for _, open := range []bool{false, true} {
				eval[bool](ctx, t, fmt.Sprintf(`document.querySelectorAll("details").forEach((d) => { d.open = %t }) ?? true`, open))
				if over := eval[int](ctx, t, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
					t.Errorf("%s, %d, unfolded %t: %d pixels too wide", scheme, width, open, over)
				}
				for _, text := range eval[[]string](ctx, t, unreadable) {
					t.Errorf("%s, %d: hard to read: %s", scheme, width, text)
				}
			}
		}
	}
	const shown = `[...document.querySelectorAll(".record")].filter((e) => !e.hidden).map((e) => e.dataset.lane).join(" ")`
	if got := eval[string](ctx, t, shown); got != "failed failed failed failed failed skipped passed" {
		t.Errorf("the scenarios are %s", got)
	}
	// The driver sends the sign after the key, whatever became of the key.
	do(chromedp.KeyEvent("/"), chromedp.KeyEvent(kb.Backspace), chromedp.KeyEvent("Link.yaml:30 locks"))
	if got := eval[string](ctx, t, shown+` + ", " + document.getElementById("found").textContent`); got != "failed, 1 of 7 scenarios" {
		t.Errorf("found are %s", got)
	}
	do(chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(" "))
	if got := eval[string](ctx, t, shown); got != "skipped passed" {
		t.Errorf("without failures there are %s", got)
	}
	if title := eval[string](ctx, t, `document.title`); title != "5 of 7 scenarios failed" {
		t.Errorf("the title is %q", title)
	}
	asked.Range(func(path, _ any) bool {
		if path != "/page" {
			t.Errorf("the page asked for %v", path)
		}
		return true
	})
	for _, part := range []string{"http://", "https://", ` style="`, "unsafe"} {
		if strings.Contains(page, part) {
			t.Errorf("the page has %q", part)
		}
	}
}
