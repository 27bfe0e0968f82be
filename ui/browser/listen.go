package browser

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strconv"
	"time"

	"golang.org/x/net/netutil"

	"winkterm/api/host"
)

// bounds are those of a page and of its connections.
type bounds struct {
	header, read, write, idle time.Duration
	// connections is how many are served at once; more wait until one ends.
	connections int
	// poll is how long a page that listens waits for an order.
	poll time.Duration
	// away is how long a session may not listen until its page counts as gone, left
	// the same after it has said goodbye: a reload is back by then.
	away, left time.Duration
	// token bounds Config.Token, grace each step of Close.
	token, grace time.Duration
}

var usual = bounds{
	header: 5 * time.Second, read: 10 * time.Second, write: time.Minute, idle: time.Minute, connections: 32,
	poll: 20 * time.Second, away: 6 * time.Second, left: time.Second, token: 30 * time.Second, grace: time.Second,
}

// maxHeader bounds the headers of a request, maxBody its body.
const (
	maxHeader = 16 << 10
	maxBody   = 64 << 10
)

// listener listens where the config says.
func listener(ctx context.Context, c Config) (net.Listener, netip.AddrPort, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return nil, netip.AddrPort{}, fmt.Errorf("the page for the browser cannot listen on %s, free the port or choose another with APP_PORT: %w", c.Addr, err)
	}
	at, err := netip.ParseAddrPort(l.Addr().String())
	if err == nil {
		err = c.keepsToItself(at)
	}
	if err != nil {
		_ = l.Close()
		return nil, netip.AddrPort{}, err
	}
	return l, netip.AddrPortFrom(at.Addr().Unmap(), at.Port()), nil
}

// keepsToItself fails with ErrExposed for an address that others can reach and need
// not: localhost may be anything.
func (c Config) keepsToItself(at netip.AddrPort) error {
	if c.Exposed || at.Addr().IsLoopback() {
		return nil
	}
	return fmt.Errorf("%s: %w", at, ErrExposed)
}

// serve answers what comes to a listener until the page is closed.
func (p *Page) serve(l net.Listener, h http.Handler) {
	p.http = &http.Server{
		Handler:           h,
		ReadHeaderTimeout: p.bounds.header,
		ReadTimeout:       p.bounds.read,
		WriteTimeout:      p.bounds.write,
		IdleTimeout:       p.bounds.idle,
		MaxHeaderBytes:    maxHeader,
		BaseContext:       func(net.Listener) context.Context { return p.ctx },
		// Otherwise the server writes into the wizard's screen.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	p.ended = make(chan struct{})
	go func() {
		defer close(p.ended)
		p.err = p.http.Serve(netutil.LimitListener(l, p.bounds.connections))
	}()
}

// hosts are the names under which a listener is known, the best one first. A
// browser behind a forwarded port calls it by a loopback name.
func hosts(at netip.Addr) []string {
	list := []string{at.String()}
	if at.IsUnspecified() {
		addrs, _ := net.InterfaceAddrs() // none is as good as unknown
		list = reachable(addrs)
	}
	return append(list, "127.0.0.1", "localhost", "::1")
}

// reachable are those of this machine's addresses that others can reach, and its
// name; what other machines are likely to reach comes first.
func reachable(addrs []net.Addr) []string {
	var near, far []string
	for _, a := range addrs {
		prefix, err := netip.ParsePrefix(a.String())
		switch ip := prefix.Addr().Unmap(); {
		case err != nil || ip.IsLoopback() || ip.IsLinkLocalUnicast():
		case ip.Is4():
			near = append(near, ip.String())
		default:
			far = append(far, ip.String())
		}
	}
	if name, err := os.Hostname(); err == nil {
		far = append(far, name)
	}
	return append(near, far...)
}

// names are what the Host of a request may say.
func names(at netip.AddrPort) []string {
	list := hosts(at.Addr())
	for i, name := range list {
		list[i] = host.Authority("http://" + net.JoinHostPort(name, strconv.Itoa(int(at.Port()))))
	}
	return list
}
