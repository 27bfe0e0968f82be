package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
)

// served is a page on a port of this machine.
func served(t testing.TB, change func(*Config, *bounds), around func(http.Handler) http.Handler) (*Page, *heard) {
	t.Helper()
	h := newHeard()
	c, b := Config{Script: sdk, Token: tokens(), OnEvent: h.tell}, usual
	if change != nil {
		change(&c, &b)
	}
	if around == nil {
		around = func(next http.Handler) http.Handler { return next }
	}
	p, err := launch(t.Context(), c, b, around)
	if err != nil {
		t.Fatal(err)
	}
	h.of = p
	t.Cleanup(func() { _ = p.Close() })
	if got := h.page(t, flow.PageWaiting); got.Text != "" {
		t.Errorf("got %q, served at %s", got.Text, p.URL())
	}
	return p, h
}

// client has connections of its own.
func client(t testing.TB) *http.Client {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport, Timeout: patience}
}

// remote is a page's script that reaches it over the network.
type remote struct {
	t    testing.TB
	http *http.Client
	url  string
	claimed
}

func inSession(t testing.TB, p *Page) *remote {
	t.Helper()
	r := &remote{t: t, http: client(t), url: p.URL()}
	resp, err := r.http.Get(r.url)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	if err != nil {
		t.Fatal(err)
	}
	if code := r.post("claim", fmt.Sprintf(`{"secret":%q}`, secretOn(t, string(body))), &r.claimed); code != http.StatusOK {
		t.Fatalf("claim: %d", code)
	}
	return r
}

// post gives 0 when there is no answer.
func (r *remote) post(path, body string, into any) int {
	req, err := http.NewRequestWithContext(r.t.Context(), "POST", r.url+path, strings.NewReader(body))
	if err != nil {
		return 0
	}
	origin, _, _ := strings.Cut(strings.TrimPrefix(r.url, "http://"), "/")
	req.Header.Set("Origin", "http://"+origin)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+r.Key)
	resp, err := r.http.Do(req)
	if err != nil {
		return 0
	}
	defer func() { _ = resp.Body.Close() }()
	var b bytes.Buffer
	if _, err := b.ReadFrom(resp.Body); err != nil {
		return 0
	}
	if into != nil {
		_ = json.Unmarshal(b.Bytes(), into)
	}
	return resp.StatusCode
}

// Close tells the page, takes what it still has, and then nobody answers.
func TestCloseIsPolite(t *testing.T) {
	t.Parallel()
	p, h := served(t, func(_ *Config, b *bounds) { b.grace = patience }, nil)
	r := inSession(t, p)
	h.page(t, flow.PageOpen)
	ordered := make(chan order, 1)
	go func() {
		var o order
		r.post("listen", `{"heard":0}`, &o)
		r.post("callbacks", `{"items":[`+callbackItem(1, wire.OnClose, `"exit"`)+`],"leaving":true}`, nil)
		ordered <- o
	}()
	for listening := false; !listening; { // until it is waited for
		p.mu.Lock()
		listening = p.current().listening == 1
		p.mu.Unlock()
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	if o := <-ordered; o.What != orderBye {
		t.Errorf("ordered %q", o.What)
	}
	h.callback(t, wire.OnClose, `{"reason":"exit"}`)
	h.nothing(t)
	if err := p.Close(); err != nil {
		t.Errorf("once more: %v", err)
	}
	if code := r.post("listen", `{}`, nil); code != 0 {
		t.Errorf("answered after the end: %d", code)
	}
}

// As soon as the page has said goodbye, nobody waits for it any more.
func TestAGoodbyeIsEnough(t *testing.T) {
	bubble(t, func(t *testing.T) {
		p, h := made(t, nil)
		b := loaded(t, p)
		h.page(t, flow.PageOpen)
		start, done := systemNow(), make(chan struct{})
		go func() {
			p.within(p.endSessions)
			close(done)
		}()
		synctest.Wait()
		b.post("callbacks", `{"leaving":true}`)
		<-done
		if took := systemNow().Sub(start); took != 0 {
			t.Errorf("it waited %s", took)
		}
	})
}

// Close takes its time and no more with a page that does not say goodbye and a
// terminal that does not listen.
func TestCloseIsBounded(t *testing.T) {
	t.Parallel()
	release, got := make(chan struct{}), make(chan struct{}, 8)
	c := Config{Script: sdk, Token: tokens(), OnEvent: func(flow.Event) { got <- struct{}{}; <-release }}
	b := usual
	b.grace = 50 * time.Millisecond
	p, err := launch(t.Context(), c, b, func(h http.Handler) http.Handler { return h })
	if err != nil {
		t.Fatal(err)
	}
	r := inSession(t, p)
	<-got
	r.post("callbacks", `{"items":[`+callbackItem(1, wire.OnClose, `"exit"`)+`]}`, nil)
	closed := make(chan error)
	go func() { closed <- p.Close() }()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	select {
	case err := <-closed:
		if !errors.Is(err, errNotSent) {
			t.Errorf("closed with %v", err)
		}
	case <-ctx.Done():
		t.Error("Close does not end")
	}
	close(release)
	<-p.out.done
	if len(got) > 0 {
		t.Error("an event after Close")
	}
}

func TestCloseWithoutAPage(t *testing.T) {
	t.Parallel()
	p, h := served(t, func(_ *Config, b *bounds) { b.grace = 10 * patience }, nil)
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	h.nothing(t)
	if err := p.Renew(t.Context()); !errors.Is(err, ErrNoPage) {
		t.Errorf("renewed: %v", err)
	}
}

// A token that is being asked for when the page ends is given up.
func TestCloseGivesUpTheToken(t *testing.T) {
	t.Parallel()
	asked := make(chan struct{})
	p, _ := served(t, func(c *Config, b *bounds) {
		b.grace = 10 * patience
		c.Token = func(ctx context.Context) (wire.Secret, error) {
			close(asked)
			<-ctx.Done()
			return "", ctx.Err()
		}
	}, nil)
	r := &remote{t: t, http: client(t), url: p.URL()}
	secret := p.newSecret()
	answered := make(chan int, 1)
	go func() { answered <- r.post("claim", fmt.Sprintf(`{"secret":%q}`, secret), nil) }()
	<-asked
	closed := make(chan error, 1)
	go func() { closed <- p.Close() }()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	select {
	case err := <-closed:
		if err != nil {
			t.Error(err)
		}
	case <-ctx.Done():
		t.Fatal("Close waits for the token")
	}
	if code := <-answered; code == http.StatusOK {
		t.Error("a token after the end")
	}
}
