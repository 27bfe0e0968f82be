package api_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"testing"
	"time"

	"winkterm/api"
)

// pipes is a network within the test, on whose clock its connections live.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	conn, ok := <-p
	if !ok {
		return nil, net.ErrClosed
	}
	return conn, nil
}

func (pipes) Close() error   { return nil }
func (pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipe", Net: "pipe"} }

func (p pipes) dial(context.Context, string, string) (net.Conn, error) {
	near, far := net.Pipe()
	p <- far
	return near, nil
}

// slowly makes a call to a handler on a clock that a wait costs nothing on, and
// gives how long it took. It runs within a synctest bubble.
func slowly(t *testing.T, h http.HandlerFunc, call func(context.Context, *api.Client) error) (time.Duration, error) {
	t.Helper()
	network := make(pipes)
	transport := &http.Transport{DialContext: network.dial}
	ctx, over := context.WithCancel(t.Context())
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: time.Hour, ErrorLog: quietLog(), BaseContext: func(net.Listener) context.Context { return ctx },
	}
	done := make(chan error)
	go func() { done <- server.Serve(network) }()
	c, err := api.New(api.Config{
		BaseURL: "http://host.example/v1", Key: testKey, Secret: testSecret, HTTP: &http.Client{Transport: transport},
	})
	if err != nil {
		t.Fatal(err)
	}
	clock := api.SystemClock()
	before := clock.Now()
	err = call(t.Context(), c)
	took := clock.Now().Sub(before)
	over()
	transport.CloseIdleConnections()
	close(network)
	if err := server.Shutdown(t.Context()); err != nil {
		t.Error(err)
	}
	if err := <-done; !errors.Is(err, http.ErrServerClosed) {
		t.Error(err)
	}
	return took, err
}

// sleep waits on the test's clock, or until the call is over.
func sleep(r *http.Request, d time.Duration) { _ = api.SystemClock().Sleep(r.Context(), d) }
