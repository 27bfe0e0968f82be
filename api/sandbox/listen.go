package sandbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// The bounds of a connection: generous for a person who holds a request in a
// debugger, and still an end for one that hangs.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = time.Minute
	writeTimeout  = 2 * time.Minute
	idleTimeout   = 2 * time.Minute
	maxHeader     = 64 << 10
)

// Running is a sandbox that listens.
type Running struct {
	*Server
	http  *http.Server
	addr  string
	ended chan struct{} // closed once err is set
	err   error
}

// Listen starts a sandbox on cfg.Addr, which is loopback with a port that the
// system picks unless it says otherwise. It fails when the address cannot be
// listened on. ctx bounds the start alone; Close ends the sandbox.
func Listen(ctx context.Context, cfg Config) (*Running, error) {
	s := New(cfg)
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", s.cfg.Addr)
	if err != nil {
		return nil, fmt.Errorf("the sandbox cannot listen on %s, try another address: %w", s.cfg.Addr, err)
	}
	r := &Running{
		Server: s,
		http: &http.Server{
			Handler:           s.Handler(),
			ReadHeaderTimeout: headerTimeout,
			ReadTimeout:       readTimeout,
			WriteTimeout:      writeTimeout,
			IdleTimeout:       idleTimeout,
			MaxHeaderBytes:    maxHeader,
			// Without this the server writes into the wizard's screen.
			ErrorLog: slog.NewLogLogger(s.cfg.Logger.Handler(), slog.LevelWarn),
		},
		addr:  l.Addr().String(),
		ended: make(chan struct{}),
	}
	go func() {
		defer close(r.ended)
		r.err = r.http.Serve(l)
	}()
	return r, nil
}

// OpenAPI is the base address of the Open API, to which "/users" is added.
func (r *Running) OpenAPI() string { return "http://" + r.addr + "/v1" }

// Link is the base address of the Link contract.
func (r *Running) Link() string { return "http://" + r.addr + "/link/v1" }

// Control is the base address of the sandbox's own control.
func (r *Running) Control() string { return "http://" + r.addr + "/_sandbox" }

// Close lets the requests that are running end until ctx is done, then cuts
// them off. It fails when they had to be, or when the server had stopped by
// itself before. Calling it again changes nothing.
func (r *Running) Close(ctx context.Context) error {
	err := r.http.Shutdown(ctx)
	if err != nil {
		err = errors.Join(err, r.http.Close())
	}
	<-r.ended
	if !errors.Is(r.err, http.ErrServerClosed) {
		err = errors.Join(err, fmt.Errorf("the sandbox stopped serving: %w", r.err))
	}
	return err
}
