package driver_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"winkterm/api"
	"winkterm/api/link"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/driver"
	"winkterm/flow/journal"
)

// patience is how long a test waits for what must come. It is only met by what
// hangs.
const patience = 20 * time.Second

// The key of the tests' sandboxes: the usual one is public, and the journal does
// not mask it.
const (
	testKey    = "tk-9Qm2Ztrw8K"
	testSecret = "ts-Xv9pLw4Hd7"
)

// plan is a walk before it begins.
type plan struct {
	sandbox sandbox.Config
	options flow.Options
	pace    driver.Pace
	// door stands before the sandbox and may answer in its place.
	door func(http.Handler) http.Handler
	// browser leaves out the Link client.
	browser bool
	// open and link are other hosts than the sandbox; key another key.
	open, link string
	key        wire.Secret
	// timeout is that of the clients, dial how they connect.
	timeout time.Duration
	dial    func(ctx context.Context, network, addr string) (net.Conn, error)
	// files gives the content of what is uploaded.
	files func(flow.File) (io.ReadCloser, error)
	// widget is the browser.
	widget driver.Widget
}

// walk is a driver with real clients, and a flow that a test takes from event to
// event.
type walk struct {
	*driver.Driver
	state   flow.State
	t       testing.TB
	clock   *handClock
	journal *journal.Journal
	host    *sandbox.Running

	mu  sync.Mutex
	raw []api.Exchange
	// found are the providers that arrived, in order.
	found []string
}

// set gets everything ready; begin also begins.
func set(t testing.TB, p plan) *walk {
	t.Helper()
	w := &walk{t: t, clock: newClock()}
	w.journal = journal.New(w.clock.Now)
	if p.open == "" {
		p.sandbox.Key, p.sandbox.Secret, p.sandbox.Clock = testKey, testSecret, w.clock
		w.serve(p.sandbox)
		p.open, p.link = w.host.OpenAPI(), w.host.Link()
	}
	if p.door != nil {
		door := httptest.NewServer(p.door(w.host.Handler()))
		t.Cleanup(door.Close)
		p.open, p.link = door.URL+"/v1", door.URL+"/link/v1"
	}
	if p.key == "" {
		p.key = testKey
	}
	if p.pace == (driver.Pace{}) {
		p.pace = driver.Loopback
	}
	d := driver.New(w.config(p))
	t.Cleanup(d.Close)
	p.options.Native = !p.browser
	w.Driver, w.state = d, flow.New(p.options)
	return w
}

func (w *walk) State() flow.State { return w.state }

// Apply gives the flow an event and performs what it decides.
func (w *walk) Apply(e flow.Event) flow.State {
	next, effects, _ := flow.Step(w.state, e)
	w.state = next
	w.Do(effects)
	return next
}

func begin(t testing.TB, p plan) *walk {
	t.Helper()
	w := set(t, p)
	w.Apply(flow.Begin{})
	return w
}

func (w *walk) serve(c sandbox.Config) {
	w.t.Helper()
	host, err := sandbox.Listen(w.t.Context(), c)
	if err != nil {
		w.t.Fatal(err)
	}
	w.host = host
	w.t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := host.Close(ctx); err != nil {
			w.t.Error(err)
		}
	})
}

// config puts the real clients together as the command does.
func (w *walk) config(p plan) driver.Config {
	w.t.Helper()
	transport := &http.Transport{DialContext: p.dial}
	w.t.Cleanup(transport.CloseIdleConnections)
	client := &http.Client{Transport: transport}
	open, err := api.New(api.Config{
		BaseURL: p.open, BaseURLName: "OPEN_API_HOST", Key: p.key, Secret: testSecret,
		HTTP: client, Clock: w.clock, Observe: w.observe("open"), Timeout: p.timeout,
	})
	if err != nil {
		w.t.Fatal(err)
	}
	c := driver.Config{Open: open, Journal: w.journal, Clock: w.clock, Pace: p.pace, OpenFile: p.files, Widget: p.widget}
	if !p.browser {
		c.Link, err = link.New(link.Config{
			BaseURL: p.link, BaseURLName: "LINK_API_HOST",
			HTTP: client, Clock: w.clock, Observe: w.observe("link"), Timeout: p.timeout,
		})
		if err != nil {
			w.t.Fatal(err)
		}
	}
	return c
}

// observe keeps what went over the wire in the clear, beside the journal.
func (w *walk) observe(which string) func(api.Exchange) {
	record := driver.Observe(w.journal, which)
	return func(x api.Exchange) {
		w.mu.Lock()
		w.raw = append(w.raw, x)
		w.mu.Unlock()
		record(x)
	}
}

// until feeds the session what the calls bring until it is as wanted.
func (w *walk) until(what string, ok func(flow.State) bool) flow.State {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), patience)
	defer cancel()
	for !ok(w.State()) {
		select {
		case e := <-w.Events():
			w.take(e)
		case <-ctx.Done():
			w.t.Fatalf("%s did not come; the page is %s, %+v, %+v\n%s",
				what, w.State().Page, w.State().Notice, w.State().Calls.Failed.Failure, strings.Join(w.tale(), "\n"))
		}
	}
	return w.State()
}

func (w *walk) take(e flow.Event) {
	if answer, ok := e.(flow.Answer); ok {
		if arrived, ok := answer.Reply.(flow.ProvidersArrived); ok {
			for _, p := range arrived.Providers {
				w.found = append(w.found, p.ID)
			}
		}
	}
	w.Apply(e)
}

func (w *walk) reach(p flow.Page) flow.State {
	w.t.Helper()
	return w.until("page "+p.String(), func(s flow.State) bool { return s.Page == p })
}

// tale is the journal in short lines.
func (w *walk) tale() []string {
	var lines []string
	for _, r := range w.journal.Since(0) {
		lines = append(lines, string(r.Lane)+" "+r.Kind)
	}
	return lines
}

// records gives the data of one lane.
func records[D journal.Data](w *walk) []D {
	var all []D
	for _, r := range w.journal.Since(0) {
		if d, ok := r.Data.(D); ok {
			all = append(all, d)
		}
	}
	return all
}

// callbacks gives the callbacks, without onUIEvent, as "name args".
func (w *walk) callbacks() []string {
	var all []string
	for _, c := range records[journal.Callback](w) {
		if c.Name != string(wire.OnUIEvent) {
			all = append(all, c.Name+" "+string(c.Args))
		}
	}
	return all
}

// login goes from the start to a provider's login and sends it.
func (w *walk) login(providerID, option, identifier, password string) {
	w.t.Helper()
	w.openLogin(providerID, option)
	w.Apply(flow.Typed{Values: map[string]wire.Secret{
		option: wire.Secret(identifier), "password": wire.Secret(password),
	}})
	w.Apply(flow.Submitted{})
}

func (w *walk) openLogin(providerID, option string) {
	w.t.Helper()
	w.reach(flow.Consent)
	w.Apply(flow.ConsentGiven{})
	w.take(flow.ProviderChosen{Provider: w.provider(providerID)})
	w.until("a login", func(s flow.State) bool { return s.Page == flow.Login || s.Page == flow.LoginOptions })
	if w.State().Page == flow.LoginOptions {
		w.Apply(flow.OptionChosen{ID: option})
	}
	w.reach(flow.Login)
}

// provider is one of the sandbox's.
func (w *walk) provider(id string) wire.Provider {
	w.t.Helper()
	p, err := w.tenant().Provider(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// tenant is a client of the sandbox that is not the session's.
func (w *walk) tenant() *api.Client {
	w.t.Helper()
	transport := &http.Transport{}
	w.t.Cleanup(transport.CloseIdleConnections)
	c, err := api.New(api.Config{
		BaseURL: w.host.OpenAPI(), Key: testKey, Secret: testSecret, Clock: w.clock, HTTP: &http.Client{Transport: transport},
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

func (w *walk) code(code string) {
	w.Apply(flow.Typed{Values: map[string]wire.Secret{flow.CodeField: wire.Secret(code)}})
	w.Apply(flow.Submitted{})
}

var tokens = regexp.MustCompile(`"(?:accessToken|sessionKey)":"([^"]+)"`)

// secrets lists what went over the wire and must not be recorded.
func (w *walk) secrets() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	all := []string{testKey, testSecret}
	for _, x := range w.raw {
		_, credential, _ := strings.Cut(x.RequestHeader.Get("Authorization"), " ")
		all = append(all, credential)
		for _, found := range tokens.FindAllSubmatch(x.ResponseBody, -1) {
			all = append(all, string(found[1]))
		}
	}
	return all
}

// keepsSecrets checks that nothing of the session's secrets, nor of what was
// typed, is in the journal.
func (w *walk) keepsSecrets(typed ...string) {
	w.t.Helper()
	text, err := json.Marshal(w.journal.Since(0))
	if err != nil {
		w.t.Fatal(err)
	}
	// What the provider shows of George's mobile number happens to be his code.
	text = bytes.ReplaceAll(text, []byte("••• 1234"), nil)
	for _, secret := range w.secrets() {
		if secret == "" || strings.Contains(string(text), secret) {
			w.t.Errorf("the journal holds %q", secret)
		}
	}
	for _, word := range typed {
		// Within an id or a number it would be chance.
		alone := regexp.MustCompile(`(^|[^0-9A-Za-z])` + regexp.QuoteMeta(word) + `($|[^0-9A-Za-z])`)
		if at := alone.FindIndex(text); at != nil {
			w.t.Errorf("the journal holds %q: …%s…", word, text[max(0, at[0]-80):min(len(text), at[1]+40)])
		}
	}
}
