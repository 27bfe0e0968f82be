package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
	"winkterm/flow/session"
)

// endChromium ends the browser that the tests share.
var endChromium = func() {}

// chromium is one browser for all tests, started by the first.
var chromium = sync.OnceValues(func() (context.Context, error) {
	path, err := exec.LookPath("chromium")
	if err != nil {
		return nil, err
	}
	allocated, free := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.DisableGPU, chromedp.Flag("no-sandbox", os.Geteuid() == 0))...)
	ctx, cancel := chromedp.NewContext(allocated)
	endChromium = func() {
		_ = chromedp.Cancel(ctx)
		cancel()
		free()
	}
	return ctx, chromedp.Do(ctx)
})

// chromiumTab gives a tab of the browser. Without a browser the test is left out,
// but not in CI.
func chromiumTab(t *testing.T) context.Context {
	t.Helper()
	browser, err := chromium()
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("a browser is wanted in CI: %v", err)
		}
		t.Skipf("the widget in a real browser was left out: %v", err)
	}
	tab, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	return tab
}

// following is a session of the wizard that follows a real browser.
type following struct {
	*session.Session
	t   *testing.T
	tab context.Context
}

// followed puts together what the wizard works with, with a test in place of the
// screen and a browser that the test holds.
func followed(t *testing.T, f flags) *following {
	t.Helper()
	w := &following{t: t, tab: chromiumTab(t)}
	f.login, f.noBrowser = "auto", true
	var err error
	w.Session, err = session.Open(t.Context(), session.Config{
		Sandbox: sandbox.Config{Speed: 20, Seed: 1}, Options: f.options(),
		Widget: func(h session.Host) (driver.Widget, error) {
			p, err := choosePage(map[string]string{}, f, h)
			p.open = func(address string) error { return chromedp.Do(w.tab, chromedp.Navigate(address)) }
			return p.widget(), err
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	w.intend(flow.Begin{})
	w.until("the consent page", session.On(flow.Consent))
	w.intend(flow.BrowserWanted{})
	return w
}

// intend gives the flow an intent that must fit.
func (w *following) intend(i flow.Intent) {
	w.t.Helper()
	if err := w.Do(i); err != nil {
		w.t.Fatalf("%T: %v", i, err)
	}
}

func (w *following) until(what string, ok func(flow.State) bool) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 30*time.Second)
	defer cancel()
	if s, err := w.Wait(ctx, ok); err != nil {
		w.t.Fatalf("%s did not come: page %s, %+v", what, s.Page, s.Browser)
	}
}

// shows waits until the widget has told that it shows a page.
func (w *following) shows(event wire.EventName) {
	w.t.Helper()
	w.until(string(event), func(s flow.State) bool { return s.Browser.Screen.EventName == event })
}

// inOrder does one step after the other. A page that is drawn anew between the look for a
// part and the click on it has another part there: such a step has done nothing yet, and
// is done again.
func inOrder(ctx context.Context, steps []chromedp.Action[chromedp.Void]) error {
	for _, step := range steps {
		err := chromedp.Do(ctx, step)
		for err != nil && ctx.Err() == nil && strings.Contains(err.Error(), "node with given id") {
			err = chromedp.Do(ctx, step)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// press clicks on a part of the stand-in; fill types into one of its fields.
func (w *following) press(name string) { w.act(chromedp.Click(part(name))) }

func (w *following) fill(field, text string) {
	w.act(chromedp.SendKeys(part("field-"+field), text))
}

func part(name string) chromedp.CSS {
	return chromedp.CSS(fmt.Sprintf(`dialog[open] [data-wink=%q]`, name))
}

func (w *following) act(steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.tab, 30*time.Second)
	defer cancel()
	if err := inOrder(ctx, steps); err != nil {
		w.t.Fatalf("%v: %+v", err, w.State().Browser)
	}
}

// heard are the callbacks of the widget, with what they are about.
func (w *following) heard() []string {
	var list []string
	for _, r := range w.Records() {
		c, ok := r.Data.(journal.Callback)
		if !ok || c.Source != journal.SourceWidget {
			continue
		}
		var about struct {
			EventName, Reason, AccountID, UserID, ProviderID string
		}
		if err := json.Unmarshal([]byte(c.Args), &about); err != nil {
			w.t.Errorf("%s carries %s", c.Name, c.Args)
		}
		if about.UserID != "" && about.UserID != w.State().Session.UserID {
			w.t.Errorf("%s is about user %s", c.Name, about.UserID)
		}
		list = append(list, strings.Join(strings.Fields(c.Name+" "+about.EventName+" "+about.Reason+" "+about.ProviderID), " "))
	}
	return list
}

// TestTheWidgetInABrowserTellsTheTerminal walks the stand-in with real clicks and
// wants each callback in the journal as it fires, and the statuses beside them.
func TestTheWidgetInABrowserTellsTheTerminal(t *testing.T) {
	t.Parallel()
	for _, sdk := range []string{"v1", "v2"} {
		t.Run(sdk, func(t *testing.T) {
			t.Parallel()
			w := followed(t, flags{sdk: sdk, providers: []string{"sss_ph", "freelancer"}})
			w.shows(wire.ConsentPageOpened)
			w.press("continue")
			w.shows(wire.ProviderListPageOpened)
			w.press("provider-sss_ph")
			w.shows(wire.LoginPageOpened)
			w.fill("ssNumber", "3300000008")
			w.fill("password", "123456")
			w.press("submit")
			w.shows(wire.MfaPageOpened)
			w.until("AWAITING_MFA", func(s flow.State) bool {
				a, _ := s.Linking.Account(s.Browser.AccountID)
				return a.ConnectionStatus == wire.StatusAwaitingMFA
			})
			w.fill("code", "1234")
			w.press("submit")
			w.shows(wire.ConnectSuccessPageOpened)
			w.press("done")
			w.until("the end", func(s flow.State) bool {
				a, _ := s.Linking.Account(s.Browser.AccountID)
				return s.Browser.Reason == wire.CloseExit && a.ConnectionStatus == wire.StatusConnected
			})
			want := []string{
				"onUIEvent ConsentPageOpened", "onUIEvent ProviderListPageOpened", "onUIEvent LoginPageOpened", "onAccountCreated sss_ph",
				"onUIEvent MfaPageOpened", "onAccountConnected sss_ph", "onUIEvent ConnectSuccessPageOpened", "onClose exit",
			}
			if diff := cmp.Diff(want, w.heard()); diff != "" {
				t.Errorf("callbacks:\n%s", diff)
			}
			for _, r := range w.Records() {
				text, err := json.Marshal(r)
				if err != nil || strings.Contains(string(text), "lt-") || strings.Contains(string(text), "3300000008") {
					t.Errorf("a record holds a token or what was typed: %s %v", text, err)
				}
			}
		})
	}
}

// TestTheWidgetIsReloadedAndLeft gives a reloaded page a fresh token, notices when
// the page is left, and opens another one.
func TestTheWidgetIsReloadedAndLeft(t *testing.T) {
	t.Parallel()
	w := followed(t, flags{sdk: "v2", providers: []string{"freelancer"}})
	w.shows(wire.ConsentPageOpened)
	told := w.State().Browser.CallbackCount
	w.act(chromedp.Reload())
	w.until("another consent page", func(s flow.State) bool {
		return s.Browser.CallbackCount > told && s.Browser.Screen.EventName == wire.ConsentPageOpened
	})
	w.act(chromedp.Navigate("about:blank"))
	w.until("that it was left", func(s flow.State) bool { return s.Browser.Page == flow.PageGone })
	w.intend(flow.Retried{})
	w.shows(wire.ConsentPageOpened)
	tokens := 0
	for _, r := range w.Records() {
		if r.Kind == "POST /tokens" {
			tokens++
		}
	}
	if tokens != 3 {
		t.Errorf("%d link tokens, want one for each page", tokens)
	}
}

// TestWhereTheWidgetComesFrom checks what the page is made of, by settings and flags.
func TestWhereTheWidgetComesFrom(t *testing.T) {
	t.Parallel()
	smile := session.Host{OpenAPI: smileSandbox}
	ours := session.Host{OpenAPI: "http://127.0.0.1:8970/v1", Control: "http://127.0.0.1:8970/_sandbox"}
	for name, c := range map[string]struct {
		h      session.Host
		f      flags
		values map[string]string
		want   page
		says   string
	}{
		"Smile":           {h: smile, f: flags{sdk: "v2"}, want: page{script: "https://web.smileapi.io/v2/smile.v2.js"}},
		"Smile's first":   {h: smile, f: flags{sdk: "v1"}, values: map[string]string{envLinkHost: "https://link-sandbox.smileapi.io/v1"}, want: page{script: "https://web.smileapi.io/v1/smile.v1.js", apiHost: "https://link-sandbox.smileapi.io/v1"}},
		"a sandbox":       {h: ours, f: flags{sdk: "v2"}, want: page{script: "http://127.0.0.1:8970/wink/v2/smile.v2.js"}},
		"a port":          {h: smile, f: flags{sdk: "v2"}, values: map[string]string{envPort: "8000"}, want: page{addr: "127.0.0.1:8000", script: "https://web.smileapi.io/v2/smile.v2.js"}},
		"no port":         {h: smile, f: flags{sdk: "v2"}, values: map[string]string{envPort: "eighty"}, says: envPort},
		"a phone":         {h: smile, f: flags{sdk: "v2", listen: "192.168.1.5:0"}, want: page{addr: "192.168.1.5:0", exposed: true, script: "https://web.smileapi.io/v2/smile.v2.js"}},
		"a phone at home": {h: ours, f: flags{sdk: "v2", listen: "192.168.1.5:0"}, says: "--listen"},
	} {
		c.f.noBrowser = true
		got, err := choosePage(c.values, c.f, c.h)
		if c.says != "" {
			if err == nil || !strings.Contains(err.Error(), c.says) || exitCode(err) != ExitUsage {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		got.open = nil
		if err != nil || got.addr != c.want.addr || got.exposed != c.want.exposed || got.script != c.want.script || got.apiHost != c.want.apiHost {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	if p, err := choosePage(nil, flags{sdk: "v2"}, smile); err != nil || p.open == nil {
		t.Errorf("no browser is opened: %v", err)
	}
}
