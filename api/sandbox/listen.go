package sandbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/net/netutil"
)

// bounds are those of connections.
type bounds struct {
	header, read, write, idle time.Duration
	// connections is how many are served at once; more wait until one ends.
	connections int
}

// usual bounds are generous for a person who holds a request in a debugger, and
// still an end for one that hangs.
var usual = bounds{header: 10 * time.Second, read: time.Minute, write: 2 * time.Minute, idle: 2 * time.Minute, connections: 512}

// maxHeader bounds the headers of a request.
const maxHeader = 64 << 10

// Running is a sandbox that listens.
type Running struct {
	*Server
	// Dial connects to the sandbox, whichever the network and address; nil where it
	// listens on a socket.
	Dial  func(ctx context.Context, network, address string) (net.Conn, error)
	http  *http.Server
	addr  string
	all   bool          // it listens on all addresses
	ended chan struct{} // closed once err is set
	err   error
}

// Listen starts a sandbox on cfg.Addr, which is loopback with a port that the
// system picks unless it says otherwise. It fails when the address cannot be
// listened on. ctx bounds the start alone; Close ends the sandbox.
func Listen(ctx context.Context, cfg Config) (*Running, error) { return listen(ctx, cfg, usual) }

func listen(ctx context.Context, cfg Config, b bounds) (*Running, error) {
	s, err := newServer(cfg)
	if err != nil {
		return nil, fmt.Errorf("the sandbox cannot start: %w", err)
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", s.cfg.Addr)
	if err != nil {
		return nil, fmt.Errorf("the sandbox cannot listen on %s, try another address: %w", s.cfg.Addr, err)
	}
	r, err := s.start(l, b)
	if tcp, ok := l.Addr().(*net.TCPAddr); ok && err == nil {
		r.addr, r.all = reachable(tcp)
	}
	return r, err
}

// Start starts a sandbox that listens in memory, as if on cfg.Addr, a host and port: it
// is for whoever connects by its Dial, without a socket. Close ends the sandbox.
func Start(cfg Config) (*Running, error) {
	s, err := newServer(cfg)
	if err != nil {
		return nil, fmt.Errorf("the sandbox cannot start: %w", err)
	}
	l := newMemory(s.cfg.Addr)
	r, err := s.start(l, bounds{connections: usual.connections}) // no stranger has to be given up
	if err == nil {
		r.addr, r.Dial = s.cfg.Addr, func(ctx context.Context, _, _ string) (net.Conn, error) { return l.dial(ctx) }
	}
	return r, err
}

// start serves what comes to a listener.
func (s *Server) start(l net.Listener, b bounds) (*Running, error) {
	if s.cfg.File != "" {
		if err := s.state.Open(s.cfg.File); err != nil {
			return nil, errors.Join(err, l.Close())
		}
	}
	if err := s.control.Arm(); err != nil {
		return nil, errors.Join(err, l.Close(), s.state.Close())
	}
	if _, real := s.cfg.Clock.(systemClock); real && !s.cfg.Freeze {
		s.sender.Start()
	}
	r := &Running{
		Server: s,
		http: &http.Server{
			Handler:           s.Handler(),
			ReadHeaderTimeout: b.header,
			ReadTimeout:       b.read,
			WriteTimeout:      b.write,
			IdleTimeout:       b.idle,
			MaxHeaderBytes:    maxHeader,
			ConnState:         s.conns.follow,
			// Without this the server writes into the wizard's screen.
			ErrorLog: slog.NewLogLogger(s.cfg.Logger.Handler(), slog.LevelWarn),
		},
		ended: make(chan struct{}),
	}
	go func() {
		defer close(r.ended)
		r.err = r.http.Serve(netutil.LimitListener(l, b.connections))
	}()
	return r, nil
}

// Addr is where the sandbox can be called, as host and port.
func (r *Running) Addr() string { return r.addr }

// OpenAPI is the base address of the Open API, to which "/users" is added. Of a
// sandbox that listens on all addresses it is one that other machines can use.
func (r *Running) OpenAPI() string { return "http://" + r.addr + "/v1" }

// Link is the base address of the Link contract.
func (r *Running) Link() string { return "http://" + r.addr + "/link/v1" }

// Control is the base address of the sandbox's own control. Of a sandbox that
// listens on all addresses, without a key for the control, it is for this machine.
func (r *Running) Control() string {
	if r.all && r.cfg.ControlKey == "" {
		_, port, _ := net.SplitHostPort(r.addr)
		return "http://127.0.0.1:" + port + "/_sandbox"
	}
	return "http://" + r.addr + "/_sandbox"
}

// reachable is where a listener can be called from elsewhere: of one on all
// addresses it takes this machine's first that is no loopback, if it has any.
func reachable(at *net.TCPAddr) (addr string, all bool) {
	if !at.IP.IsUnspecified() {
		return at.String(), false
	}
	ip := net.IPv4(127, 0, 0, 1)
	list, _ := net.InterfaceAddrs() // none is as good as an error
	for _, a := range list {
		if n, ok := a.(*net.IPNet); ok && n.IP.IsGlobalUnicast() && n.IP.To4() != nil {
			ip = n.IP
			break
		}
	}
	return net.JoinHostPort(ip.String(), strconv.Itoa(at.Port)), true
}

// Close lets the requests that are running end until ctx is done, then cuts
// them off. It fails when they had to be, or when the server had stopped by
// itself before. Calling it again changes nothing.
func (r *Running) Close(ctx context.Context) error {
	err := r.http.Shutdown(ctx)
	if err != nil {
		err = errors.Join(err, r.http.Close())
	}
	<-r.ended
	r.sender.Close()
	err = errors.Join(err, r.state.Close())
	if !errors.Is(r.err, http.ErrServerClosed) {
		err = errors.Join(err, fmt.Errorf("the sandbox stopped serving: %w", r.err))
	}
	return err
}

// connections are those that are open, so that they can be cut.
type connections struct {
	mu   sync.Mutex
	open map[net.Conn]struct{}
}

// follow is for http.Server.ConnState.
func (c *connections) follow(conn net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch state {
	case http.StateNew:
		if c.open == nil {
			c.open = map[net.Conn]struct{}{}
		}
		c.open[conn] = struct{}{}
	case http.StateClosed, http.StateHijacked:
		delete(c.open, conn)
	case http.StateActive, http.StateIdle:
	}
}

// cut closes all connections, whatever goes on in them, but for the one that
// asks, by its address, and says how many there were.
func (c *connections) cut(but string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := 0
	for conn := range c.open {
		if conn.RemoteAddr().String() != but {
			_ = conn.Close()
			n++
		}
	}
	return n
}
