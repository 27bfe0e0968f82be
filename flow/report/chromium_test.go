package report_test

import (
	"context"
	"fmt"
	"io"
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

	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/report"
	"winkterm/ui/replay"
)

// reader is somebody with the page in a browser.
type reader struct {
	t   *testing.T
	ctx context.Context

	mu   sync.Mutex
	said []string
}

func (r *reader) listen(event any) {
	text := ""
	switch event := event.(type) {
	case *runtime.EventConsoleAPICalled:
		text = "console." + string(event.Type)
	case *runtime.EventExceptionThrown:
		text = event.ExceptionDetails.Text
	case *log.EventEntryAdded:
		text = event.Entry.Text
	default:
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.said = append(r.said, text)
}

func (r *reader) do(actions ...chromedp.Action[chromedp.Void]) {
	r.t.Helper()
	if err := chromedp.Do(r.ctx, actions...); err != nil {
		r.t.Fatal(err)
	}
}

func eval[T any](r *reader, js string) T {
	r.t.Helper()
	value, err := chromedp.Run(r.ctx, chromedp.Evaluate[T](js))
	if err != nil {
		r.t.Fatalf("%s: %v", js, err)
	}
	return value
}

func chromium(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		path = program(t, "chromium", true)
	}
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.Flag("headless", "new"), chromedp.Flag("disable-gpu", true),
		chromedp.Flag("no-sandbox", os.Geteuid() == 0), chromedp.UserDataDir(t.TempDir()))...)
	browser, end := chromedp.NewContext(allocator)
	ctx, stop := context.WithTimeout(browser, time.Minute)
	t.Cleanup(func() {
		stop()
		_ = chromedp.Cancel(browser)
		end()
		cancel()
	})
	if err := chromedp.Do(browser); err != nil {
		t.Fatalf("the browser does not start: %v", err)
	}
	return ctx
}

// hostileTexts are what a host would write to have it run in whoever reads the page.
const hostileTexts = `</script><script>document.title="owned"</script><img src=x onerror="document.title='owned'">`

// contrastJS lists the texts that are hard to read where they stand.
const contrastJS = `(() => {
  const parse = (c) => (c.match(/[\d.]+/g) || []).map(Number);
  const lum = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
  const ground = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0) return c } return [255, 255, 255] };
  return [...document.querySelectorAll("h1,h2,p,dt,dd,summary,time,.lane,.note,strong,legend,label,td,th,pre")].filter((e) => e.checkVisibility() && e.textContent.trim()).map((e) => {
    const a = lum(parse(getComputedStyle(e).color)), b = lum(ground(e));
    return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), e.tagName + " " + e.textContent.slice(0, 30)];
  }).filter(([ratio]) => ratio < 4.5).map(([ratio, name]) => name + " " + ratio.toFixed(1));
})()`

// TestThePageIsForEverybody opens the page in a browser: wide and narrow, by day and in
// the dark, with a host that wants its script to run, and searches it by keyboard.
func TestThePageIsForEverybody(t *testing.T) {
	t.Parallel()
	c := caseOf(t, "wrong-code")
	var records []journal.Record
	for i := range c.Recording.Len() {
		r, err := c.Recording.At(i)
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	records = append(records, journal.Record{Seq: len(records) + 1, At: at.Add(time.Minute), Lane: journal.LaneHTTP, Kind: "GET /" + hostileTexts, Data: journal.HTTP{
		Method: "GET", URL: "https://h.test/" + strings.Repeat("long", 200), Path: "/" + hostileTexts, Err: hostileTexts, RequestID: "req-needle",
		Response: journal.Message{Body: hostileTexts, Header: []journal.Header{{Name: "X", Value: hostileTexts}}},
	}})
	c.Recording = recording.Of(c.Recording.Header(), records)
	c.Screens = replay.NewScreens(c.Recording)
	var asked sync.Map
	page := written(t, "html", c)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		asked.Store(q.URL.Path, true)
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, page)
	}))
	t.Cleanup(server.Close)
	r := &reader{t: t, ctx: chromium(t)}
	if err := chromedp.Listen(r.ctx, r.listen); err != nil {
		t.Fatal(err)
	}
	r.do(chromedp.Navigate(server.URL + "/page"))
	for _, scheme := range []string{"light", "dark"} {
		if _, err := chromedp.Call(r.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		}); err != nil {
			t.Fatal(err)
		}
		for _, width := range []int64{400, 1280} {
			r.do(chromedp.EmulateViewport(width, 800))
			r.looks(fmt.Sprintf("%s, %d", scheme, width))
		}
	}
	r.searches(len(records))
	if title := eval[string](r, `document.title`); !strings.HasPrefix(title, "Account sss_ph") {
		t.Errorf("the title is %q", title)
	}
	asked.Range(func(path, _ any) bool {
		if path != "/page" {
			t.Errorf("the page asked for %v", path)
		}
		return true
	})
	if len(r.said) > 0 {
		t.Errorf("the console has %q", r.said)
	}
}

// looks wants no sideways scrolling, folded or unfolded, and texts that can be read.
func (r *reader) looks(name string) {
	r.t.Helper()
	for _, open := range []bool{false, true} {
		eval[bool](r, fmt.Sprintf(`document.querySelectorAll("details").forEach((d) => { d.open = %t }) ?? true`, open))
		if over := eval[int](r, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
			r.t.Errorf("%s, unfolded %t: %d pixels too wide", name, open, over)
		}
	}
	for _, text := range eval[[]string](r, contrastJS) {
		r.t.Errorf("%s: hard to read: %s", name, text)
	}
}

// searches finds what stands in a body, by keyboard alone, and filters by lane.
func (r *reader) searches(records int) {
	r.t.Helper()
	const shown = `[...document.querySelectorAll(".record")].filter((e) => !e.hidden).length`
	all := eval[int](r, shown)
	if all < 40 || all >= records {
		r.t.Errorf("%d of %d records are shown", all, records)
	}
	r.do(chromedp.KeyEvent("/"))
	if id := eval[string](r, `document.activeElement.id`); id != "search" {
		r.t.Errorf("/ goes to %q", id)
	}
	// The driver sends the sign after the key, whatever became of the key.
	r.do(chromedp.KeyEvent(kb.Backspace), chromedp.KeyEvent("REQ-needle onerror"))
	if n := eval[int](r, shown); n != 1 {
		r.t.Errorf("%d records are found", n)
	}
	if text := eval[string](r, `document.getElementById("found").textContent`); text != fmt.Sprintf("1 of %d records", all) {
		r.t.Errorf("it says %q of %q", text, eval[string](r, `document.getElementById("search").value`))
	}
	r.do(chromedp.KeyEvent(kb.Escape))
	if n := eval[int](r, shown); n != all {
		r.t.Errorf("%d records are left after the search", n)
	}
	r.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(" "))
	if n := eval[int](r, shown); n == all || n == 0 {
		r.t.Errorf("%d records without a lane", n)
	}
}

// TestThePolicyNamesWhatItRuns: a changed script would not run.
func TestThePolicyNamesWhatItRuns(t *testing.T) {
	t.Parallel()
	page := written(t, "html", report.Case{Recording: recorded()})
	for _, want := range []string{`default-src &#39;none&#39;`, "script-src &#39;sha256-", "form-action &#39;none&#39;"} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not in the policy", want)
		}
	}
	if strings.Contains(page, "unsafe") || strings.Contains(page, ` style="`) || strings.Contains(page, "http://") {
		t.Error("the page has something that its policy would not let it have")
	}
}
