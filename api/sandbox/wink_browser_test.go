package sandbox_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"winkterm/api/sandbox"
	"winkterm/api/wire"
)

// hostPage is a page such as the official quickstart's: the script of the widget,
// and one of its own that opens it. The policy is as strict as a host's can be.
var hostPage = template.Must(template.New("host").Parse(`<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Host</title><meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body>
<h1>The host page</h1><button>A button of the host</button>
<script nonce="{{.Nonce}}">
window.seen = []; window.violations = [];
document.addEventListener('securitypolicyviolation', (e) => window.violations.push(e.violatedDirective + ' ' + e.blockedURI));
</script>
<script src="{{.Script}}"></script>
<script nonce="{{.Nonce}}">
const options = {{.Options}};
for (const name of {{.Names}}) options[name] = (...args) => { window.seen.push({name, args}); };
const smileLinkModal = new SmileLinkModal(options);
smileLinkModal.open();
</script>
</body>
</html>`))

// stepTime is how long one step may take on a machine that is busy.
const stepTime = 20 * time.Second

var callbackNames = []wire.CallbackName{
	wire.OnAccountCreated, wire.OnAccountConnected, wire.OnAccountError, wire.OnAccountRemoved,
	wire.OnUploadsCreated, wire.OnUploadsRemoved, wire.OnTokenExpired, wire.OnClose, wire.OnUIEvent,
}

// startBrowser starts one browser for all tests, or says why there is none.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		const why = "the tests of the stand-in were left out: no chromium is installed"
		if os.Getenv("CI") != "" {
			t.Fatal(why)
		}
		t.Skip(why)
	}
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.Flag("headless", "new"), chromedp.Flag("disable-gpu", true),
		chromedp.Flag("no-sandbox", os.Geteuid() == 0), chromedp.UserDataDir(t.TempDir()))...)
	browser, end := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		if err := chromedp.Cancel(browser); err != nil {
			t.Logf("the browser ended badly: %v", err)
		}
		end()
		cancel()
	})
	if err := chromedp.Do(browser); err != nil {
		t.Fatalf("the browser does not start: %v", err)
	}
	return browser
}

// seat is one user in front of a host page, with a sandbox of their own.
type seat struct {
	t       *testing.T
	ctx     context.Context
	sandbox *sandbox.Running
	userID  string

	mu   sync.Mutex
	said []string // by the console
}

// plan is what a test wants to begin with.
type plan struct {
	options map[string]any
	// token replaces the link token that the user was given.
	token string
	// lax is a host page without a policy, version the SDK's; 2 unless set.
	lax     bool
	version int
	// consent is a consent template of the tenant's.
	consent string
}

// sit opens the host page.
func sit(browser context.Context, t *testing.T, p plan) *seat {
	t.Helper()
	running, err := sandbox.Listen(t.Context(), sandbox.Config{Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	s := &seat{t: t, sandbox: running}
	t.Cleanup(func() { s.end(running.Close(context.Background())) })
	tab, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(tab, 4*stepTime)
	t.Cleanup(stop)
	s.ctx = ctx
	page := httptest.NewServer(s.hostPage(p))
	t.Cleanup(page.Close)
	s.must(chromedp.Listen(ctx, s.listen))
	_, err = chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	s.must(err)
	s.do(chromedp.Navigate(page.URL))
	return s
}

func (s *seat) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *seat) end(err error) {
	if err != nil && !errors.Is(err, http.ErrServerClosed) {
		s.t.Errorf("the sandbox: %v", err)
	}
}

// hostPage serves the page with a token of a user of its own.
func (s *seat) hostPage(p plan) http.Handler {
	origin := strings.TrimSuffix(s.sandbox.OpenAPI(), "/v1")
	options := map[string]any{"userToken": p.token}
	if p.token == "" {
		options["userToken"] = s.newUser()
	}
	for name, value := range p.options {
		options[name] = value
	}
	if p.consent != "" {
		s.api("POST", s.sandbox.OpenAPI()+"/consentTemplates", p.consent, new(wire.ConsentTemplate))
	}
	script := origin + "/wink/v2/smile.v2.js"
	if p.version == 1 {
		script = origin + "/wink/v1/smile.v1.js"
	}
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		const nonce = "host"
		if !p.lax {
			w.Header().Set("Content-Security-Policy", fmt.Sprintf("default-src 'none'; script-src %[1]s 'nonce-%[2]s'; "+
				"connect-src %[1]s; style-src %[1]s; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'", origin, nonce))
		}
		_ = hostPage.Execute(w, map[string]any{"Nonce": nonce, "Script": script, "Options": options, "Names": callbackNames})
	})
}

// newUser makes a user and gives its token.
func (s *seat) newUser() string {
	var made wire.UserCreated
	s.api("POST", s.sandbox.OpenAPI()+"/users", "", &made)
	s.userID = made.User.ID
	return made.Token.AccessToken.Reveal()
}

// api calls the sandbox beside the widget.
func (s *seat) api(method, url, body string, into any) {
	s.t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), method, url, strings.NewReader(body))
	s.must(err)
	req.SetBasicAuth(sandbox.DefaultKey, sandbox.DefaultKey)
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	s.must(err)
	defer func() { _ = res.Body.Close() }()
	answer := wire.Envelope[json.RawMessage]{}
	s.must(json.NewDecoder(res.Body).Decode(&answer))
	if res.StatusCode/100 != 2 {
		s.t.Fatalf("%s %s: %d %s", method, url, res.StatusCode, answer.Message)
	}
	if into != nil {
		s.must(json.Unmarshal(answer.Data, into))
	}
}

// passTime moves the sandbox's clock.
func (s *seat) passTime(d time.Duration) {
	s.t.Helper()
	s.api("POST", s.sandbox.Control()+"/clock", fmt.Sprintf(`{"advance":%q}`, d), nil)
}

// listen keeps what the console says of errors and warnings.
func (s *seat) listen(ev any) {
	text := ""
	switch ev := ev.(type) {
	case *runtime.EventConsoleAPICalled:
		text = "console." + string(ev.Type)
	case *runtime.EventExceptionThrown:
		text = ev.ExceptionDetails.Text
		if x := ev.ExceptionDetails.Exception; x != nil {
			text += " " + x.Description
		}
	case *log.EventEntryAdded:
		text = fmt.Sprintf("%s: %s", ev.Entry.Level, ev.Entry.Text)
	default:
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.said = append(s.said, text)
}

// quiet wants nothing in the console but the refusals that a test brings about,
// which the browser itself notes, and no breach of the policy.
func (s *seat) quiet(allowed ...string) {
	s.t.Helper()
	for _, v := range eval[[]string](s, `window.violations`) {
		s.t.Errorf("the host's policy was broken: %s", v)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, text := range s.said {
		if !slices.ContainsFunc(allowed, func(a string) bool { return strings.Contains(text, a) }) {
			s.t.Errorf("the console has %s", text)
		}
	}
}

// do takes steps, and says what the page showed if one of them does not happen.
func (s *seat) do(steps ...chromedp.Action[chromedp.Void]) {
	s.t.Helper()
	ctx, stop := context.WithTimeout(s.ctx, stepTime)
	defer stop()
	if err := inOrder(ctx, steps); err != nil {
		shows, _ := chromedp.Run(s.ctx, chromedp.Evaluate[string](`document.querySelector('dialog')?.innerText ?? 'no widget'`))
		s.t.Fatalf("%v; the page shows:\n%s\ncallbacks: %v\nconsole: %v", err, shows, s.callbacks(), s.said)
	}
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

func eval[T any](s *seat, expression string) T {
	s.t.Helper()
	value, err := chromedp.Run(s.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	s.must(err)
	return value
}
