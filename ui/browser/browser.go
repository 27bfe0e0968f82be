package browser

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"winkterm/flow"
)

// Page is a page that is served. It is safe for use by many goroutines.
type Page struct {
	cfg    Config
	bounds bounds
	base   string // the random path, with a slash at both ends
	names  []string
	origin string
	policy string
	out    *outbox
	close  func() error

	// ctx ends with the page.
	ctx    context.Context
	cancel context.CancelFunc
	http   *http.Server
	ended  chan struct{} // closed once err is set
	err    error

	ticket ticket

	mu       sync.Mutex // guards all below
	state    flow.PageState
	secrets  []string
	sessions []*session // the newest is the last
	tokens   int
	gone     *time.Timer // runs while nobody listens
	closing  bool
}

// ErrNoPage says that no browser shows the page. Open its address in one; it gets
// a fresh token then.
var ErrNoPage = errors.New("no browser shows the page: open its address")

// Launch serves a page, reports PageWaiting, and opens a browser at it. It fails
// when the config is not valid or the address cannot be listened on; when no
// browser opens, another PageWaiting says why. ctx bounds the start alone; Close
// ends the page.
func Launch(ctx context.Context, c Config) (*Page, error) {
	return launch(ctx, c, usual, func(h http.Handler) http.Handler { return h })
}

// launch lets tests change the bounds, and what comes before the handler.
func launch(ctx context.Context, c Config, b bounds, around func(http.Handler) http.Handler) (*Page, error) {
	c, err := c.checked()
	if err != nil {
		return nil, err
	}
	l, at, err := listener(ctx, c)
	if err != nil {
		return nil, err
	}
	p := newPage(ctx, c, b, at)
	p.serve(l, around(p))
	if c.Open != nil {
		go p.open()
	}
	return p, nil
}

// newPage makes a page that does not listen yet, for a config that was checked.
func newPage(ctx context.Context, c Config, b bounds, at netip.AddrPort) *Page {
	p := &Page{cfg: c, bounds: b, base: "/" + randomPath() + "/", names: names(at), out: newOutbox(c.OnEvent)}
	p.ctx, p.cancel = context.WithCancel(context.WithoutCancel(ctx))
	p.close = sync.OnceValue(p.end)
	p.origin = "http://" + net.JoinHostPort(hosts(at.Addr())[0], strconv.Itoa(int(at.Port())))
	p.ticket = ticket{path: "/" + randomPath(), port: at.Port()}
	script, _ := c.origin(c.Script) // was checked
	api, _ := c.origin(c.APIHost)
	p.policy = policy(script, api)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.show(flow.PageWaiting, "")
	return p
}

// randomPath is 128 bits that nobody guesses, short enough for an address that
// stands on one line of the wizard's half of a screen.
func randomPath() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// open opens a browser at the ticket. As long as none has come it says why not.
func (p *Page) open() {
	err := p.cfg.Open(p.origin + p.ticket.path)
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil && p.state == flow.PageWaiting && !p.closing {
		p.show(flow.PageWaiting, err.Error())
	}
}

// URL is the page's address. Who knows it can use the page.
func (p *Page) URL() string { return p.origin + p.base }

// Renew asks the page to build its widget anew with a fresh token. The outcome
// comes as an event: another PageOpen, or PageBroken when there is no token. It
// fails with ErrNoPage.
func (p *Page) Renew(context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.current()
	if s == nil || s.hasLeft || p.state == flow.PageGone || p.closing {
		return ErrNoPage
	}
	s.give(orderRenew)
	return nil
}

// show sets the page's state and reports it. The lock is held.
func (p *Page) show(state flow.PageState, text string) {
	p.state = state
	p.out.show(flow.WidgetPage{State: state, Text: text})
}
